"""Open issues of the tracker, from GitHub's issue lists: asked for live, or as JSON files."""

import re
import time
from collections.abc import Callable
from typing import ClassVar, Literal

from collectors.collector import Ask
from collectors.github.issue_lists import IssueList, issue_lists, questions
from collectors.json_records import JsonObject, Place, RecordSource, first_of, text_of
from collectors.moments import moment
from collectors.named_files import failed_reading
from collectors.problem_tally import ProblemTally
from incidents.model.evidence import AnyEvidence, OpenIssue
from incidents.model.instant import Instant
from incidents.model.record import canonical, digest
from incidents.model.scope import Reading
from incidents.model.sealed import Collected
from incidents.timing.timer import REAL_TIMER, Timer

SOURCE = "issues"
LONGEST_BODY = 4000
LONGEST_EXCERPT = 1000
_BLOCKED_LINE = re.compile(r"^[^\w\n]*blocked[ -]by\b(?P<rest>[^\n]*)", re.IGNORECASE | re.MULTILINE)
# `owner/name#5` is another repository's issue.
_NUMBER = re.compile(r"(?<![\w/])#(\d{1,9})\b|/issues/(\d{1,9})\b")
_LARGEST_NUMBER = 10**9


class OpenIssues:
    """Reads GitHub's issue lists: arrays of the REST answer, JSON lines, search results, `gh issue list --json`."""

    name: ClassVar[str] = SOURCE

    def __init__(self, clock: Callable[[], float] = time.time, timer: Timer = REAL_TIMER) -> None:
        """`clock` tells the time at which a live read without an end ends, `timer` what waiting takes."""
        self._clock = clock
        self._timer = timer

    def survey(self, ask: Ask) -> tuple[str, ...]:
        """A line for each glob, and for each live question."""
        live = questions(ask, self._now()) if ask.live_on else ()
        return (*(ask.redactor.redact(what) for what, _, _ in live), *_ISSUES.survey(ask))

    def collect(self, ask: Ask) -> Collected:
        """One record for each issue; pull requests, which GitHub lists among them, are counted and left out."""
        lists = issue_lists(ask, self._now(), self._timer) if ask.live_on else ()
        return Collected.joined([*(_live(ask, each) for each in lists), _ISSUES.collect(ask)])

    def _now(self) -> Instant:
        return Instant(int(self._clock()) * 1_000_000_000)


def _live(ask: Ask, listed: IssueList) -> Collected:
    """The same records as from a file of this list, under a locator that names the repository."""
    if listed.broken and not listed.pages:
        failed = failed_reading(ask, SOURCE, listed.what, f"{listed.broken}. Nothing was read")
        return Collected(readings=(failed,))
    tally, where = ProblemTally(), ask.redactor.redact(listed.where)
    placed = [(Place(where, number), issue) for number, issue in enumerate(listed.issues, start=1)]
    evidence = _issues(ask, placed, tally)
    if listed.renamed:
        tally.add("names of the repository that are no longer its own; it was read under the present one", where)
    what = ask.redactor.redact(listed.what)
    reading = Reading(
        id=f"reading-{digest(SOURCE, what)}",
        source=SOURCE,
        what=what,
        span=listed.span,
        items=len(evidence),
        pages=listed.pages,
        status="truncated" if listed.broken else "complete",
        why=listed.broken and ask.redactor.redact(f"{listed.broken}; what came before was kept"),
        problems=tally.problems(),
    )
    return Collected(evidence=tuple(evidence), readings=(reading,))


def _issues(ask: Ask, records: list[tuple[Place, JsonObject]], tally: ProblemTally) -> list[AnyEvidence]:
    """GitHub lists issues by their last change, so the order of the file is an accident and is not followed."""
    found: dict[int, AnyEvidence] = {}
    for place, record in sorted(records, key=lambda each: _order(each[1])):
        number = record.get("number")
        where = f"{place.file}#{number if isinstance(number, int) else '?'}"
        if first_of(record, "pull_request", "pullRequest") is not None:
            tally.add("pull requests, left out", where, harmless=True)
            continue
        issue = _issue(ask, place, record)
        if issue is None:
            tally.add("issues without a number, a title or a known state", where)
        elif issue.number in found:
            tally.add("issues listed twice, of which the last changed was kept", where)
        if issue is not None:
            found[issue.number] = issue
    return list(found.values())


