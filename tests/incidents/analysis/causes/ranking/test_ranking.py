from dataclasses import replace

import pytest

from incidents.analysis.causes.ranking.change_words import change_words
from incidents.analysis.causes.ranking.executed import NOTHING_EXECUTED, Executed
from incidents.analysis.causes.ranking.ranking import Ranked, Ranking
from incidents.analysis.course.symptom import Symptom
from incidents.model.evidence import FileChange, Frame
from tests import builders
from tests.incidents.analysis.causes.symptoms import change, symptom

ONE, TWO, THREE = "3" * 40, "4" * 40, "5" * 40
STACK = (
    Frame(file="/usr/lib/python3.11/json/decoder.py", line=1, function="decode"),
    Frame(file="/app/parcel_api/routes.py", line=11, function="post_label"),
    Frame(file="/app/parcel_api/labels.py", line=11, function="print_label"),
)


def ranked(failure: Symptom, *changes: FileChange, executed: Executed = NOTHING_EXECUTED) -> list[Ranked]:
    """The commits 5…, 4… and 3…, newest first, with these changes."""
    commits = [builders.commit(sha=sha, subject=f"subject {sha[0]}", excerpt="") for sha in (THREE, TWO, ONE)]
    of = {commit.sha: [each for each in changes if each.commit == commit.sha] for commit in commits}
    return Ranking(commits, of).rank(failure, {sha: each for sha, each in of.items() if each}, executed)


def test_the_commit_whose_words_are_the_failures_comes_first_and_says_which() -> None:
    near = change("+postage_table = load()", commit=ONE, path="a.py")
    far = change("+colour = 1", commit=TWO, path="b.py")
    first, second = ranked(symptom("no postage found in table"), far, near)
    assert first.commit.sha == ONE
    assert first.ties[0].rule == "words-in-common"
    assert "`postage`" in first.ties[0].did
    assert (second.score, second.ties) == (0, ())


def test_of_a_comparison_the_words_in_which_both_sides_differ_weigh_more() -> None:
    same, apart = change("+parcel()", commit=TWO, path="a.py"), change("+trim()", commit=ONE, path="b.py")
    said = symptom("'parcel' != 'parcel trim'", detail="parcel trim")
    plain, compared = (ranked(replace(said, asserted=asserted), same, apart) for asserted in (False, True))
    assert [each.commit.sha for each in plain] == [TWO, ONE]
    assert [each.commit.sha for each in compared] == [ONE, TWO]


def test_names_of_a_test_file_are_no_evidence_for_a_commit_to_it() -> None:
    test = "tests/e2e/test_label.py::test_prints_a_label"
    said = symptom(
        "assert 2 == 5", detail=f"assert 2 == 5\n{test}\n    seen = api.labels()\n>    assert len(seen) == FIVE"
    )
    own = change("+def test_prints_a_label(api): pass", commit=ONE, path="tests/e2e/test_label.py", path_class="test")
    (found,) = ranked(replace(said, tests=(test,)), own)
    assert (found.score, found.ties) == (0, ())
    (found,) = ranked(replace(said, tests=(test,)), own.model_copy(update={"hunks": change("+FIVE = 5").hunks}))
    assert found.ties[0].did == "has `FIVE` in common with the text of the failure"
    (found,) = ranked(replace(said, tests=("tests/other.py::test_b",)), own)
    assert "`prints`" in found.ties[0].did


def test_where_a_manifest_lies_and_what_kind_of_commit_it_is_ties_no_moved_version() -> None:
    bump = change(
        '-    "luxor": "1"',
        '+    "luxor": "2"',
        commit=ONE,
        path="services/parcel/package.json",
        path_class="dependencies",
    )
    said = "services/parcel/node_modules/jest/build/run.js: parcel is late"
    (found,) = ranked(symptom(said), bump)
    assert (found.score, found.ties) == (0, ())
    commit = builders.commit(excerpt="build(deps): move the version in /services/parcel")
    assert set(change_words(commit, [bump])) == {"luxor", "1", "2"}
    assert "build" not in change_words(commit, [change("+x = 1", path="a.py")])


def test_the_deepest_function_of_the_stack_outweighs_its_caller() -> None:
    deep = change("+a", commit=ONE, functions=("print_label",))
    caller = change("+a", commit=TWO, path="parcel_api/routes.py", functions=("post_label",))
    first, second = ranked(symptom("boom", stacks=(STACK,)), deep, caller)
    assert (first.commit.sha, second.commit.sha) == (ONE, TWO)
    assert first.score > second.score > 0
    assert first.ties[0].strong
    assert first.ties[0].did == "changes print_label in parcel_api/labels.py"


def test_the_commit_that_wrote_the_line_of_the_stack_is_tied_to_it() -> None:
    (only,) = ranked(symptom("boom", stacks=(STACK,)), change(" a", "+b", commit=ONE))
    assert only.ties[0].did == "wrote line 11 of parcel_api/labels.py, as far as the diffs of the window lead back"


def test_the_deeper_of_two_files_of_the_stack_is_tied_more_closely() -> None:
    deep = change("+x", commit=ONE, functions=("other",))
    caller = change("+x", commit=TWO, path="parcel_api/routes.py", functions=("other",))
    first, second = (each.ties[0] for each in ranked(symptom("boom", stacks=(STACK,)), caller, deep))
    assert first.weight > second.weight


