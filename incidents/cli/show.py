"""`incident show`: findings, one finding with its evidence trail, or one record."""

import difflib
from collections.abc import Mapping
from pathlib import Path

from incidents.cli.chosen import chosen_folder
from incidents.cli.grouping import why_together
from incidents.cli.output import print_indented, print_json, print_line
from incidents.errors import BadInputError
from incidents.model.cause import Answer, Cause, Stop
from incidents.model.evidence import AnyEvidence, LogPattern
from incidents.model.finding import Finding, Ratio
from incidents.model.incident import Incident
from incidents.model.priority_change import PriorityChange
from incidents.model.scope import Reading
from reports.sections.numbering import numbers
from reports.urgency import by_urgency

_MOST_ROWS = 12
_EXPLAINED = ("together", "printed_by")


def show(subject: str | None, name: str | None, config: Path | None, *, as_json: bool) -> int:
    folder = chosen_folder(name, config)
    incident = folder.read_incident()
    if subject is None:
        _all(incident, as_json=as_json)
        return 0
    evidence = {each.id: each for each in folder.read_evidence().collected.evidence}
    readings = {each.id: each for each in incident.readings}
    findings = {each.id: each for each in incident.findings}
    short = {number: key for key, number in numbers(incident).items()}
    subject = short.get(subject.upper(), subject)
    if subject in findings:
        _finding(incident, findings[subject], evidence, as_json=as_json)
    elif subject in evidence:
        _record(evidence[subject], as_json=as_json)
    elif subject in readings:
        _record(readings[subject], as_json=as_json)
    else:
        raise _unknown(subject, [*findings, *evidence, *readings], incident.name)
    return 0


def _all(incident: Incident, *, as_json: bool) -> None:
    if as_json:
        print_json(
            incident.model_dump(mode="json", include={"name", "verdict", "verdict_reason", "window", "findings"})
        )
        return
    print_line(f"{incident.name}: {incident.verdict}, {incident.verdict_reason}")
    short = numbers(incident)
    for finding in by_urgency(incident.findings):
        print_line()
        named = f"{short[finding.id]}  {finding.id}" if finding.id in short else finding.id
        print_line(f"{named}  {finding.priority.level} {finding.state}")
        print_indented(finding.title)
    if incident.findings:
        print_line()
        print_line("incident show F1, or an id, prints one of them with its evidence.")


def _finding(incident: Incident, finding: Finding, evidence: Mapping[str, AnyEvidence], *, as_json: bool) -> None:
    cited = [evidence[key] for key in (*finding.primary, *finding.related)]
    chains = [chain for chain in incident.chains if chain.finding == finding.id]
    if as_json:
        print_json(
            {
                "finding": finding.model_dump(mode="json"),
                "priorities": [
                    each.model_dump(mode="json") for each in incident.priorities if each.finding == finding.id
                ],
                "chains": [chain.model_dump(mode="json") for chain in chains],
                "evidence": [record.model_dump(mode="json") for record in cited],
            }
        )
        return
    print_line(f"{finding.id}: {finding.title}")
    print_line(f"  {finding.priority.level}, row {finding.priority.row}: {finding.priority.reason}")
    for change in (each for each in incident.priorities if each.finding == finding.id):
        _changed(change)
    print_line(f"  {finding.state}; before: {_counted(finding.before)}; after: {_counted(finding.after)}")
    if finding.first and finding.last:
        print_line(f"  first seen {finding.first}, last seen {finding.last}")
    for chain in chains:
        for why in chain.whys:
            _why(why.cause if isinstance(why, Answer) else why)
    print_line()
    print_line("Evidence")
    for number, record in enumerate(cited):
        _trail(record, "primary" if number < len(finding.primary) else "related")


def _changed(change: PriorityChange) -> None:
    before, now = change.before, change.now
    until = f" with the evidence until {change.until}" if change.until else ""
    print_line(f"  {before.level}, row {before.row} became {now.level}, row {now.row}{until}:")
    for cause in change.causes:
        print_line(f"    {cause.said}" + (f" ({', '.join(cause.cites)})" if cause.cites else ""))


def _why(why: Cause | Stop) -> None:
    print_line()
    if isinstance(why, Stop):
        print_line(f"Stops here ({why.reason}): {why.text}")
        print_line(f"  to go on: {why.query}")
        return
    print_line(f"Cause, {why.confidence}: {why.claim}")
    print_line(f"  how: {why.mechanism}")
    print_line(f"  for: {', '.join(why.evidence_for)}")
    print_line(f"  against, looked for: {why.looked_for}")
    for rival in why.rivals:
        print_line(f"  rival, {rival.confidence}: {rival.claim}")
    if why.missing:
        print_line(f"  missing: {why.missing}")


def _trail(record: AnyEvidence, rank: str) -> None:
    print_line(f"  {record.id}  {rank} {record.kind}, {record.at or 'time unknown'}")
    print_line(f"    {record.locator}")
    print_indented("\n".join(record.excerpt.splitlines()[:5]), depth=4)


def _record(record: AnyEvidence | Reading, *, as_json: bool) -> None:
    fields = record.model_dump(mode="json")
    if as_json:
        print_json(fields)
        return
    for name, value in fields.items():
        if name in _EXPLAINED and isinstance(record, LogPattern):
            continue
        if isinstance(value, str) and "\n" in value:
            print_line(f"{name}:")
            print_indented(value)
        elif isinstance(value, list) and value and isinstance(value[0], dict):
            print_line(f"{name}:")
            for each in value[:_MOST_ROWS]:
                print_line("  " + ", ".join(f"{key} {inner}" for key, inner in each.items() if inner is not None))
            if len(value) > _MOST_ROWS:
                print_line(f"  and {len(value) - _MOST_ROWS} more; --json prints all")
        else:
            print_line(f"{name}: {'unknown' if value is None else value}")
    if isinstance(record, LogPattern):
        for line in why_together(record):
            print_line(line)


def _counted(ratio: Ratio | None) -> str:
    return ratio.said if ratio else "not comparable"


def _unknown(subject: str, known: list[str], name: str) -> BadInputError:
    near = difflib.get_close_matches(subject, known, n=3, cutoff=0.5)
    near = near or [each for each in known if subject in each][:3]
    hint = f" Did you mean {' or '.join(f'`{each}`' for each in near)}?" if near else ""
    return BadInputError(f"{name} holds no finding, evidence or reading {subject!r}.{hint}")
