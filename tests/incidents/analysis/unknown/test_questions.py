"""The register of open questions: what it asks about, how each is answered, and that nothing is asked twice."""

from incidents.analysis.facts import Facts
from incidents.analysis.unknown.questions import distinct, questions
from incidents.model.cause import Chain, Stop
from incidents.model.incident import Doubt, Question
from tests import builders
from tests.builders import GOOD


def asked(text: str, query: str) -> Question:
    return Question(id=f"question-{text}", text=f"{text}?", why="seen once", query=query)


def test_what_is_asked_twice_is_one_question_with_both_ways_to_find_out() -> None:
    one, two = asked("new", "incident show log-1"), asked("new", "incident show log-2")
    assert [each.query for each in distinct([one, two, one])] == ["incident show log-1; incident show log-2"]


def test_other_questions_stay_in_their_order() -> None:
    given = (asked("b", "x"), asked("a", "x"))
    assert distinct(given) == given


def test_each_stop_reading_that_failed_doubt_and_unknown_commit_is_asked_about_with_the_way_to_find_out() -> None:
    finding = builders.finding()
    run = builders.test_run()
    why = "no change that was collected touches it"
    stop = Stop(effect=finding.id, reason="not-collected", text=why, query=f"incident show {finding.id}")
    whole, partial = builders.reading(), builders.reading(id="reading-2", status="failed", items=0, why="it is damaged")
    case = "tests/e2e/test_a.py::test_b"
    doubt = Doubt(
        run=run.id, run_name=run.name, test=case, rule="executed-on-mock", reason="it ran on a mock", cites=(run.id,)
    )
    (known,) = builders.window().commits
    window = builders.window(commits=(known.model_copy(update={"state": "unknown", "reason": "no image names one"}),))
    records = (builders.revision(name=GOOD), builders.revision(), builders.log_pattern(), run)
    facts = Facts(builders.sealed(window=window, collected=builders.collected(*records)))
    found = questions(facts, [finding], [Chain(finding=finding.id, whys=(stop,))], [doubt], (whole, partial))
    assert [(each.text, each.why, each.query) for each in found][:4] == [
        (f"Why: {finding.title}?", why, f"incident show {finding.id}"),
        (f"What does logs hold beyond what was read of {partial.what}?", "it is damaged", "incident doctor"),
        (f"Would {case} in {run.name} pass against the real service?", "it ran on a mock", f"incident show {run.id}"),
        (
            "Which commits of parcel-api were deployed in the window?",
            "no image names one",
            "deploy with the label commit-sha, or tag the image with the commit",
        ),
    ]


def test_the_tests_of_a_run_that_are_doubted_for_one_reason_are_one_question() -> None:
    run = builders.test_run()
    doubts = [
        Doubt(run=run.id, run_name=run.name, test=f"test_{name}", rule="on-mock", reason=reason, cites=(run.id,))
        for name, reason in (("c", "on a mock"), ("a", "on a mock"), ("b", "on a mock"), ("d", "too soon"))
    ]
    facts = Facts(builders.sealed(collected=builders.collected(run)))
    found = [each for each in questions(facts, [], [], doubts, ()) if each.text.startswith("Would")]
    assert [(each.text, each.why) for each in found] == [
        (f"Would test_a, test_b and 1 more in {run.name} pass against the real service?", "on a mock"),
        (f"Would test_d in {run.name} pass against the real service?", "too soon"),
    ]


def test_a_result_that_is_doubted_for_several_reasons_is_asked_about_once() -> None:
    run = builders.test_run()
    doubts = [
        Doubt(run=run.id, run_name=run.name, test="test_a.py::test_a", rule=rule, reason=rule, cites=(run.id,))
        for rule in ("on-mock", "too-soon")
    ]
    facts = Facts(builders.sealed(collected=builders.collected(run)))
    found = [(each.text, each.why) for each in questions(facts, [], [], doubts, ())]
    assert found == [
        (f"Would test_a.py::test_a in {run.name} pass against the real service?", "on-mock"),
        ("Do the paths of test_a work? No real test of them ran.", "1 result is no evidence: on-mock"),
    ]