def _order(record: JsonObject) -> tuple[int, str, str]:
    """By number, and under one number the last changed at the end."""
    number = record.get("number")
    changed = text_of(record, "updated_at", "updatedAt") or ""
    return (number if isinstance(number, int) else 0), changed, canonical(record)


def _issue(ask: Ask, place: Place, record: JsonObject) -> OpenIssue | None:
    number, title, state = record.get("number"), text_of(record, "title"), _state(record)
    if not isinstance(number, int) or isinstance(number, bool) or not 0 < number < _LARGEST_NUMBER:
        return None
    if title is None or state is None:
        return None
    whole_body = text_of(record, "body") or ""
    body, title = ask.redactor.redact(whole_body), " ".join(ask.redactor.redact(title).split())
    url = text_of(record, "html_url", "url")
    return OpenIssue(
        id=f"issue-{number}",
        at=moment(first_of(record, "created_at", "createdAt")),
        source=SOURCE,
        locator=f"{place.file}#{number}",
        excerpt=f"#{number} {title}\n{_cut(body, LONGEST_EXCERPT)}".strip(),
        number=number,
        title=title,
        state=state,
        labels=tuple(sorted(ask.redactor.redact(label) for label in _labels(record))),
        url=ask.redactor.redact(url) if url else None,
        body=_cut(body, LONGEST_BODY),
        closed_at=moment(first_of(record, "closed_at", "closedAt")),
        blocked_by=tuple(sorted((_in_text(whole_body) | _in_fields(record)) - {number})),
        updated_at=moment(first_of(record, "updated_at", "updatedAt")),
        assignees=_assignees(record),
    )


def _state(record: JsonObject) -> Literal["open", "closed"] | None:
    """The state; a list of issues that leaves it out is a list of the open ones unless one was closed."""
    known: dict[str, Literal["open", "closed"]] = {"open": "open", "opened": "open", "closed": "closed"}
    stated = text_of(record, "state")
    if stated is None:
        return "closed" if first_of(record, "closed_at", "closedAt") is not None else None
    return known.get(stated.lower())


def _labels(record: JsonObject) -> set[str]:
    held = record.get("labels")
    if isinstance(held, dict):
        held = held.get("nodes")
    found = [each.get("name") if isinstance(each, dict) else each for each in held] if isinstance(held, list) else []
    return {each.strip() for each in found if isinstance(each, str) and each.strip()}


def _assignees(record: JsonObject) -> int | None:
    """How many people it is assigned to, and not who; None where the list does not tell."""
    held = record.get("assignees")
    if isinstance(held, dict):
        held = held.get("nodes")
    return len(held) if isinstance(held, list) else None


def _in_text(body: str) -> set[int]:
    return {
        int(number[1] or number[2])
        for line in _BLOCKED_LINE.finditer(body)
        for number in _NUMBER.finditer(line["rest"])
    }


def _in_fields(record: JsonObject) -> set[int]:
    """Numbers under `blocked_by`, at the issue or within its `dependencies`; plain or as issues."""
    holders = [record, record.get("dependencies"), record.get("issue_dependencies")]
    found = set()
    for holder in holders:
        held = first_of(holder, "blocked_by", "blockedBy") if isinstance(holder, dict) else None
        if isinstance(held, dict):
            held = held.get("nodes")
        for each in held if isinstance(held, list) else [held]:
            number = each.get("number") if isinstance(each, dict) else each
            if isinstance(number, int) and not isinstance(number, bool) and number > 0:
                found.add(number)
    return found


def _cut(text: str, limit: int) -> str:
    return text if len(text) <= limit else f"{text[:limit]}\n[... {len(text) - limit} characters left out ...]"


_ISSUES = RecordSource(SOURCE, "issue", ("items", "issues", "nodes"), _issues)
