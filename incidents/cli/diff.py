"""`incident diff`: what has become of findings, causes and statements between two builds, or two incidents."""

from collections.abc import Iterator
from dataclasses import asdict
from itertools import groupby
from pathlib import Path

from incidents.cli.chosen import chosen_folder, folder_under
from incidents.cli.output import print_json, print_line
from incidents.model.incident import Incident
from incidents.store.folder import IncidentFolder
from incidents.store.incident_file import INCIDENT
from reports.difference.change import Change
from reports.difference.difference import Difference, difference

_PLURALS = {"finding": "findings", "cause": "causes", "statement": "statements"}
_HEADS = {**_PLURALS, "decision": "decision", "way back": "way back"}


def diff(other: str | None, name: str | None, config: Path | None, *, as_json: bool) -> int:
    """Without `other`, the earlier side is what the same folder held before a build last changed it."""
    folder = chosen_folder(name, config)
    now = folder.read_incident()
    before = folder.read_previous() if other is None else _other(folder.root, other).read_incident()
    found = difference(before, now) if before else None
    if as_json:
        print_json(_as_json(before, now, found))
    elif before is None or found is None:
        print_line(f"{now.name}: no build has changed what the first one concluded, so there is nothing to compare")
    else:
        _print(before, now, found, other)
    return 0


def _other(root: Path, name: str) -> IncidentFolder:
    """A folder by its path, such as that of another checkout, or an incident beside this one by its name."""
    path = Path(name)
    if len(path.parts) > 1 and (path / INCIDENT).is_file():
        return IncidentFolder(path.absolute().parent, path.absolute().name)
    return folder_under(root, name)


def _as_json(before: Incident | None, now: Incident, found: Difference | None) -> dict[str, object]:
    sides = {"before": _decision(before) if before else None, "now": _decision(now)}
    if found is None:
        return {**sides, "changes": [], "unchanged": {}}
    return {**sides, "changes": [asdict(each) for each in found.changes], "unchanged": dict(found.unchanged)}


def _decision(incident: Incident) -> dict[str, str | None]:
    return {
        "name": incident.name,
        "until": str(incident.window.candidate.span.end) if incident.window.candidate.span.end else None,
        "verdict": incident.verdict,
        "verdict_reason": incident.verdict_reason,
        "decision": incident.decision.word if incident.decision else None,
        "rollback": incident.rollback.target,
    }


def _print(before: Incident, now: Incident, found: Difference, other: str | None) -> None:
    print_line(f"{now.name}, compared with {other or 'what it held before a build last changed it'}")
    for line in _decisions(before, now):
        print_line(line)
    for what, changes in groupby(found.changes, key=lambda each: each.what):
        print_line()
        print_line(_HEADS[what].capitalize())
        for change in changes:
            _print_change(change)
    print_line()
    rest = ", ".join(f"{count} {_PLURALS[what] if count != 1 else what}" for what, count in found.unchanged.items())
    print_line(f"As before: {rest}.")


def _decisions(before: Incident, now: Incident) -> Iterator[str]:
    if before.window.candidate.span != now.window.candidate.span:
        spans = [each.window.candidate.span for each in (now, before)]
        now_said, was_said = (f"{each.start or 'open'} to {each.end or 'open'}" for each in spans)
        yield f"Window: {now_said}, was {was_said}"
    if before.verdict != now.verdict:
        yield f"Verdict: {now.verdict}, was {before.verdict}: {now.verdict_reason}"


def _print_change(change: Change) -> None:
    why = f": {change.why}" if change.before and change.now else ""
    print_line(f"{change.id}{why}", columns=(f"  {change.movement:13}",))
    if change.before is not None:
        print_line(f"    was  {change.before}")
    if change.now is not None:
        print_line(f"    {'is   ' if change.before is None else 'now  '}{change.now}")
