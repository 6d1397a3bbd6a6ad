"""Open issues of the tracker, from GitHub's issue lists as JSON."""

import re
from typing import ClassVar, Literal

from collectors.collector import Ask
from collectors.json_records import JsonObject, Place, RecordSource, first_of, text_of
from collectors.moments import moment
from collectors.problem_tally import ProblemTally
from incidents.model.evidence import AnyEvidence, OpenIssue
from incidents.model.record import canonical
from incidents.model.sealed import Collected

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

    def survey(self, ask: Ask) -> tuple[str, ...]:
        """A line for each glob."""
        return _ISSUES.survey(ask)

    def collect(self, ask: Ask) -> Collected:
        """One record for each issue; pull requests, which GitHub lists among them, are counted and left out."""
        return _ISSUES.collect(ask)


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
