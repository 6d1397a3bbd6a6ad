"""Answers that a failed test could not read."""

import time

import pytest

from incidents.analysis.course.misread import misread
from incidents.analysis.course.test_requests import asked_by, one_answer
from incidents.model.evidence import CaseResult, Frame
from tests import builders

FILE = "tests/e2e/test_label.py"
FRAMES = (Frame(file=FILE, line=9, function="test_prints_a_label"),)
CODE = (
    '    def test_prints_a_label(api):\n        answer = api.get("/labels")\n        assert answer.status_code == 200\n'
)
STOPPED = "TypeError: string indices must be integers, not 'str'"


def failed(line: str, said: str, code: str = CODE, told: str = "", frames: tuple[Frame, ...] = FRAMES) -> CaseResult:
    kind = said.partition(":")[0]
    excerpt = f"{code}>       {line}\nE       {said}\n{told}"
    return builders.case_result(excerpt=excerpt, message=said, error_type=kind, frames=frames)


def test_a_test_that_stops_at_a_good_answer_could_not_read_it() -> None:
    found = misread(failed('names = [each["name"] for each in answer.json()]', STOPPED))
    assert found is not None
    assert (found.raised, found.keys, [each.route for each in found.asked]) == (True, frozenset(), ["GET /labels"])


@pytest.mark.parametrize(
    "case",
    [
        failed("x", STOPPED, code='    def test_a(api):\n        answer = api.get("/labels")\n'),  # an error, maybe
        failed("x", "TypeError: send() got an unexpected keyword argument 'size'"),
        failed("x", "KeyError: 'name'", frames=(*FRAMES, Frame(file="client/api.py", line=2, function="send"))),
        failed("x", STOPPED, code="    def test_a(table):\n        assert table.status_code == 200\n"),  # asks nothing
    ],
)
def test_what_says_nothing_of_how_an_answer_is_made_is_not_read_so(case: CaseResult) -> None:
    assert misread(case) is None


@pytest.mark.parametrize(
    ("said", "told", "keys"),
    [
        (
            "AssertionError: assert 2 == 5",
            "E        +  where 2 = len({'count': 5, 'labels': [{'id': 1}]})",
            {"count", "labels"},
        ),
        ("AssertionError: assert {'a': 1, 'b': 2} == {'a': 1, 'c': 2}", "", {"b", "c"}),
        ("AssertionError: assert {'a': 1} == {'a': 2}", "", None),  # another value is nothing of how it is made
        ("AssertionError: assert 'x' == 'y'", "E        +  where 'x' = {'a': 'x'}.get('a')", None),
    ],
)
def test_the_keys_of_an_object_that_is_compared_as_a_whole_are_told(
    said: str, told: str, keys: set[str] | None
) -> None:
    found = misread(failed("assert len(answer.json()) == 5", said, told=told))
    assert (found and set(found.keys)) == keys


def test_the_requests_are_those_of_the_code_up_to_where_it_failed() -> None:
    code = '    def test_a(api):\n        made = api.post("https://{host}/labels?size=4", json={"id": 1})\n'
    case = failed('assert api.get(f"{url}/labels/{made}").json()["id"] == 1', "KeyError: 'id'", code=code)
    assert [each.route for each in asked_by(case)] == ["POST /labels", "GET /labels/{made}"]
    assert one_answer(case) is None


def test_one_request_without_a_value_of_the_test_has_one_answer() -> None:
    asked = one_answer(failed("assert answer.json()", "AssertionError: assert []"))
    assert asked is not None
    assert asked.route == "GET /labels"
    assert one_answer(failed("assert x", "AssertionError", code=CODE.replace('"/labels"', 'f"/labels/{n}"'))) is None
    assert one_answer(failed("assert x", "AssertionError", code=CODE.replace(".get(", ".post("))) is None


def test_what_no_test_prints_is_read_in_a_moment() -> None:
    began = time.process_time()
    misread(failed("assert {" * 4000, "AssertionError: assert False", told="a" * 8000))
    assert time.process_time() - began < 1
