"""How one sees that something is done depends on what is wrong."""

from typing import Any, get_args

import pytest

from incidents.analysis.actions import actions, answers
from incidents.analysis.course.outside import EXTERNAL, ONE_ITEM
from incidents.analysis.facts import Facts
from incidents.model.cause import Answer, Cause, Chain, ChangeRef, Confidence
from incidents.model.finding import Finding, FindingKind, Ratio
from incidents.model.incident import Doubt, Question, Rollback
from tests import builders
from tests.builders import GOOD, SERVICE, at, finding

FACTS = Facts(builders.sealed(collected=builders.collected(builders.log_pattern())))
NO_WAY_BACK = Rollback(service=None, target=None, command=None, reason="no cause is known")


def explaining(of: Finding, **changes: Any) -> Cause:
    values: dict[str, Any] = {
        "id": "cause-1",
        "effect": of.id,
        "rule": "taken-back",
        "claim": "commit 222222222222 changes labels.py",
        "mechanism": "the failure ended with it",
        "change": ChangeRef(commit=builders.BAD_COMMIT),
        "evidence_for": of.primary,
        "looked_for": "the same before",
        "counterfactual": None,
        "confidence": "possible",
        "missing": None,
    }
    return Cause(**{**values, **changes})


@pytest.mark.parametrize("kind", get_args(FindingKind))
def test_only_what_entries_and_answers_show_is_done_when_they_end(kind: FindingKind) -> None:
    (action,) = actions(FACTS, [finding(kind=kind)], [], NO_WAY_BACK)
    ends = action.done_when == "A deployment with as much traffic shows no such entry and no such answer."
    assert ends is (kind in ("log", "warning", "request"))


def test_one_item_is_set_aside() -> None:
    cause = explaining(finding(), rule=ONE_ITEM, change=None, confidence="probable")
    chain = Chain(finding=finding().id, whys=(Answer(cause=cause),))
    (action,) = actions(FACTS, [finding()], [chain], NO_WAY_BACK)
    assert action.text.startswith("Find the one item, set it aside where it is tried no more")


def test_what_the_window_did_not_make_is_looked_at_later() -> None:
    new, old = finding(), finding(id="finding-old", state="persisting")
    assert [each.horizon for each in actions(FACTS, [new, old], [], NO_WAY_BACK)] == [
        "before-next-deployment",
        "later",
    ]


@pytest.mark.parametrize(
    ("test", "done"),
    [
        ("tests/e2e/test_labels.py::test_print", "The named tests pass in a run against the real service."),
        ("tests/unit/test_labels.py::test_layout", "The named tests pass in a later run."),
    ],
)
def test_a_test_of_the_code_alone_need_not_pass_against_the_service(test: str, done: str) -> None:
    run, case = builders.test_run(), builders.case_result(test=test, outcome="failed")
    facts = Facts(builders.sealed(collected=builders.collected(run, case)))
    (action,) = actions(facts, [finding(kind="test", tests=(test,), primary=(case.id,))], [], NO_WAY_BACK)
    assert action.done_when == done


def test_changes_under_a_broken_rule_are_decided_about_and_nobody_goes_back_for_them() -> None:
    back = Rollback(service=SERVICE, target=GOOD, command="gcloud run …", reason="it served")
    (action,) = actions(FACTS, [finding(kind="session", title="2 commits were made")], [], back)
    assert action.text == "Decide what becomes of these changes: 2 commits were made."


def test_what_a_doubtful_result_leaves_open_is_to_be_answered() -> None:
    doubt = Doubt(
        run="run-1", run_name="nightly", test=None, rule="no-real-pass", reason="it ran on a mock", cites=("run-1",)
    )
    asked = [
        Question(id=f"question-{n}", text=f"{n}?", why=why, query="look")
        for n, why in enumerate((doubt.reason, "another reason"))
    ]
    assert [each.text for each in answers(asked, [doubt])] == ["Answer: 0?"]


def test_what_ended_is_mended_only_where_it_was_taken_back() -> None:
    later = "parcel-api-00009-elk"
    window = builders.window()
    both = (builders.serving(percent=0), builders.serving(revision=later))
    candidate = window.candidate.model_copy(update={"revisions": both})
    clean = builders.request_statistics(revision=later, count=200, statuses=(), by_minute=())
    records = (builders.request_statistics(), clean, builders.revision(), builders.revision(name=later, at=at(3)))
    sealed = builders.sealed(
        collected=builders.collected(*records), window=window.model_copy(update={"candidate": candidate})
    )
    ended = finding(kind="request", primary=(records[0].id,), after=Ratio(n=8, total=20, unit="requests"))
    (action,) = actions(Facts(sealed), [ended], [], NO_WAY_BACK)
    assert action.text == "Find out what ended it, or it may come back: Labels are not printed."
    cause = explaining(ended, confidence="confirmed", counterfactual="commit 666666666666 takes it back")
    (action,) = actions(Facts(sealed), [ended], [Chain(finding=ended.id, whys=(Answer(cause=cause),))], NO_WAY_BACK)
    assert action.text == "Mend what was taken back before it is deployed again: Labels are not printed."


@pytest.mark.parametrize(
    ("confidence", "verb"),
    [
        ("confirmed", "Fix"),
        ("probable", "Check the probable cause and fix"),
        ("possible", "Find the cause of and fix"),
    ],
)
def test_what_is_known_of_the_cause_decides_on_what_comes_first(confidence: Confidence, verb: str) -> None:
    going_on = finding()
    chain = Chain(finding=going_on.id, whys=(Answer(cause=explaining(going_on, confidence=confidence)),))
    (action,) = actions(FACTS, [going_on], [chain], NO_WAY_BACK)
    assert action.text == f"{verb}: Labels are not printed."


def test_what_another_party_fails_with_is_for_it_to_mend() -> None:
    going_on = finding()
    chain = Chain(finding=going_on.id, whys=(Answer(cause=explaining(going_on, rule=EXTERNAL)),))
    (action,) = actions(FACTS, [going_on], [chain], NO_WAY_BACK)
    assert action.text == "Ask the other party about, and settle how to answer while it fails: Labels are not printed."
