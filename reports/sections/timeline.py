"""The timeline: what happened when, beginning before the window; a drawing of what weighs most and a table."""

from dataclasses import dataclass

from incidents.model.incident import Incident
from incidents.model.timeline import Moment, MomentKind
from reports.citations import Citations
from reports.claims_in_prose import sentence
from reports.diagrams.time_line import time_line
from reports.figures import moment
from reports.short_names import short_names
from reports.urgency import by_urgency
from templates.safe import Safe

_MOST = 24
# What may be left out first has the larger number.
_WEIGHTS: dict[MomentKind, int] = {
    "deployment": 0,
    "run": 0,
    "traffic": 1,
    "signature": 1,
    "session": 2,
    "platform": 3,
    "probe": 4,
    "commit": 4,
    "issue": 5,
}


@dataclass(frozen=True)
class TimelineRow:
    at: Safe
    what: Safe
    kind: MomentKind


@dataclass(frozen=True)
class Timeline:
    """`more` counts the moments of less weight that are not in the rows; `drawn` is None where one line has no use."""

    rows: tuple[TimelineRow, ...]
    more: int
    drawn: Safe | None


def timeline(incident: Incident, citations: Citations) -> Timeline:
    names = short_names(incident)
    ranks = {names.get(each.id, each.title): rank for rank, each in enumerate(by_urgency(incident.findings))}
    ranks |= {each.title: rank for rank, each in enumerate(by_urgency(incident.findings))}
    weighed = sorted(
        ((_weight(each, ranks), each) for each in incident.timeline), key=lambda pair: (pair[0], pair[1].at)
    )
    kept = sorted((each for _, each in weighed[:_MOST]), key=lambda each: (each.at, each.claim.text))
    rows = tuple(TimelineRow(moment(each.at), sentence(each.claim, citations), each.kind) for each in kept)
    drawn = time_line([(each.at, weight, each.claim.text.rstrip(".")) for weight, each in weighed])
    return Timeline(rows, len(weighed) - len(rows) + incident.left_out.moments, drawn)


def _weight(given: Moment, ranks: dict[str, int]) -> int:
    """Of signatures those of urgent findings weigh most, and the first sight of one more than the last."""
    title = next((str(each.value) for each in given.claim.values if each.name == "title"), "")
    later = given.kind == "signature" and given.claim.template.startswith("Last")
    rank = ranks.get(title, len(ranks)) if given.kind == "signature" else 0
    return _WEIGHTS[given.kind] + rank + later
