"""Changes of the failing test's own file that cannot be behind its failure."""

import pytest

from incidents.analysis.causes.unreached import Unreached
from incidents.analysis.facts import Facts
from incidents.model.evidence import CaseResult, FileChange, Frame
from tests import builders
from tests.incidents.analysis.causes.symptoms import change

FILE = "tests/e2e/test_label.py"
PRINTED = (
    "    def test_prints_a_label(api):\n        seen = api.get()\n>       names = read(seen)\nE       TypeError: boom"
)


def why(of: FileChange, *newer: FileChange, line: int = 12, printed: str = PRINTED) -> str | None:
    frames = (Frame(file=FILE, line=line, function="test_prints_a_label"),)
    case = builders.case_result(excerpt=printed, frames=frames)
    facts = Facts(builders.sealed(collected=builders.collected(case)))
    finding = builders.finding(kind="test", primary=(case.id,), tests=(case.test,))
    return Unreached(facts, finding, lambda: [*newer, of]).why(of)


def own(*lines: str, function: str = "test_prints_a_label", path: str = FILE, commit: str = "2" * 40) -> FileChange:
    """A change of the file of the failing test from line 10 on."""
    return change(*lines, path=path, path_class="test", functions=(function,), commit=commit)


BEHIND = (" def", " seen", " names", "-assert a", "+assert a, b")
BEFORE = (" def", "-seen", "+seen = other()", " names")


def test_lines_behind_the_one_that_failed_were_never_reached() -> None:
    said = f"in {FILE} it changes lines behind line 12, which failed, so that they were never reached"
    assert why(own(*BEHIND)) == said


def test_other_tests_of_the_file_alone_change_nothing() -> None:
    assert why(own(*BEFORE, function="TestLabel.test_other")) == f"in {FILE} it changes other tests alone"


@pytest.mark.parametrize(
    "of",
    [
        own(*BEFORE),
        own(*BEHIND, function="read"),  # what tests call
        own(*BEHIND, function="<module>"),
        own(" def", " seen", "-names", "+names = read(seen)"),  # the very line
        change(*BEHIND, path="parcel_api/labels.py", functions=("test_prints_a_label",)),
        own(*BEHIND, path="tests/e2e/test_label.ts"),
        own(*BEHIND).model_copy(update={"truncated": True}),
        own(*BEHIND).model_copy(update={"status": "added"}),
    ],
)
def test_what_may_have_been_run_is_not_ruled_out(of: FileChange) -> None:
    assert why(of) is None


def test_lines_of_the_statement_itself_are_part_of_it() -> None:
    printed = PRINTED.replace("names = read(seen)", "names = read(\n            seen)")
    assert why(own(*BEHIND), printed=printed) is None
    assert why(own(*BEHIND)) is not None


def test_what_stands_behind_in_a_loop_may_have_run_before() -> None:
    printed = PRINTED.replace("        seen = api.get()\n>   ", "        for seen in api:\n>       ")
    assert why(own(*BEHIND), printed=printed) is None


def test_a_change_that_one_of_several_failing_tests_may_have_run_is_not_ruled_out() -> None:
    def failed(line: int) -> CaseResult:
        frames = (Frame(file=FILE, line=line, function="test_prints_a_label"),)
        return builders.case_result(id=f"case-{line}", excerpt=PRINTED, frames=frames)

    cases = [failed(12), failed(13)]
    facts = Facts(builders.sealed(collected=builders.collected(*cases)))
    finding = builders.finding(kind="test", primary=tuple(each.id for each in cases))
    of = own(*BEHIND)
    assert Unreached(facts, finding, lambda: [of]).why(of) is None
    alone = finding.model_copy(update={"primary": (cases[0].id,)})
    assert Unreached(facts, alone, lambda: [of]).why(of) is not None


def test_the_line_is_followed_back_through_newer_changes() -> None:
    """The failing run has five more lines above, so line 17 of it was line 12."""
    newer = own("+import a", "+import b", "+import c", "+import d", "+import e", function="<module>", commit="5" * 40)
    assert why(own(*BEHIND), newer, line=17) is not None
    assert why(own(*BEHIND), line=17) is None
