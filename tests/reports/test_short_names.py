"""What a document calls a failure once its whole title was read."""

import pytest

from incidents.model.incident import Action, Question
from reports.short_names import short_names, with_short_names
from tests.builders import claim, finding, incident

LONG = "parcel-api: `parcel.printing.errors.PrinterUnavailableError: printer 10.8.0.3:9100 timed out 2 times`"


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("It is slow", "F1 (It is slow)"),
        # A code span that the cut goes through is closed.
        (LONG, "F1 (parcel-api: `PrinterUnavailableError: printer 10.8.0.3:9100…`)"),
        # What is short enough without the packages is not cut.
        (f"`{'a.' * 20}RoomError: no room is left`", "F1 (`RoomError: no room is left`)"),
        # A word that is longer than there is room is cut, and not left out.
        (f"labels: {'x' * 80}", f"F1 (labels: {'x' * 52}…)"),
    ],
)
def test_a_short_name_is_the_number_and_the_first_words(title: str, name: str) -> None:
    given = incident(findings=(finding(title=title),), claims=())
    assert short_names(given) == {finding().id: name}


def test_what_is_over_has_no_short_name() -> None:
    assert short_names(incident(findings=(finding(state="resolved"),), claims=())) == {}


def test_what_is_said_beside_the_findings_names_them_shortly() -> None:
    title = finding().title
    told = claim(template="{title}: seen twice.", values=({"name": "title", "form": "text", "value": title},))
    action = Action(id="action-a", horizon="now", text=f"Fix: {title}", done_when="It is.", because=finding().id)
    question = Question(id="question-a", text=f"Why: {title}?", why="it is not known", query="incident show")
    short = with_short_names(incident(claims=(told,), actions=(action,), questions=(question,)))
    name = f"F1 ({title})"
    assert short.claims[0].text == f"{name}: seen twice."
    assert short.actions[0].text == f"Fix: {name}"
    assert short.questions[0].text == f"Why: {name}?"
    assert short.findings[0].title == title


def test_a_title_of_two_failures_is_left_as_it_is() -> None:
    told = claim(template="{title}: seen.", values=({"name": "title", "form": "text", "value": finding().title},))
    given = incident(findings=(finding(), finding(id="finding-b")), claims=(told,))
    assert with_short_names(given).claims == (told,)


def test_a_title_that_another_begins_with_is_not_taken_for_it() -> None:
    longer = finding(id="finding-b", title=f"{finding().title} twice")
    told = claim(template="{title}: seen.", values=({"name": "title", "form": "text", "value": longer.title},))
    given = incident(findings=(finding(), longer), claims=(told,))
    assert with_short_names(given).claims[0].text == f"{short_names(given)['finding-b']}: seen."
