import pytest

from incidents.analysis.course.named_by_entries import named_by_entries
from incidents.analysis.facts import Facts
from incidents.model.evidence import Different, Filled
from incidents.model.finding import State
from tests import builders

THREE = (Different(of="users", count=3), Different(of="instances", count=1))


def told(different: tuple[Different, ...], state: State = "new") -> list[str]:
    facts = Facts(builders.sealed(collected=builders.collected(builders.log_pattern(different=different))))
    return [each.text for each in named_by_entries(facts, [builders.finding(state=state)])]


def test_the_users_and_instances_that_entries_name_are_counted() -> None:
    (said,) = told(THREE)
    assert said == (
        "Labels are not printed: its entries name 3 different users and 1 instance; test users are among them. "
        "Entries that name none are not counted."
    )


def test_instances_alone_say_nothing_of_users() -> None:
    (said,) = told(THREE[1:])
    assert "user" not in said


def test_sessions_are_counted_between_users_and_instances() -> None:
    sessions = Different(of="sessions", count=4)
    (beside,), (alone,) = told((*THREE, sessions)), told((sessions,))
    assert "name 3 different users, 4 different sessions and 1 instance; test users are among them." in beside
    assert "name 4 different sessions; those of tests are among them." in alone


@pytest.mark.parametrize("state", ["worse", "persisting"])
def test_what_was_logged_before_as_well_counts_both_sides_and_is_left_out(state: State) -> None:
    assert told(THREE, state) == []


def test_entries_that_name_nobody_have_no_sentence() -> None:
    assert told(()) == []


def test_the_one_value_that_all_entries_name_is_a_sentence_of_its_own() -> None:
    pattern = builders.log_pattern(filled=(Filled(name="user", value="ada"),))
    facts = Facts(builders.sealed(collected=builders.collected(pattern)))
    (said,) = named_by_entries(facts, [builders.finding()])
    assert said.text == "Labels are not printed: all 12 entries name only ada as user."
    assert said.cites == (pattern.id,)
