"""What became of claims that were handed over: whether a finding of this evidence names the same thing.

Only names that tell things apart are compared: paths, addresses, identifiers that are no plain words. To name the same
thing is not to confirm what was said of it.
"""

import re
from collections.abc import Iterator

from incidents.analysis.facts import Facts
from incidents.model.evidence import CaseResult, LogPattern, OpenIssue, Probe, RequestStatistics, Statement
from incidents.model.finding import Finding
from incidents.model.session_account import Inherited

# host:port, paths, snake_case and dotted names, and names with a capital inside. Each begins where a word begins, so
# that a body of one endless word is read once.
_NAME = re.compile(
    r"\b\d{1,3}(?:\.\d{1,3}){3}(?::\d+)?\b|(?<![\w./-])/?[\w.-]++/[\w./-]+|\b\w+_\w+\b|\b[a-z]\w+(?:\.[a-z_]\w+)+\b|\b[A-Za-z]+[a-z][A-Z]\w+\b"
)
_SHORTEST = 6
_MOST = 5


def inherited(facts: Facts, findings: list[Finding]) -> tuple[Inherited, ...]:
    """Statements and then issues, each in the order of ids; those of after the window are not inherited."""
    words = {finding.id: _names("\n".join(_texts(facts, finding))) for finding in findings}
    services = set(facts.sealed.scope.service_names)
    given = [(each.id, each.claim) for each in facts.of(Statement)]
    issues = [(each.id, f"{each.title}\n{each.body}") for each in facts.of(OpenIssue) if each.state == "open"]
    return tuple(_inherited(record, _names(said) - services, words) for record, said in (*given, *issues))


def _inherited(record: str, names: set[str], words: dict[str, set[str]]) -> Inherited:
    shared = {key: names & own for key, own in words.items() if names & own}
    return Inherited(
        record=record,
        disposition="named-again" if shared else "not-seen",
        findings=tuple(shared),
        names=tuple(sorted({name for own in shared.values() for name in own}))[:_MOST],
    )


def _names(said: str) -> set[str]:
    return {name.strip("./-") for name in _NAME.findall(said) if len(name.strip("./-")) >= _SHORTEST}


def _texts(facts: Facts, finding: Finding) -> Iterator[str]:
    yield finding.title
    yield from finding.tests
    for key in finding.primary:
        record = facts.records.get(key)
        if isinstance(record, LogPattern | CaseResult):
            yield record.message or record.excerpt
            yield record.excerpt
        elif isinstance(record, RequestStatistics):
            yield record.route
        elif isinstance(record, Probe):
            yield f"{record.target} {record.error or ''}"
