from typing import Any

import pytest

from incidents.model.cause import Answer, Cause, Chain, ChangeRef, Stop
from reports.difference.causes import causes_of, changed_cause, paired

COMMIT = ChangeRef(commit="2" * 40)


def cause(**changes: Any) -> Cause:
    values = {
        "id": "cause-a",
        "effect": "finding-a",
        "rule": "changed-code",
        "claim": "commit 222 changed it",
        "mechanism": "its hunk is in the stack",
        "change": COMMIT,
        "evidence_for": ("commit-222",),
        "looked_for": "the same before",
        "counterfactual": None,
        "confidence": "possible",
        "missing": None,
    }
    return Cause(**{**values, **changes})


@pytest.mark.parametrize(
    ("before", "now", "movement", "why"),
    [
        ({}, {"confidence": "probable"}, "strengthened", "more certain: possible became probable"),
        ({"confidence": "confirmed"}, {}, "weakened", "less certain: confirmed became possible"),
        ({}, {"confidence": "refuted"}, "contradicted", "it was called possible and is refuted"),
        ({"confidence": "refuted"}, {}, "strengthened", "more certain: refuted became possible"),
        ({}, {"evidence_against": ("req-1",)}, "weakened", "more evidence against it"),
        ({"evidence_against": ("req-1",)}, {}, "strengthened", "less evidence against it"),
        ({}, {"counterfactual": "gone after the rollback"}, "strengthened", "a counter-check was made"),
        ({"counterfactual": "gone after the rollback"}, {}, "weakened", "there is no counter-check any more"),
        ({}, {"evidence_for": ("commit-222", "log-1")}, "strengthened", "more evidence for it"),
        ({}, {"mechanism": "its hunk is in the trace"}, "restated", "the same in other words"),
    ],
)
def test_a_cause_that_changed(before: dict[str, Any], now: dict[str, Any], movement: str, why: str) -> None:
    change = changed_cause(cause(**before), cause(**now))
    assert change is not None
    assert (change.what, change.movement, change.why) == ("cause", movement, why)


def test_the_same_cause_has_not_changed() -> None:
    assert changed_cause(cause(), cause()) is None


@pytest.mark.parametrize(
    ("now", "alike"),
    [
        ({"claim": "commit 222 (Print labels) changed it"}, True),
        ({"effect": "finding-later"}, True),
        ({"effect": "finding-other"}, False),
        ({"change": ChangeRef(commit="3" * 40)}, False),
        ({"change": None}, False),
        ({"rule": "changed-setting"}, False),
    ],
)
def test_causes_of_other_ids_are_the_same_when_they_explain_the_same_by_the_same(
    now: dict[str, Any], *, alike: bool
) -> None:
    effects = {} if now.get("effect") is None else {"finding-a": "finding-later"}
    assert bool(paired([cause()], [cause(id="cause-b", **now)], effects)) is alike


def test_causes_are_taken_from_all_chains() -> None:
    stop = Stop(effect="cause-a", reason="not-collected", text="nobody knows", query="ask")
    chain = Chain(finding="finding-a", whys=(Answer(cause=cause()), stop))
    other = Chain(finding="finding-b", whys=(Answer(cause=cause(id="cause-b")),))
    assert [each.id for each in causes_of([chain, other])] == ["cause-a", "cause-b"]
