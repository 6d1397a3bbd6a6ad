"""An issue draft as a Markdown file: written by us, edited by people, read back with every fault of it at once."""

import re
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath

from pydantic import TypeAdapter, ValidationError

from incidents.errors import BadInputError
from incidents.model.finding import Priority
from incidents.model.issue_draft import BlockedBy, IssueDraft
from incidents.model.record import CitationId, digest
from reports.issues.draft.front_matter import Field, fields, joined, parted, written
from templates.outside_text import terminal

_ROW = re.compile(r"row (\S+): (.*)", re.DOTALL)
_LEVELS = ("P0", "P1", "P2")
_STATES = ("ready", "deferred", "blocked")
_KEY = re.compile(r"#?([A-Za-z0-9][A-Za-z0-9_-]*)")
_PRINT = re.compile(r"[0-9a-f]{12}")
_CITES: TypeAdapter[tuple[CitationId, ...]] = TypeAdapter(tuple[CitationId, ...])
_KNOWN = (
    "title",
    "priority",
    "because",
    "labels",
    "state",
    "until",
    "blocked-by",
    "issue",
    "merged",
    "known-as",
    "fingerprint",
)


def to_text(draft: IssueDraft, known_as: str | None = None) -> str:
    """`known_as` is a remark: the open issue that it looks like in the stored evidence."""
    head: dict[str, Field] = {
        "title": draft.title,
        "priority": draft.priority.level,
        "because": terminal(f"row {draft.priority.row}: {draft.priority.reason}"),
        "labels": draft.labels,
        "state": draft.state,
    }
    if draft.until:
        head["until"] = terminal(draft.until)
    if draft.blocked_by:
        head["blocked-by"] = [
            {"fingerprint": each.fingerprint, "path": terminal(each.path), "cites": each.cites}
            for each in draft.blocked_by
        ]
    if known_as:
        head["known-as"] = terminal(known_as)
    head["fingerprint"] = draft.fingerprint
    return joined(written(head), f"\n{draft.body.strip()}\n")


def from_text(text: str, name: str) -> IssueDraft:
    """Raises BadInputError with all that is wrong in the file `name`.

    A draft without a fingerprint is one that somebody wrote by hand, and is known by the name of its file.
    """
    parts = parted(text)
    if parts is None:
        raise BadInputError(f"{name}: it has no head between two lines of `---`; nothing was filed")
    try:
        head = fields(parts.head)
    except ValueError as error:
        raise BadInputError(f"{name}, {error}; nothing was filed") from error
    faults = list(_faults(head))
    if faults:
        raise BadInputError(f"{name}: {'; '.join(faults)}; nothing was filed")
    return IssueDraft.model_validate(
        {
            "fingerprint": _text(head, "fingerprint") or digest("by hand", PurePosixPath(name).stem),
            "title": " ".join(_text(head, "title").split()),
            "body": parts.body.strip(),
            "labels": _texts(head, "labels"),
            "priority": _priority(head),
            "blocked_by": tuple(_blocked_by(head)),
            "state": _text(head, "state") or "ready",
            "until": _text(head, "until") or None,
            "merged": _texts(head, "merged"),
            "issue": _issue(head),
        }
    )


def fingerprint_in(text: str) -> str | None:
    """What the file says it is, even where something else in it cannot be read."""
    parts = parted(text)
    found = re.search(r"^fingerprint:[ \t]*[\"']?([0-9a-f]{12})\b", parts.head if parts else "", re.MULTILINE)
    return found[1] if found else None


def _faults(head: Mapping[str, Field]) -> Iterator[str]:
    if not _text(head, "title"):
        yield "`title` is missing"
    if _text(head, "priority") not in _LEVELS:
        yield f"`priority` is {_shown(head, 'priority')} and must be P0, P1 or P2"
    if _text(head, "state") not in ("", *_STATES):
        yield f"`state` is {_shown(head, 'state')} and must be ready, deferred or blocked"
    if _text(head, "state") in ("deferred", "blocked") and not _text(head, "until"):
        yield f"`state` is {_text(head, 'state')}: `until` must name the event that ends it"
    yield from (f"`{name}` must be a list of texts" for name in ("labels", "merged") if not _is_texts(head.get(name)))
    prints = [_text(head, "fingerprint") or None, *_texts(head, "merged")]
    yield from (f"{each!r} is no fingerprint of a draft" for each in prints if each and not _PRINT.fullmatch(each))
    issue = head.get("issue")
    if issue not in (None, "") and not (isinstance(issue, str) and _KEY.fullmatch(issue.strip())):
        yield f'`issue` is {_shown(head, "issue")} and must be the number of an issue, or "new"'
    yield from _faulty_edges(head.get("blocked-by"))
    yield from (f"`{name}` is not a known field" for name in head if name not in _KNOWN)


def _faulty_edges(edges: Field | None) -> Iterator[str]:
    if edges in (None, ""):
        return
    if isinstance(edges, str | Mapping):
        yield "`blocked-by` must be a list"
        return
    for each in edges or ():
        if not isinstance(each, Mapping) or not _PRINT.fullmatch(_text(each, "fingerprint")):
            yield "an entry of `blocked-by` needs the `fingerprint` of the draft that must be done first"
        elif not _text(each, "path"):
            yield "an entry of `blocked-by` has no `path`: without a technical path nothing blocks"
        else:
            try:
                _CITES.validate_python(each.get("cites") or ())
            except ValidationError:
                yield "`cites` of `blocked-by` must be a list of ids of records"


def _blocked_by(head: Mapping[str, Field]) -> Iterator[BlockedBy]:
    for each in head.get("blocked-by") or ():
        assert isinstance(each, Mapping)
        cites = _CITES.validate_python(each.get("cites") or ())
        yield BlockedBy(fingerprint=_text(each, "fingerprint"), path=_text(each, "path"), cites=cites)


def _priority(head: Mapping[str, Field]) -> Priority:
    said = _text(head, "because")
    row = _ROW.fullmatch(said)
    given = {"row": row[1], "reason": row[2]} if row else {"row": "by hand", "reason": said or "set by hand"}
    return Priority.model_validate({"level": _text(head, "priority"), **given})


def _issue(head: Mapping[str, Field]) -> str | None:
    found = _KEY.fullmatch(_text(head, "issue"))
    return found[1] if found else None


def _text(head: Mapping[str, Field], name: str) -> str:
    value = head.get(name)
    return value.strip() if isinstance(value, str) else ""


def _texts(head: Mapping[str, Field], name: str) -> tuple[str, ...]:
    value = head.get(name)
    return tuple(str(each).strip() for each in value) if value and _is_texts(value) else ()


def _is_texts(value: Field | None) -> bool:
    if value in (None, ""):
        return True
    return not isinstance(value, str | Mapping) and all(isinstance(each, str) for each in value or ())


def _shown(head: Mapping[str, Field], name: str) -> str:
    value = head.get(name)
    return repr(value)[:60] if value is not None else "missing"
