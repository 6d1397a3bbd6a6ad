"""Phrases on signatures: what each finding counts on either side, on which revisions, and what its records say."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from incidents.model.evidence import AnyEvidence, CaseResult, LogPattern
from incidents.model.finding import Finding, Ratio
from incidents.model.incident import Incident
from incidents.model.window import Side
from reports.checker.facts.figures import counted, marks, share
from reports.checker.facts.findings import numbers, seen

Evidence = Mapping[str, AnyEvidence]
_LIST = re.compile(r"\[([^][]*)\]")
_FEW = 3


def of_signatures(incident: Incident, evidence: Evidence) -> Iterator[str]:
    short = numbers(incident)
    for finding in incident.findings:
        name = short.get(finding.id, "resolved")
        yield from _row(incident, finding, name, _patterns([finding], evidence))
        quoted = next((evidence[key] for key in _told_by(incident, finding) if _words(evidence.get(key))), None)
        if quoted is not None:
            yield f"{name}{_list_in(_words(quoted))}{marks((quoted.id,))}"
    for record in evidence.values():
        if isinstance(record, LogPattern):
            told = f"{record.severity} of {record.service}{_list_in(record.excerpt)}: {_entries([record])}"
            yield f"{told}{marks((record.id,))}"
    yield _bars(incident, evidence)


def _told_by(incident: Incident, finding: Finding) -> Iterator[str]:
    """What it stands on; an answer has no words, so there also what was found beside it and explains it."""
    yield from finding.primary
    if finding.kind == "request":
        for cause in (chain.lead for chain in incident.chains if chain.finding == finding.id):
            yield from () if cause is None else (key for key in cause.evidence_for if key in finding.related)


def _row(incident: Incident, finding: Finding, name: str, patterns: Iterable[LogPattern]) -> Iterator[str]:
    """Before, the revisions of its service; in the window those of them that logged it, or else all."""
    found = list(patterns)
    before, after = (_names(side, finding) for side in (incident.window.baseline, incident.window.candidate))
    logged = {each.revision for pattern in found for each in pattern.by_revision}
    after = [each for each in after if each in logged] or after
    row = f"⟨Log entries⟩ {_entries(found)} ⟨First and last⟩ {seen(finding)} ⟨Named⟩ {_different(found)}"
    for was in _on(finding.before, before):
        for now in _on(finding.after, after):
            head = f"⟨Signature⟩ {name}: {finding.title}{marks(finding.primary)}"
            yield f"{head} ⟨Before⟩ {was} ⟨In the window⟩ {now} {row}"


def _names(side: Side, finding: Finding) -> list[str]:
    return [each.revision for each in side.of(finding.service)] if finding.service else []


def _on(part: Ratio | None, names: list[str]) -> Iterator[str]:
    if not names:
        yield from share(part)
        return
    for count in share(part) if part else ("not observed",):
        yield f"{count} on {', '.join(names)}"


def _patterns(findings: Iterable[Finding], evidence: Evidence) -> list[LogPattern]:
    cited = {key: evidence.get(key) for each in findings for key in each.primary}
    return [each for each in cited.values() if isinstance(each, LogPattern)]


def _entries(patterns: Iterable[LogPattern]) -> str:
    counts = _by_revision(patterns)
    return ", ".join(f"{n} on {name}" for name, n in sorted(counts.items()))


def _by_revision(patterns: Iterable[LogPattern]) -> Counter[str]:
    counts = Counter[str]()
    for pattern in patterns:
        counts.update({each.revision: each.count for each in pattern.by_revision})
    return counts


def _different(patterns: list[LogPattern]) -> str:
    """Who is named, where one pattern alone counts it: those of several may be the same."""
    different = patterns[0].different if len(patterns) == 1 else ()
    return ", ".join(counted(each.count, each.of.removesuffix("s"), each.of) for each in different)


def _words(record: AnyEvidence | None) -> str:
    """Of what a finding stands on, a failed case and a log entry are quoted."""
    if isinstance(record, CaseResult):
        return record.message or record.excerpt
    return record.excerpt if isinstance(record, LogPattern) else ""


def _list_in(text: str) -> str:
    """How many things its longest list names, where that is not seen at once and no cut hides some."""
    longest = max((len(each.split(",")) for each in _LIST.findall(text) if "…" not in each), default=0)
    return f" (its list names {longest})" if longest > _FEW else ""


def _bars(incident: Incident, evidence: Evidence) -> str:
    """All revisions, in the order of deployment, that logged what fails or could have: none where one never served."""
    window = incident.window
    wrong = [each for each in incident.findings if each.state != "resolved" and _patterns([each], evidence)]
    counts = _by_revision(_patterns(wrong, evidence))
    shown = [
        each.revision
        for side in (window.baseline, window.candidate)
        for each in side.revisions
        if counts[each.revision]
        or (
            each.ready is not False
            and any(one.service == each.service and _is_on(one, side, window.baseline) for one in wrong)
        )
    ]
    return " ".join(f"⟨Bar⟩ {name} {counts[name]}" for name in dict.fromkeys(shown))


def _is_on(finding: Finding, side: Side, baseline: Side) -> bool:
    return side is not baseline or finding.before is not None
