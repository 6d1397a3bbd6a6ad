"""Work that waits, or that costs more, added before routes took longer or ran out of time.

Claims: what failed took too long, and the change adds a call that blocks or work for each item, or takes a bound out.
Refuted by answers that took as long before.
"""

import re
from collections.abc import Sequence

from incidents.analysis.causes.code.costly_lines import costly
from incidents.analysis.causes.code.handler_of import answering, handled
from incidents.analysis.causes.code.used_in import said
from incidents.analysis.causes.tie import Tie
from incidents.analysis.course.symptom import Symptom
from incidents.model.evidence import FileChange

NAME = "blocking-call"
_CODE = ("production", "config", "build")
_TOO_LONG = re.compile(
    r"\btime[d]?[ -]?out|\bdeadline|\bslow\b|\b504\b|\btook too long|failed to start|maximum request timeout",
    re.IGNORECASE,
)
_REACHED, _OF_ALL, _OF_LOOP, _COSTLY = 0.75, 0.7, 0.5, 0.4


def ties(changes: Sequence[FileChange], symptom: Symptom) -> list[Tie]:
    """Strong in the handler of a slower route and what that uses, or where it blocks what all slower ones share."""
    if not symptom.slower and not _TOO_LONG.search(symptom.detail):
        return []
    return [tie for each in changes if each.path_class in _CODE and (tie := _tie(each, symptom)) is not None]


def _tie(change: FileChange, symptom: Symptom) -> Tie | None:
    work = costly(change)
    if work is None:
        return None
    route = next((each for each in symptom.routes if handled(change, each)), None)
    did = f"{work.did} {change.path}"
    if route is not None:
        how = f"{work.how}, and what was changed names the route {route}, whose answers take too long"
        return Tie(NAME, _REACHED, did, how, (change.id,), strong=True)
    way = answering(change, symptom)
    if way:
        how = f"{work.how}, and it is used by what answers {way[-1].routes[0]}, which takes too long: {said(way)}"
        cites = (change.id, *(each.id for each in way))
        return Tie(NAME, _REACHED, did, how, cites, strong=True)
    if work.holds_all and symptom.all_slower:
        how = f"{work.how}, and all the routes that became slower wait for it"
        return Tie(NAME, _OF_ALL, did, how, (change.id,), strong=True)
    return Tie(NAME, _OF_LOOP if work.holds_all else _COSTLY, did, work.how, (change.id,))
