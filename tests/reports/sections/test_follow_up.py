from typing import Any

import pytest

from incidents.model.cause import Answer, Cause, Chain
from incidents.model.incident import Action, Affected, Doubt, Impact, Incident, Question
from reports.citations import Citations
from reports.sections.follow_up import horizons, observations, unknowns
from tests.builders import BAD, claim, commit, finding, incident, log_pattern, sealed

RECORDS = {each.id: each for each in sealed().collected.evidence}
LOG = log_pattern().id


def observed(**changes: Any) -> tuple[str, ...]:
    given = incident(**changes)
    return observations(given, Citations(given, RECORDS))


def action(name: str, horizon: Any) -> Action:
    return Action(
        id=f"action-{name}", horizon=horizon, text=f"Do {name}.", done_when="It is done.", because=finding().id
    )


def test_a_question_has_its_reason_and_the_query_that_answers_it() -> None:
    asked = Question(id="question-1", text="Which commits?", why="no label names one.", query="git log | head")
    (found,) = unknowns(incident(questions=(asked,)))
    assert found.head == "Which commits? Open because no label names one. To find out: `git log | head`"
    assert found.questions == ()


def test_questions_with_one_answer_stand_together() -> None:
    asked = Question(id="question-1", text="Why a?", why="nobody wrote it down", query="git show 1")
    again = asked.model_copy(update={"id": "question-2", "text": "Why b?"})
    (found,) = unknowns(incident(questions=(asked, again)))
    assert found.head == "Open because nobody wrote it down. To find out: `git show 1`"
    assert found.questions == ("Why a?", "Why b?")


def test_actions_stand_under_the_time_they_are_due() -> None:
    given = incident(actions=(action("c", "later"), action("a", "now"), action("b", "now")))
    found = horizons(given)
    assert [(each.title, len(each.actions)) for each in found] == [("Now", 2), ("Later", 1)]
    assert found[0].actions[0] == "[ ] Do a. Done when: It is done. Owner: unassigned. From: F1."


def test_a_claim_without_a_place_of_its_own_is_printed() -> None:
    assert observed() == (f"`{BAD}` logged the error 12 times.[^{LOG}]",)


def test_the_sentence_of_a_part_that_is_printed_elsewhere_is_not_repeated() -> None:
    cause = Cause(
        id="cause-one",
        effect=finding().id,
        rule="changed-code",
        claim="commit 2222222 changed it",
        mechanism="it is in the stack",
        change=None,
        evidence_for=(LOG,),
        looked_for="the same failure before",
        counterfactual=None,
        confidence="possible",
        missing=None,
    )
    parts = (finding().id, "cause-one", f"rev-{BAD}")
    sentences = tuple(claim(id=f"claim-{each}") for each in parts)
    doubted = claim(id="claim-doubt", kind="derived", cites=(commit().id,))
    given: dict[str, Any] = {
        "claims": (*sentences, doubted, claim()),
        "chains": (Chain(finding=finding().id, whys=(Answer(cause=cause),)),),
        "doubts": (Doubt(run=LOG, run_name="smoke", test=None, rule="x", reason="y", cites=(commit().id,)),),
        "impact": Impact(
            environment="staging", affected=(Affected(component="labels", state="failing", claim=claim().id),)
        ),
    }
    assert observed(**given) == ()
    assert len(observed(**{**given, "doubts": ()})) == 1


def test_an_observation_that_shares_its_records_with_a_doubt_is_kept() -> None:
    doubt = Doubt(run=LOG, run_name="smoke", test=None, rule="x", reason="y", cites=claim().cites)
    assert len(observed(doubts=(doubt,))) == 1


def test_nothing_to_do_and_nothing_unknown_is_empty() -> None:
    plain: Incident = incident()
    assert (unknowns(plain), horizons(plain)) == ((), ())


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("git show 1dcaf60b153e; git log", "`git show 1dcaf60b153e; git log`"),
        ("read its log, and check the address", "read its log, and check the address."),
        (
            "run `git grep -n -w weight` in the repository of each",
            "run `git grep -n -w weight` in the repository of each.",
        ),
        ("github holds it", "github holds it."),
    ],
)
def test_only_what_can_be_pasted_is_shown_as_a_command(query: str, shown: str) -> None:
    asked = Question(id="question-a", text="What is it?", why="nobody knows", query=query, about="facts")
    (one,) = unknowns(incident(questions=(asked,)))
    assert one.head == f"What is it? Open because nobody knows. To find out: {shown}"
