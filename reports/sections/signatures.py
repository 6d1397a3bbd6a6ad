"""What the failures look like: each signature counted on both sides of the window, and their own words."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from incidents.model.evidence import AnyEvidence, CaseResult, LogPattern
from incidents.model.finding import Finding, Ratio
from incidents.model.incident import Incident
from incidents.model.window import Side
from reports.citations import Citations
from reports.diagrams.by_revision import by_revision
from reports.figures import counted, ratio, stretch
from reports.sections.numbering import numbers
from reports.urgency import by_urgency, failing
from templates.hidden_characters import visible
from templates.outside_text import code, fenced, text
from templates.safe import Safe, filled, joined

_MOST_WORDS = 8
_MOST_OTHERS = 8
_LINES = 5
_LONGEST = 1200
_LIST = re.compile(r"\[([^\[\]]*)\]")
_MANY = 4
_LOUD = ("WARNING", "ERROR", "CRITICAL", "ALERT", "EMERGENCY")


@dataclass(frozen=True)
class SignatureRow:
    """`entries` counts log entries by revision and `named` whom they name; a dash where the records do not tell."""

    signature: Safe
    before: Safe
    after: Safe
    entries: Safe
    seen: Safe
    named: Safe


@dataclass(frozen=True)
class Words:
    """What a record says of itself, verbatim; `of` names where it is from."""

    of: Safe
    words: Safe


def signature_rows(
    incident: Incident, evidence: Mapping[str, AnyEvidence], citations: Citations
) -> tuple[SignatureRow, ...]:
    """A row for each finding that counts something."""
    counts = (each for each in by_urgency(incident.findings) if each.before or each.after or each.kind == "log")
    return tuple(_row(incident, each, evidence, citations) for each in counts)


def _row(
    incident: Incident, finding: Finding, evidence: Mapping[str, AnyEvidence], citations: Citations
) -> SignatureRow:
    window = incident.window
    patterns = _patterns(finding.primary, evidence)
    return SignatureRow(
        signature=filled(
            "{number}: {title}{cites}",
            number=Safe(numbers(incident).get(finding.id, "resolved")),
            title=text(finding.title),
            cites=citations.cite(finding.primary),
        ),
        before=_on(finding.before, _names(window.baseline, finding.service)),
        after=_on(finding.after, _logged_on(patterns, _names(window.candidate, finding.service))),
        entries=_by_revision(patterns),
        seen=stretch(finding.first, finding.last) if finding.first and finding.last else Safe("no time stated"),
        named=_named(patterns),
    )


def drawn(incident: Incident, evidence: Mapping[str, AnyEvidence]) -> Safe | None:
    """Log entries by revision of the window; a zero only of one that could serve, on a side that was compared."""
    rest = [each for each in failing(incident.findings) if _patterns(each.primary, evidence)]
    window = incident.window
    order = [each.revision for side in (window.baseline, window.candidate) for each in side.revisions]
    shown = {each.service for each in rest}
    compared = {each.service for each in rest if each.before is not None}
    sides = ((window.baseline, compared), (window.candidate, shown))
    counts = {
        each.revision: 0
        for side, services in sides
        for each in side.revisions
        if each.service in services and each.ready is not False
    }
    for pattern in {each.id: each for finding in rest for each in _patterns(finding.primary, evidence)}.values():
        for each in pattern.by_revision:
            if each.revision in order:
                counts[each.revision] = counts.get(each.revision, 0) + each.count
    return by_revision(counts, order)


def _names(side: Side, service: str | None) -> list[str]:
    return [each.revision for each in side.of(service)] if service else []


def _logged_on(patterns: tuple[LogPattern, ...], names: list[str]) -> list[str]:
    """Those of the revisions that logged an entry; all of them where the count is of something else."""
    logged = {each.revision for pattern in patterns for each in pattern.by_revision}
    return [name for name in names if name in logged] or names


def _on(part: Ratio | None, names: list[str]) -> Safe:
    """The count with the revisions that it is of."""
    revisions = joined(", ", [code(name) for name in names])
    if not revisions:
        return ratio(part)
    if part is None:
        return filled("not observed on {revisions}", revisions=revisions)
    return filled("{n} on {revisions}", n=ratio(part), revisions=revisions)


def _patterns(ids: Iterable[str], evidence: Mapping[str, AnyEvidence]) -> tuple[LogPattern, ...]:
    records = (evidence.get(key) for key in ids)
    return tuple(each for each in records if isinstance(each, LogPattern))


def _by_revision(patterns: tuple[LogPattern, ...]) -> Safe:
    counts: dict[str, int] = {}
    for each in (count for pattern in patterns for count in pattern.by_revision):
        counts[each.revision] = counts.get(each.revision, 0) + each.count
    parts = [filled("{n} on {name}", n=n, name=code(name)) for name, n in sorted(counts.items())]
    return joined(", ", parts) if parts else Safe("-")


def _named(patterns: tuple[LogPattern, ...]) -> Safe:
    """Different users, sessions and the like, where one pattern counts them: those of several may be the same."""
    if len(patterns) != 1 or not patterns[0].different:
        return Safe("-")
    return joined(", ", [counted(each.count, each.of) for each in patterns[0].different])


def words(incident: Incident, evidence: Mapping[str, AnyEvidence], citations: Citations) -> tuple[Words, ...]:
    """The first record of each failure that has words, the most urgent first.

    Failed requests have none: what their cause rests on beside them has.
    """
    leads = {chain.finding: chain.lead for chain in incident.chains}
    found = []
    for key, number in list(numbers(incident).items())[:_MOST_WORDS]:
        finding = next(each for each in incident.findings if each.id == key)
        lead = leads.get(key)
        shown = lead.evidence_for if lead is not None and finding.kind == "request" else ()
        beside = [cite for cite in shown if cite in finding.related]
        record = next((evidence[cite] for cite in (*finding.primary, *beside) if _said(evidence.get(cite))), None)
        if record is not None:
            cites = citations.cite((record.id,))
            of = filled("{number}{lists}{cites}", number=Safe(number), lists=_lists(_said(record)), cites=cites)
            found.append(Words(of, fenced(cut(_said(record)))))
    return tuple(found)


def other_words(incident: Incident, evidence: Mapping[str, AnyEvidence], citations: Citations) -> tuple[Words, ...]:
    """Warnings and errors of the revisions in the window that no finding rests on; the most severe first."""
    cited = {key for each in incident.findings for key in (*each.primary, *each.related)}
    names = {each.revision for each in incident.window.candidate.revisions}
    loud = [
        each
        for each in evidence.values()
        if isinstance(each, LogPattern) and each.id not in cited and each.severity in _LOUD
        if names.intersection(count.revision for count in each.by_revision)
    ]
    loud.sort(key=lambda each: (-_LOUD.index(each.severity), -each.count, each.id))
    return tuple(
        Words(
            filled(
                "{severity} of {service}{lists}: {counts}{cites}",
                severity=text(each.severity),
                service=code(each.service),
                counts=_by_revision((each,)),
                lists=_lists(each.excerpt),
                cites=citations.cite((each.id,)),
            ),
            fenced(cut(each.excerpt)),
        )
        for each in loud[:_MOST_OTHERS]
    )


def _lists(given: str) -> Safe:
    """How many things the longest list in brackets names, which nobody wants to count; of one that is cut, nothing."""
    items = [each[1].count(",") + 1 for each in _LIST.finditer(given) if "…" not in each[1]]
    longest = max(items, default=0)
    return filled(" (its list names {n})", n=longest) if longest >= _MANY else Safe("")


def cut(given: str) -> str:
    """At most five lines: of a stack the first and the last ones, which tell where it began and how it ended."""
    lines = [line for line in visible(given).strip("\n").split("\n") if line.strip()]
    if len(lines) > _LINES:
        lines = [lines[0], "…", *lines[-(_LINES - 2) :]]
    return "\n".join(line if len(line) <= _LONGEST else line[: _LONGEST - 1] + "…" for line in lines)


def _said(record: AnyEvidence | None) -> str:
    if isinstance(record, CaseResult):
        return record.message or record.excerpt
    return record.excerpt if isinstance(record, LogPattern) else ""
