"""Phrases on how this incident compares with the one that was stored before it."""

from collections.abc import Iterator

from incidents.model.incident import Incident
from reports.checker.facts.figures import marks

_WORDS = {"same": "the same", "not-comparable": "not comparable", "not-observed": "not observed"}
_ROWS = 40


def of_earlier(incident: Incident) -> Iterator[str]:
    for each in incident.against:
        state = _WORDS.get(each.state, each.state)
        row = f"⟨What⟩ {each.what}{marks(each.cites)} ⟨Compared⟩ {state} ⟨Then⟩ {each.then or '-'}"
        yield f"{row} ⟨Now⟩ {each.now or '-'} ⟨Why⟩ {each.reason}"
    yield f"Compared with {incident.baseline}"
    if len(incident.against) > _ROWS:
        yield f"Not shown: {len(incident.against) - _ROWS} more"
