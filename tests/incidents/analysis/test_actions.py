"""How one sees that something is done depends on what is wrong."""

from typing import get_args

import pytest

from incidents.analysis.actions import actions
from incidents.model.finding import FindingKind
from incidents.model.incident import Rollback
from tests.builders import finding

NO_WAY_BACK = Rollback(service=None, target=None, command=None, reason="no cause is known")


@pytest.mark.parametrize("kind", get_args(FindingKind))
def test_only_what_entries_and_answers_show_is_done_when_they_end(kind: FindingKind) -> None:
    (action,) = actions([finding(kind=kind)], [], NO_WAY_BACK, [], [])
    ends = action.done_when == "A deployment with as much traffic shows no such entry and no such answer."
    assert ends is (kind in ("log", "warning", "request"))


def test_what_the_window_did_not_make_is_looked_at_later() -> None:
    new, old = finding(), finding(id="finding-old", state="persisting")
    assert [each.horizon for each in actions([new, old], [], NO_WAY_BACK, [], [])] == [
        "before-next-deployment",
        "later",
    ]
