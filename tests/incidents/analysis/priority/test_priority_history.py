"""A change of a finding's priority is kept with its cause."""

from typing import Any

import pytest

from incidents.analysis.priority.priority_history import with_history
from incidents.model.finding import Finding, Ratio
from incidents.model.incident import Incident
from incidents.model.policy import RUBRIC, Component, Override, Policy, RubricRow, TestCategory
from tests import builders
from tests.builders import at

LINE = builders.log_pattern().id
"""Any record: what an incident cites has to be in it."""


def ranked(level: str, row: str, holds: str, **changes: Any) -> Finding:
    given = builders.priority(level=level, row=row, holds=tuple(holds))
    return builders.finding(**{"component": "labels", "priority": given, **changes})


def built(found: Finding, **changes: Any) -> Incident:
    return builders.incident(findings=(found,), **changes)


def rubric(order: str = "ABCDEFG", **levels: Any) -> tuple[RubricRow, ...]:
    usual = {each.row: each.level for each in RUBRIC}
    rows: list[Any] = list(order)
    return tuple(RubricRow(row=row, level=levels.get(row, usual[row]), declared=LINE) for row in rows)


def policy(**changes: Any) -> Policy:
    return Policy(**{"components": (Component(name="labels", tier=2, declared=LINE),), **changes})


RARE = ranked("P2", "F", "F")
CORE = ranked("P1", "C", "C")
TIERED = policy(components=(Component(name="labels", tier=1, declared=LINE),))
OVERRIDE = Override(finding=RARE.id, level="P0", reason="the auditor asked", declared=LINE)
SHARE = Ratio(n=40, total=60, unit="requests")
OLDER, BESIDE = (
    tuple(
        each.model_copy(update={"hash": "0" * 32}) if each.id == changed else each for each in builders.incident().index
    )
    for changed in (LINE, f"rev-{builders.GOOD}")
)


@pytest.mark.parametrize(
    ("before", "now", "causes"),
    [
        # A changed rubric: the level of a row, or the order.
        (
            built(CORE, policy=policy()),
            built(ranked("P0", "C", "C"), policy=policy(rubric=rubric(C="P0"))),
            [("rubric", "the rubric gives P0 for row C, and gave P1")],
        ),
        (
            built(ranked("P0", "B", "BC"), policy=policy()),
            built(ranked("P1", "C", "BC"), policy=policy(rubric=rubric("CABDEFG"))),
            [("rubric", "the rubric tries row C (P1) before row B (P0), and did not")],
        ),
        # Other rows hold too, and decide nothing: the rubric alone made the change.
        (
            built(ranked("P0", "B", "BF"), policy=policy(), index=OLDER),
            built(ranked("P1", "B", "BC"), policy=TIERED.model_copy(update={"rubric": rubric(B="P1")})),
            [("rubric", "the rubric gives P1 for row B, and gave P0")],
        ),
        # A changed tier, and another declaration.
        (
            built(RARE, policy=policy()),
            built(CORE, policy=TIERED),
            [("declaration", "the tier of labels went from 2 to 1")],
        ),
        (
            built(RARE, policy=Policy()),
            built(CORE, policy=TIERED),
            [("declaration", "labels, to which it belongs, was declared as a component of tier 1")],
        ),
        (
            built(RARE, policy=policy()),
            built(CORE, policy=policy(categories=(TestCategory(name="P1", globs=("e2e/*",)),))),
            [("declaration", "the categories of tests are declared otherwise")],
        ),
        # New evidence: of the finding itself, or beside it.
        (
            built(RARE, index=OLDER),
            built(ranked("P1", "C", "C", after=SHARE)),
            [("evidence", "1 of its records is new or changed, 12 entries became 40 of 60 requests")],
        ),
        (
            built(ranked("P2", "G", "G", state="persisting"), index=BESIDE),
            built(ranked("P2", "F", "F")),
            [("evidence", "1 of the other records is new or changed, persisting became new")],
        ),
        # An author's word, given and taken back.
        (
            built(RARE),
            built(ranked("P0", "F", "F"), policy=Policy(overrides=(OVERRIDE,))),
            [("override", "an author set it to P0: the auditor asked")],
        ),
        (
            built(ranked("P0", "F", "F"), policy=Policy(overrides=(OVERRIDE,))),
            built(RARE),
            [("override", "an author no longer sets it to P0")],
        ),
        # Two at once.
        (
            built(RARE, policy=policy(), index=OLDER),
            built(ranked("P0", "C", "C"), policy=TIERED.model_copy(update={"rubric": rubric(C="P0")})),
            [
                ("rubric", "the rubric gives P0 for row C, and gave P1"),
                ("declaration", "the tier of labels went from 2 to 1"),
                ("evidence", "1 of its records is new or changed"),
            ],
        ),
        # Nothing that is recorded differs.
        (
            built(RARE),
            built(CORE),
            [("program", "no evidence, declaration or row of the rubric differs; the program that judged it does")],
        ),
    ],
)
def test_a_change_is_kept_with_what_brought_it_about(
    before: Incident, now: Incident, causes: list[tuple[str, str]]
) -> None:
    (change,) = with_history(before, now).priorities
    assert [(each.kind, each.said) for each in change.causes] == causes
    assert (change.before, change.now) == (before.findings[0].priority, now.findings[0].priority)
    assert change.until == at(4)


def test_what_cites_a_declaration_or_a_record_does_so() -> None:
    (change,) = with_history(built(RARE, policy=policy()), built(CORE, policy=TIERED)).priorities
    assert change.causes[0].cites == (LINE,)
    (change,) = with_history(built(RARE, index=OLDER), built(CORE)).priorities
    assert change.causes[0].cites == (LINE,)


def test_the_same_priority_for_another_reason_is_no_change() -> None:
    said = RARE.priority.model_copy(update={"reason": "9 of 21 requests failed"})
    assert with_history(built(RARE), built(RARE.model_copy(update={"priority": said}))).priorities == ()
    assert with_history(None, built(RARE)).priorities == ()


def test_a_history_goes_on_and_a_build_that_changes_nothing_adds_nothing() -> None:
    first, second = built(RARE, policy=policy()), built(CORE, policy=TIERED)
    once = with_history(first, second)
    assert with_history(once, second) == once
    back = with_history(once, first)
    assert [(each.before.level, each.now.level) for each in back.priorities] == [("P2", "P1"), ("P1", "P2")]


def test_a_history_follows_a_finding_whose_id_changed() -> None:
    once = with_history(built(RARE, policy=policy()), built(CORE, policy=TIERED))
    renamed = CORE.model_copy(update={"id": "finding-renamed"})
    assert [each.finding for each in with_history(once, built(renamed, policy=TIERED)).priorities] == [renamed.id]


def test_a_record_that_is_gone_is_no_longer_cited() -> None:
    once = with_history(built(RARE, index=OLDER), built(CORE))
    without = Incident.model_validate(
        {
            **{name: getattr(once, name) for name in Incident.model_fields},
            "priorities": (),
            "claims": (),
            "findings": (),
            "index": tuple(each for each in once.index if each.id != LINE),
        }
    )
    (change,) = with_history(once, without).priorities
    assert [each.cites for each in change.causes] == [()]