def test_a_change_elsewhere_in_a_file_of_the_stack_is_a_weak_tie() -> None:
    (only,) = ranked(symptom("boom", stacks=(STACK,)), change("+x", commit=ONE, functions=("other",)))
    assert (only.ties[0].rule, only.ties[0].strong) == ("changed-file-in-stack", False)


def test_what_had_not_run_when_its_function_failed_is_said_to_lie_below() -> None:
    below = change("   weigh()", "+    log()", commit=ONE, functions=("print_label",))
    stack = (*STACK[:2], STACK[2].model_copy(update={"line": 10}))
    (only,) = ranked(symptom("boom", stacks=(stack,)), below)
    assert (only.ties[0].rule, only.ties[0].strong) == ("changed-below-failed-line", False)
    assert only.ties[0].how == "what it changes there lies below line 10, which failed, and had not run by then"
    # Another commit moved the line since.
    moved = change("+import log", commit=TWO, functions=("<module>",))
    moved = moved.model_copy(update={"hunks": (moved.hunks[0].model_copy(update={"old_start": 1, "new_start": 1}),)})
    stack = (*STACK[:2], STACK[2].model_copy(update={"line": 11}))
    found = {each.commit.sha: each.ties[0].rule for each in ranked(symptom("boom", stacks=(stack,)), moved, below)}
    assert found == {ONE: "changed-below-failed-line", TWO: "changed-file-in-stack"}


def test_a_library_and_the_test_itself_are_no_part_of_the_stack() -> None:
    stack = (
        Frame(file="tests/test_labels.py", line=10, function="test_label"),
        Frame(file="/x/site-packages/lib.py", line=10, function="call"),
    )
    changes = [
        change("+x", commit=ONE, path="tests/test_labels.py"),
        change("+x", commit=TWO, path="site-packages/lib.py"),
    ]
    assert all(not each.ties for each in ranked(symptom("boom", stacks=(stack,)), *changes))


def test_of_two_commits_without_any_evidence_the_newer_one_comes_first() -> None:
    found = ranked(symptom("boom"), change("+x", commit=ONE), change("+y", commit=THREE))
    assert [each.commit.sha for each in found] == [THREE, ONE]


def test_a_line_that_the_failing_test_ran_is_a_tie_and_a_definition_is_none() -> None:
    body = change("+    value = 1", commit=ONE)
    definition = change("+def other():", commit=TWO, path="parcel_api/other.py")
    lines = {"/srv/parcel_api/labels.py": {10}, "parcel_api/other.py": {10}}
    ran = Executed(lines, {"/srv/parcel_api/labels.py": ("ran-1",)})
    first, second = ranked(symptom("boom"), definition, body, executed=ran)
    assert (first.commit.sha, first.ties[0].rule) == (ONE, "executed-line")
    assert first.ties[0].cites == (body.id, "ran-1")
    assert second.score == 0


def test_a_line_that_ran_is_worth_the_more_the_fewer_commits_wrote_one() -> None:
    one, two, three = (change("+    value = 1", commit=sha, path=f"a/{sha[0]}.py") for sha in (ONE, TWO, THREE))
    few = ranked(symptom("boom"), one, two, three, executed=Executed({one.path: {10}}))
    many = ranked(symptom("boom"), one, two, three, executed=Executed({each.path: {10} for each in (one, two, three)}))
    assert few[0].score > 2 * many[0].score > 0


def test_a_line_that_some_test_of_the_run_ran_is_a_weaker_tie_than_words() -> None:
    body = change("+    value = 1", commit=ONE)
    (only,) = ranked(symptom("boom of value"), body)[:1]
    (of_run,) = ranked(symptom("boom of value"), body, executed=Executed({body.path: {10}}, {}, by_test=False))[:1]
    assert [each.rule for each in only.ties] == ["words-in-common"]
    assert [each.rule for each in of_run.ties] == ["words-in-common", "executed-in-run"]


def test_lines_of_a_name_that_fits_two_files_are_nobodys() -> None:
    one, two = (
        change("+    value = 1", commit=sha, path=f"{folder}/a/b.py") for sha, folder in ((ONE, "x"), (TWO, "y"))
    )
    assert all(not each.ties for each in ranked(symptom("boom"), one, two, executed=Executed({"a/b.py": {10}})))


def test_the_code_that_a_test_is_named_after_is_nearer() -> None:
    named = change("+x = 1", commit=ONE, path="parcel_api/postage.py")
    other = change("+x = 1", commit=THREE, path="parcel_api/labels.py")
    first, _ = ranked(symptom("boom", tests=("tests/test_postage.py::test_all",)), other, named)
    assert first.commit.sha == ONE


@pytest.mark.parametrize("path_class", ["test", "docs", "ci"])
def test_words_of_what_no_service_runs_count_half(path_class: str) -> None:
    silent = change("+postage_table = load()", commit=ONE, path="x/a", path_class=path_class)
    code = change("+postage_table = load()", commit=TWO, path="x/b")
    scores = {each.commit.sha: each.score for each in ranked(symptom("no postage in table"), silent, code)}
    assert scores[ONE] == scores[TWO] / 2
