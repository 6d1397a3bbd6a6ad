from typing import Any

import pytest

from incidents.analysis.facts import Facts
from incidents.analysis.unknown.without_stack import without_stack
from incidents.model.evidence import CodePlace, Frame, LogPattern
from tests.builders import BAD_COMMIT, collected, finding, log_pattern, revision, sealed


def asked(pattern: LogPattern, **changes: Any) -> list[str]:
    facts = Facts(sealed(collected=collected(revision(), pattern)))
    return [each.text for each in without_stack(facts, [finding(primary=(pattern.id,), **changes)])]


def test_an_error_that_names_no_place_in_the_code_is_asked_about() -> None:
    assert asked(log_pattern()) == ["Where in the code does this come from: Labels are not printed?"]


def test_a_call_that_prints_it_leaves_open_what_failed_beneath() -> None:
    place = CodePlace(file="parcel_api/labels.py", function="print_label", line=12, commit=BAD_COMMIT)
    assert asked(log_pattern(printed_by=place)) == [
        "What failed beneath the call that prints this: Labels are not printed?"
    ]


def test_a_stack_answers() -> None:
    assert asked(log_pattern(frames=(Frame(file="parcel_api/labels.py", line=12, function="print_label"),))) == []


@pytest.mark.parametrize("changes", [{"state": "persisting"}, {"kind": "warning"}])
def test_only_new_errors_are_asked_about(changes: dict[str, Any]) -> None:
    assert asked(log_pattern(), **changes) == []
