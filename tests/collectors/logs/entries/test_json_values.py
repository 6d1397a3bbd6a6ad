import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collectors.logs.entries.json_values import LONGEST, JsonValues
from collectors.problem_tally import ProblemTally


def read(text: str, size: int = 1 << 18) -> tuple[list[Any], dict[str, int], str | None]:
    problems = ProblemTally()
    values = JsonValues((text[at : at + size] for at in range(0, len(text), size)), problems)
    return list(values), {each.what: each.count for each in problems.problems()}, values.cut_off


ENTRIES = [{"a": 1, "b": {"c": [{"d": 2}, {"e": "}, {"}]}}, {"a": 'x\\"\n  {'}, {}]


@pytest.mark.parametrize(
    "text",
    [
        json.dumps(ENTRIES, indent=2) + "\n",  # gcloud
        json.dumps(ENTRIES),  # an array on one line
        "[\n" + ",\n".join(map(json.dumps, ENTRIES)) + "\n]\n",  # an array with an element on each line
        "\n".join(map(json.dumps, ENTRIES)),  # lines, without a line break at the end
        "\r\n".join(map(json.dumps, ENTRIES)) + "\r\n\r\n",  # lines from Windows
        "".join(map(json.dumps, ENTRIES)),  # values without anything between them
        json.dumps(ENTRIES[:1]) + "\n" + json.dumps(ENTRIES[1:]),  # two arrays, one file
        json.dumps(ENTRIES[0]) + "\n" + json.dumps(ENTRIES[1:]),  # a line, then an array
    ],
)
@pytest.mark.parametrize("size", [1, 7, 1000])
def test_every_arrangement_gives_the_same_objects_in_chunks_of_any_size(text: str, size: int) -> None:
    assert read(text, size) == (ENTRIES, {}, None)


@given(
    st.lists(st.dictionaries(st.text(max_size=5), st.text(max_size=20) | st.none() | st.integers(), max_size=3)),
    st.sampled_from([None, 1, 4]),
    st.integers(1, 50),
)
def test_any_array_is_read_back(entries: list[Any], indent: int | None, size: int) -> None:
    assert read(json.dumps(entries, indent=indent), size) == (entries, {}, None)


def test_a_bad_line_costs_that_line_only() -> None:
    text = '{"a": 1}\n{"a": oops}\nnot json\n{"a": "unclosed\n{"a": 2}\n'
    assert read(text) == ([{"a": 1}, {"a": 2}], {"text that is not JSON": 3}, None)


def test_a_bad_element_costs_that_element_only() -> None:
    entries = [{"a": 1, "b": [{"c": 1}, {"c": 2}]}, {"a": "BAD", "b": [{"c": 1}, {"c": 2}]}, {"a": 3}]
    text = json.dumps(entries, indent=2).replace('"BAD"', "BAD")
    assert read(text) == ([entries[0], entries[2]], {"text that is not JSON": 1}, None)


def test_after_a_bad_element_in_an_array_on_one_line_the_next_is_found() -> None:
    entries = [{"a": 1, "b": [{"c": 1}, {"c": 2}]}, {"a": "BAD", "b": [{"c": 1}, {"c": 2}]}, {"a": 3}]
    got, problems, _ = read(json.dumps(entries).replace('"BAD"', "BAD"))
    assert [each for each in got if "a" in each] == [entries[0], entries[2]]
    assert problems["text that is not JSON"] >= 1


def test_a_cut_array_says_so_and_keeps_what_came_before() -> None:
    whole = json.dumps(ENTRIES, indent=2)
    assert read(whole[: whole.index("c")]) == ([], {"an entry that is cut off": 1}, "the last entry is cut off")
    assert read(whole.rstrip("]")) == (ENTRIES, {}, "the array is not closed")


@pytest.mark.parametrize(
    "cut", ['{"a": "x', '{"a": tr', '{"a": "\\', '{"a": "\\u00', '{"a": -', '{"a": [1,', '{"a": 1', "{"]
)
def test_a_cut_last_line_says_so(cut: str) -> None:
    assert read('{"a": 1}\n' + cut) == ([{"a": 1}], {"an entry that is cut off": 1}, "the last entry is cut off")


def test_a_bad_last_element_does_not_hide_that_the_array_was_closed() -> None:
    assert read('[\n  {"a": 1},\n  {"a": oops}\n]\n') == ([{"a": 1}], {"text that is not JSON": 1}, None)


def test_deep_nesting_is_one_bad_value() -> None:
    deep = "[" * 200_000 + "]" * 200_000
    assert read(f'{{"a": {deep}}}\n{{"a": 2}}\n') == ([{"a": 2}], {"JSON nested too deeply": 1}, None)


def test_a_file_of_nothing_but_brackets_ends() -> None:
    got, problems, cut_off = read("[" * 100_000)
    assert got == []
    assert problems == {"JSON nested too deeply": 1}
    assert cut_off is not None


def test_a_value_beyond_the_bound_is_passed_over() -> None:
    text = f'{{"a": "{"x" * (LONGEST + (2 << 20))}"}}\n{{"a": 2}}\n'
    assert read(text, 1 << 20) == ([{"a": 2}], {"a value longer than 4 MiB": 1}, None)


def test_a_number_with_too_many_digits_is_one_bad_value() -> None:
    assert read(f'{{"a": {"9" * 5000}}}\n{{"a": 2}}\n') == ([{"a": 2}], {"a number with too many digits": 1}, None)


def test_what_is_no_object_is_counted() -> None:
    assert read('[1, "x", [2], {"a": 1}]') == ([{"a": 1}], {"a JSON value that is no object": 3}, None)


def test_half_a_character_becomes_its_escape() -> None:
    got, problems, _ = read('{"a": "x\\ud83d", "b": "\\ud83d\\ude00"}')
    assert got == [{"a": "x\\ud83d", "b": "\U0001f600"}]
    assert problems == {"halves of characters, kept as escapes": 1}


def test_a_text_of_many_lines_that_are_no_json_is_counted_by_lines() -> None:
    assert read("one\ntwo\nthree\n") == ([], {"text that is not JSON": 3}, None)


def test_an_empty_array_is_known_from_an_empty_text() -> None:
    empty, array = JsonValues(iter([]), ProblemTally()), JsonValues(iter(["[]"]), ProblemTally())
    assert (list(empty), empty.is_array, list(array), array.is_array) == ([], False, [], True)


@pytest.mark.parametrize("size", [1000, 70_000, 1 << 18])
def test_a_reader_may_allow_larger_values(size: int) -> None:
    text = json.dumps([{"a": "x" * (3 << 20)}, {"a": 2}, {"a": "x" * (7 << 20)}, {"a": 3}])
    problems = ProblemTally()
    values = JsonValues((text[at : at + size] for at in range(0, len(text), size)), problems, 5 << 20)
    assert [len(str(each["a"])) for each in values] == [3 << 20, 1, 1]
    assert [each.what for each in problems.problems()] == ["a value longer than 5 MiB"]
