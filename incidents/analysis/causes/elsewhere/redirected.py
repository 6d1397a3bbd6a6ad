"""A redirect where a test expected the answer itself, by the place that the service's own log sends the client to.

Claims: the test asked for this path and got this status, and the service answered the same path and status with another
place that differs in one respect alone. Refuted by the same request to that place with the same status.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import SplitResult, urlsplit

from incidents.amounts import counted
from incidents.analysis.course.symptom import Symptom
from incidents.analysis.facts import Facts
from incidents.model.cause import Cause
from incidents.model.evidence import LogPattern, RequestStatistics
from incidents.model.finding import Finding
from incidents.model.record import digest

NAME = "redirected"
_STATUS = re.compile(r"\b30[12378]\b")
_LONGEST = 500
"""Characters of a log entry in which its answer is looked for; the search has no bound of its own."""

_METHODS = "GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS"
_ANSWER = re.compile(
    rf"\b({_METHODS}) \"?((?:https?://[^\s/\"]+)?/[^\s\"?#]*)[^\n]*?\b(30[12378])\b[^\n]*?\blocation[\s:=\"']{{1,4}}(\S+)",
    re.IGNORECASE,
)


class _Redirect(NamedTuple):
    """One answer of the log; `differs` says in what the other place differs."""

    pattern: LogPattern
    asked: str
    status: str
    place: str
    differs: str


def cause(facts: Facts, finding: Finding, symptom: Symptom) -> Cause | None:
    """By the first answer that the failed tests tell of."""
    if finding.kind != "test" or not _STATUS.search(symptom.message):
        return None
    told = (each for each in _redirects(facts) if re.search(rf"\b{each.status}\b", symptom.message))
    found = next((each for each in told if _asks(symptom, each.asked.partition(" ")[2])), None)
    return _cause(facts, finding, found) if found else None


def _redirects(facts: Facts) -> Iterator[_Redirect]:
    for pattern in facts.patterns:
        match = _ANSWER.search(pattern.excerpt[:_LONGEST]) if facts.pattern_sides(pattern).after else None
        if match is None:
            continue
        method, asked, status, place = match.groups()
        place = place.strip("\"',;)]}")
        try:
            differs = _difference(urlsplit(asked), urlsplit(place))
        except ValueError:
            continue  # a place in brackets that are no address
        if differs:
            yield _Redirect(pattern, f"{method} {urlsplit(asked).path}", status, place, differs)


def _difference(asked: SplitResult, place: SplitResult) -> str | None:
    """What alone is different; a log often names no host or scheme of what was asked, which then tells nothing."""
    slash = asked.path != place.path and asked.path.rstrip("/") == place.path.rstrip("/")
    ways = {
        "in the slash at its end": slash,
        "in its path": asked.path != place.path and not slash,
        "in its scheme": bool(asked.scheme and place.scheme) and asked.scheme != place.scheme,
        "in its host": bool(asked.netloc and place.netloc) and asked.netloc != place.netloc,
    }
    different = [words for words, differs in ways.items() if differs]
    return different[0] if len(different) == 1 else None


def _asks(symptom: Symptom, path: str) -> bool:
    return re.search(rf"(?<![\w/.-]){re.escape(path)}(?![\w/.-])", symptom.detail) is not None


def _cause(facts: Facts, finding: Finding, found: _Redirect) -> Cause:
    service, (method, _, path) = found.pattern.service, found.asked.partition(" ")
    rows = [
        each
        for each in facts.of(RequestStatistics)
        if (each.service, each.method, each.route) == (service, method, path) and each.answered(300, 399)
    ]
    redirected, asked = sum(each.answered(300, 399) for each in rows), sum(each.count for each in rows)
    return Cause(
        id=f"cause-{digest(finding.id, NAME)}",
        effect=finding.id,
        rule=NAME,
        claim=f"{service} redirects `{found.asked}` with {found.status} to `{found.place}`, "
        f"which differs {found.differs} alone",
        mechanism="the tests take the redirect for the answer, which the other place would give",
        change=None,
        evidence_for=tuple(sorted({*finding.primary, found.pattern.id, *(each.id for each in rows)})),
        looked_for=f"an answer of {found.asked} that is no redirect; "
        + (f"{redirected} of its {counted(asked, 'requests')} redirected" if rows else "no request of it was read"),
        counterfactual=None,
        confidence="probable" if rows and redirected == asked else "possible",
        missing="the same request to the place that it is sent to, and how the route is declared",
    )
