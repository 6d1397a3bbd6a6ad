"""What was observed, verbatim and counted, and what should have been."""

from collections.abc import Iterator, Mapping

from incidents.model.evidence import AnyEvidence, CaseResult, Declaration
from incidents.model.finding import Finding, FindingKind, Ratio
from incidents.model.incident import Incident
from reports.citations import Citations
from reports.clauses import clause
from reports.figures import compared, ratio, stretch
from reports.issues.titles import revision_of
from reports.urgency import STATES
from templates.outside_text import code, fenced, text
from templates.safe import Safe, filled

MOST_TESTS = 10
_MOST_LINES = 5
_LONGEST_LINE = 300

_EXPECTED: dict[FindingKind, str] = {
    "log": "a deployment of this service logs no such entry",
    "warning": "a deployment of this service logs no such warning",
    "request": "the route answers without a server error",
    "latency": "the route answers as soon as it did before",
    "deployment": "a deployed revision becomes Ready and runs what its name and its build say",
    "test": "the named tests pass against the deployed service",
    "authenticity": "each planned test runs, and what passes has reached the real service",
    "session": "nothing changes in a window that was declared read-only",
    "metric": "the figure stays within the declared limit",
    "probe": "the target answers",
}
_EXPECTED_BY_RULE = {"uncollected-tests": "each file of tests is collected, and its tests run"}


def observed(finding: Finding, incident: Incident, citations: Citations) -> Iterator[Safe]:
    """A line each: the finding, how often, since when, where."""
    cited = citations.cite(finding.primary)
    yield filled("{title}.{cited}", title=clause(finding.title), cited=cited)
    yield filled(
        "{state}; in the window {counts}.",
        state=text(STATES[finding.state].capitalize()),
        counts=compared(finding.before, finding.after),
    )
    if finding.first and finding.last:
        yield filled("Seen {stretch} (UTC).", stretch=stretch(finding.first, finding.last))
    if revision := revision_of(finding, incident):
        yield filled("Revision in the window: {name}.", name=code(revision))


def verbatim(finding: Finding, evidence: Mapping[str, AnyEvidence]) -> Safe | None:
    """The words of the first primary record that has any, their first and last lines where they are many."""
    words = (_words(evidence[key]) for key in finding.primary if key in evidence)
    lines = [_cut(line) for line in next(filter(str.strip, words), "").strip("\n").splitlines()]
    if not lines:
        return None
    if len(lines) > _MOST_LINES:
        lines = [lines[0], "[…]", *lines[1 - _MOST_LINES :]]
    return fenced("\n".join(lines))


def _cut(line: str) -> str:
    return line if len(line) <= _LONGEST_LINE else f"{line[: _LONGEST_LINE - 1]}…"


def tests(finding: Finding) -> tuple[Safe, ...]:
    return tuple(code(each) for each in finding.tests[:MOST_TESTS])


def expected(finding: Finding, evidence: Mapping[str, AnyEvidence], citations: Citations) -> Iterator[Safe]:
    """The rule in words, the declared limit where there is one, and how it was before."""
    what = _EXPECTED_BY_RULE.get(finding.rule, _EXPECTED[finding.kind])
    yield filled("{what}.", what=text(what.capitalize()))
    for key in (*finding.primary, *finding.related):
        record = evidence.get(key)
        if isinstance(record, Declaration):
            cited = citations.cite((record.id,))
            yield filled("Declared: {line}{cited}", line=code(f"{record.path} = {record.value}"), cited=cited)
    if finding.before is not None and finding.state in ("new", "worse"):
        yield filled("On the baseline side: {before}.", before=_failing(finding.before))


def _failing(before: Ratio) -> Safe:
    return Safe("none") if before.n == 0 and before.total is None else ratio(before)


def _words(record: AnyEvidence) -> str:
    """Of a failed test its message, which the runner hides amid the excerpt."""
    return (record.message or record.excerpt) if isinstance(record, CaseResult) else record.excerpt
