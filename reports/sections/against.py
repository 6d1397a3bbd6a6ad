"""This incident beside the latest stored one of the service."""

from dataclasses import dataclass

from incidents.model.earlier import Against
from incidents.model.incident import Incident
from reports.citations import Citations
from templates.outside_text import code, text
from templates.safe import Safe, filled

_STATES = {
    "worse": "worse",
    "new": "new",
    "same": "the same",
    "better": "better",
    "gone": "gone",
    "not-comparable": "not comparable",
    "not-observed": "not observed",
}
_SUBJECTS = ("decision", "component", "finding")
_MOST = 40


@dataclass(frozen=True)
class AgainstRow:
    what: Safe
    state: Safe
    then: Safe
    now: Safe
    reason: Safe


@dataclass(frozen=True)
class AgainstEarlier:
    """`name` is that of the stored incident; `more` counts the rows that are not shown."""

    name: Safe
    rows: tuple[AgainstRow, ...]
    more: int


def against_earlier(incident: Incident, citations: Citations) -> AgainstEarlier | None:
    """What is worse or new first; None where no stored incident was compared with."""
    if incident.baseline is None or not incident.against:
        return None
    states = list(_STATES)
    ordered = sorted(
        incident.against, key=lambda each: (_SUBJECTS.index(each.subject), states.index(each.state), each.what)
    )
    rows = tuple(_row(each, citations) for each in ordered[:_MOST])
    return AgainstEarlier(code(incident.baseline), rows, len(ordered) - len(rows))


def _row(each: Against, citations: Citations) -> AgainstRow:
    named = code(each.what) if each.subject == "component" else text(each.what)
    return AgainstRow(
        what=filled("{what}{cites}", what=named, cites=citations.cite(each.cites)),
        state=text(_STATES[each.state]),
        then=text(each.then) if each.then else Safe("-"),
        now=text(each.now) if each.now else Safe("-"),
        reason=text(each.reason),
    )
