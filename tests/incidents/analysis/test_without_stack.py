from typing import Any

import pytest

from incidents.analysis.facts import Facts
from incidents.analysis.without_stack import without_stack
from incidents.model.evidence import CodePlace, Frame, LogPattern
from tests.builders import BAD_COMMIT, collected, finding, log_pattern, revision, sealed


def asked(pattern: LogPattern, **changes: Any) -> list[str]:
    facts = Facts(sealed(collected=collected(revision(), pattern)))
    return [each.text for each in without_stack(facts, [finding(primary=(pattern.id,), **changes)])]


def test_an_error_that_names_no_place_in_the_code_is_asked_about() -> None:
    assert asked(log_pattern()) == ["Where in the code does this come from: Labels are not printed?"]


@pytest.mark.parametrize(
    "known",
    [
        {"frames": (Frame(file="parcel_api/labels.py", line=12, function="print_label"),)},
        {"printed_by": CodePlace(file="parcel_api/labels.py", function="print_label", line=12, commit=BAD_COMMIT)},
    ],
)
def test_a_stack_or_a_call_that_prints_it_answers(known: dict[str, Any]) -> None:
    assert asked(log_pattern(**known)) == []


@pytest.mark.parametrize("changes", [{"state": "persisting"}, {"kind": "warning"}])
def test_only_new_errors_are_asked_about(changes: dict[str, Any]) -> None:
    assert asked(log_pattern(), **changes) == []
