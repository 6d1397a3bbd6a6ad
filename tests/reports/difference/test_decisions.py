"""What became of the decision and of the way back between two builds."""

import pytest

from incidents.model.decision import Decision
from incidents.model.incident import Incident, Rollback
from reports.difference.change import Change
from reports.difference.difference import difference
from tests.builders import claim, incident

Word = str | None


def deciding(word: Word, target: str | None = None) -> Incident:
    reason = claim(
        id="claim-decision",
        template="{n} of 3 criteria fail.",
        values=({"name": "n", "form": "text", "value": word or ""},),
    )
    decision = (
        Decision.model_validate({"word": word, "claim": reason.id, "checked": None, "criteria": ()}) if word else None
    )
    back = Rollback(service="api", target=target, command=None, reason="it was Ready")
    return incident(claims=(reason,) if word else (), decision=decision, rollback=back)


@pytest.mark.parametrize(
    ("before", "now", "movement", "why"),
    [
        ("go", "no-go", "contradicted", "go became no-go"),
        ("no-go", "go", "contradicted", "no-go became go"),
        # What could not be told is no denial of what is told now.
        ("cannot-tell", "no-go", "strengthened", "cannot tell became no-go"),
        ("go", "cannot-tell", "weakened", "go became cannot tell"),
        (None, "go", "added", "nothing was decided before"),
        ("go", None, "withdrawn", "nothing is decided any more"),
    ],
)
def test_another_decision_is_told_once_and_first(before: Word, now: Word, movement: str, why: str) -> None:
    found = difference(deciding(before), deciding(now)).changes
    assert [(each.what, each.movement, each.why) for each in found] == [("decision", movement, why)]


def test_the_same_decision_is_no_change() -> None:
    assert difference(deciding("go"), deciding("go")).changes == ()


@pytest.mark.parametrize(
    ("before", "now", "movement"),
    [("api-1", "api-2", "contradicted"), (None, "api-1", "added"), ("api-1", None, "withdrawn")],
)
def test_another_way_back_is_told(before: str | None, now: str | None, movement: str) -> None:
    (found,) = difference(deciding("go", before), deciding("go", now)).changes
    assert isinstance(found, Change)
    assert (found.what, found.movement) == ("way back", movement)
    assert (found.before, found.now) == (f"{before or 'none'}: it was Ready", f"{now or 'none'}: it was Ready")
