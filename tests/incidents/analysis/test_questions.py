from incidents.analysis.questions import distinct
from incidents.model.incident import Question


def asked(text: str, query: str) -> Question:
    return Question(id=f"question-{text}", text=f"{text}?", why="seen once", query=query)


def test_what_is_asked_twice_is_one_question_with_both_ways_to_find_out() -> None:
    one, two = asked("new", "incident show log-1"), asked("new", "incident show log-2")
    assert [each.query for each in distinct([one, two, one])] == ["incident show log-1; incident show log-2"]


def test_other_questions_stay_in_their_order() -> None:
    given = (asked("b", "x"), asked("a", "x"))
    assert distinct(given) == given
