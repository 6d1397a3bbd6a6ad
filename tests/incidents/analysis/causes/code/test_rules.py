import pytest

from incidents.analysis.causes.code import (
    changed_contract,
    changed_data,
    changed_return,
    missing_migration,
    missing_module,
    missing_name,
    printing_call,
    shared_state,
)
from incidents.analysis.causes.code.rules import names
from incidents.analysis.causes.code.telling_lines import TellingLines
from incidents.analysis.causes.ranking.named import named
from incidents.analysis.causes.tie import Tie
from incidents.analysis.course.apart import Apart
from incidents.analysis.course.symptom import Symptom
from incidents.model.evidence import CodePlace, DependencyChange, FileChange, Frame
from tests import builders
from tests.incidents.analysis.causes.symptoms import change, symptom


def only(ties: list[Tie]) -> Tie:
    assert len(ties) == 1
    return ties[0]


@pytest.mark.parametrize(
    ("message", "kind", "name"),
    [
        ("AttributeError: 'Parcel' object has no attribute 'weight'", "attribute", "weight"),
        ("TypeError: Cannot read properties of undefined (reading 'weight')", "attribute of nothing", "weight"),
        ("TypeError: Cannot read property 'weight' of null", "attribute of nothing", "weight"),
        ("AttributeError: 'NoneType' object has no attribute 'weight'", "attribute of nothing", "weight"),
        ("NoMethodError: undefined method `weight' for nil", "attribute of nothing", "weight"),
        ("NoMethodError: undefined method `weight' for a Parcel", "method", "weight"),
        ("TypeError: parcel.weigh is not a function", "method", "weigh"),
        ("KeyError: 'weight'", "key", "weight"),
        ("key not found: :weight", "key", "weight"),
        ('Undefined array key "weight"', "key", "weight"),
        ("NameError: name 'weight' is not defined", "name", "weight"),
        ("ReferenceError: weight is not defined", "name", "weight"),
        ("missing required argument: 'weight'", "field", "weight"),
        ('unknown field "weight"', "field", "weight"),
        ('column "weight" does not exist', "column", "weight"),
        ("column parcels.weight does not exist", "column", "weight"),
        ("no such column: weight", "column", "weight"),
        ("Unknown column 'parcels.weight' in 'field list'", "column", "weight"),
        ('relation "weights" does not exist', "table", "weights"),
        ("no such table: weights", "table", "weights"),
        ("Table 'db.weights' doesn't exist", "table", "weights"),
        ("environment variable PRINTER_HOST is not set", "environment variable", "PRINTER_HOST"),
        ("missing required environment variable: PRINTER_HOST", "environment variable", "PRINTER_HOST"),
    ],
)  # fmt: skip
def test_what_a_message_says_is_missing(message: str, kind: str, name: str) -> None:
    assert (kind, name) in missing_name.missing_names(message)


@pytest.mark.parametrize("message", ["weight is heavy", "the column is defined", "KeyError", "parcel 'x' was printed"])
def test_a_message_that_misses_nothing_names_nothing(message: str) -> None:
    assert missing_name.missing_names(message) == ()


MISSING_KEY = symptom("KeyError: 'weight'", quoted=frozenset({"weight"}))


def test_of_what_is_nothing_only_who_reads_it_is_told() -> None:
    failure = symptom("Cannot read properties of undefined (reading 'find')", quoted=frozenset({"find"}))
    tie = only(missing_name.ties([change("+  return steps.find(fits)")], failure))
    assert (tie.strong, tie.weight) == (True, 0.8)
    assert tie.how == "the code reads `find` of something that is not there itself"
    assert not only(missing_name.ties([change("-  return steps.find(fits)")], failure)).strong


def test_a_key_that_the_change_takes_out_is_the_closest_tie() -> None:
    tie = only(missing_name.ties([change("-  weight: 1", "+  mass: 1", path="data/parcels.yaml")], MISSING_KEY))
    assert tie.closest
    assert tie.did == "takes `weight` out of data/parcels.yaml"
    assert tie.how == "the code looks up the key `weight`, which is no longer there"


def test_a_key_that_the_change_begins_to_look_up_is_a_tie_too() -> None:
    tie = only(missing_name.ties([change("+parcel['weight']")], MISSING_KEY))
    assert tie.did.startswith("adds lines with `weight`")


@pytest.mark.parametrize("line", ["-overweight = 1", "-weights = 1", " weight = 1"])
def test_a_longer_name_and_an_unchanged_line_are_no_tie(line: str) -> None:
    assert missing_name.ties([change(line, "+other")], MISSING_KEY) == []


def test_a_module_that_the_change_moved_cannot_be_imported() -> None:
    moved = builders.file_change(path="parcel/printing/labels.py", old_path="parcel/labels.py", status="renamed")
    tie = only(missing_module.ties([moved], symptom("No module named 'parcel.labels'")))
    assert (tie.did, tie.closest) == ("moves parcel/labels.py to parcel/printing/labels.py", True)


def test_a_deleted_package_cannot_be_imported() -> None:
    gone = builders.file_change(path="src/parcel/labels/__init__.py", status="deleted")
    assert only(missing_module.ties([gone], symptom("No module named 'parcel.labels'"))).did.startswith("deletes")


def test_a_dropped_dependency_takes_its_module_along() -> None:
    dropped = DependencyChange(name="label-driver", before="==1", after=None)
    manifest = builders.file_change(path="requirements.txt", path_class="dependencies", dependencies=(dropped,))
    tie = only(missing_module.ties([manifest], symptom("ModuleNotFoundError: No module named 'label_driver.core'")))
    assert "removes the dependency `label-driver`" in tie.did


def test_another_module_is_not_missing() -> None:
    gone = builders.file_change(path="parcel/other.py", status="deleted")
    assert missing_module.ties([gone], symptom("No module named 'parcel.labels'")) == []
    kept = DependencyChange(name="label-driver", before="==1", after="==2")
    manifest = builders.file_change(path="requirements.txt", path_class="dependencies", dependencies=(kept,))
    assert missing_module.ties([manifest], symptom("No module named 'label_driver'")) == []


NO_COLUMN = symptom("column parcels.weight does not exist")


def test_code_for_a_column_without_a_migration_is_said_to_be_so() -> None:
    tie = only(missing_migration.ties([change("+    SELECT weight FROM parcels")], NO_COLUMN))
    assert tie.did == "brings code that uses `weight` (parcel_api/labels.py), and no migration for it"


def test_a_migration_in_the_same_change_may_not_have_run() -> None:
    code, migration = change("+select weight"), change("+add weight", path="db/migrations/0007_weight.py")
    assert only(missing_migration.ties([code, migration], NO_COLUMN)).did.endswith("(db/migrations/0007_weight.py)")


def test_a_migration_alone_expects_no_column() -> None:
    assert missing_migration.ties([change("+add weight", path="db/migrations/0007_weight.py")], NO_COLUMN) == []
    assert missing_migration.ties([change("+select weight")], symptom("KeyError: 'weight'")) == []


COMPARED = symptom("AssertionError: 'parcel_printed' != 'printed_ok'", asserted=True)


def test_a_value_that_one_commit_alone_brings_may_be_what_the_test_met() -> None:
    ties = names({"3" * 40: [change('+    return "printed_ok"', commit="3" * 40)]}, COMPARED).ties["3" * 40]
    assert (ties[0].rule, ties[0].strong) == ("changed-contract", True)
    assert ties[0].did == "brings `printed_ok` in parcel_api/labels.py"


def test_a_value_that_two_commits_bring_tells_neither() -> None:
    changes = {sha: [change('+    return "printed_ok"', commit=sha)] for sha in ("3" * 40, "4" * 40)}
    assert names(changes, COMPARED).ties == {}


def test_a_value_is_asked_for_only_where_a_test_compared() -> None:
    assert changed_contract.ties([change('+ "printed_ok"')], symptom("'printed_ok' was logged")) == []


def test_the_words_of_a_comparison_are_no_names_of_the_code() -> None:
    compared = symptom("'weight' != 'mass'", quoted=frozenset({"weight"}), asserted=True)
    assert named([change("-weight = 1")], compared) == []
    assert only(named([change("-weight = 1")], MISSING_KEY)).did == "takes out `weight` in parcel_api/labels.py"


def test_a_word_that_is_a_part_of_the_path_tells_nothing() -> None:
    says_package = symptom("parcel_api.labels: failed", words=frozenset({"parcel_api"}))
    assert named([change("+import parcel_api")], says_package) == []


def test_a_test_ties_by_its_own_words_only_where_it_is_the_one_that_failed() -> None:
    helper = change("-weight = 1", path="tests/test_other.py", path_class="test")
    sha = helper.commit
    failed = symptom(MISSING_KEY.message, quoted=MISSING_KEY.quoted, tests=("tests/test_labels.py::test_it",))
    assert names({sha: [helper]}, failed).ties == {}
    own = symptom(MISSING_KEY.message, quoted=MISSING_KEY.quoted, tests=("tests/test_other.py::test_it",))
    assert sha in names({sha: [helper]}, own).ties


def printed(function: str) -> Symptom:
    place = CodePlace(file="parcel_api/labels.py", function=function, line=12, commit="3" * 40)
    return symptom("label lost", printed_by=(place,))


def test_the_call_that_printed_the_message_ties_the_change_of_its_function() -> None:
    changed = change("+x", functions=("Printer.print_label",))
    assert only(printing_call.ties([changed], printed("Printer.print_label"))).strong
    assert not only(printing_call.ties([changed], printed("Printer.other"))).strong
    assert printing_call.ties([change("+x", path="parcel_api/other.py")], printed("print_label")) == []


@pytest.mark.parametrize(
    ("rule", "line", "said"),
    [
        (shared_state.RULE, "+    threading.Thread(target=run)", "deadlock detected"),
    ],
)
def test_a_telling_line_is_a_weak_tie_for_its_own_kind_of_failure(rule: TellingLines, line: str, said: str) -> None:
    ties = rule.ties
    assert not only(ties([change(line)], symptom(said))).strong
    assert ties([change(line)], symptom("label lost")) == []
    assert ties([change(line.replace("+", "-"))], symptom(said)) == []
    assert ties([change(line, path="tests/test_a.py", path_class="test")], symptom(said)) == []


def test_other_values_in_carried_data_are_a_weak_tie() -> None:
    tie = only(changed_data.ties([change("-a: 1", "+a: 2", path="config/tariffs.yaml")], symptom("NaN")))
    assert (tie.did, tie.strong) == ("changes `a: 1 -> 2` in config/tariffs.yaml", False)
    assert changed_data.ties([change("-a", "+b", path="a.py")], symptom("NaN")) == []
    assert changed_data.ties([change("-a", "+b", path="docs/a.yaml", path_class="docs")], symptom("NaN")) == []
    assert changed_data.ties([change("-a: 1", "+a: 2", path="config/a.yaml")], symptom("1 != 2", asserted=True)) == []


def test_data_that_names_what_sets_the_failed_cases_apart_is_tied_more_closely() -> None:
    only_north = Apart("north", "only cases with `north` failed", ("case-1", "case-2"))
    data = change('-"north": 1', '+"north": "1,2"', path="config/tariffs.json")
    tie = only(changed_data.ties([data], symptom("NaN", apart=(only_north,))))
    assert tie.did == "changes the values of `north` in config/tariffs.json"
    assert (tie.how, tie.strong) == (only_north.how, False)
    assert tie.cites == (data.id, "case-1", "case-2")
    other = change('-"west": 1', '+"west": 2', path="config/tariffs.json")
    assert only(changed_data.ties([other], symptom("NaN", apart=(only_north,)))).did.startswith(
        "changes `west: 1 -> 2` in"
    )


PRINTED = """\
Traceback (most recent call last):
  File "/srv/labels/loop.py", line 3, in handle
    document = label(read(parcel))
  File "/srv/labels/render.py", line 8, in label
    return draw(with_digit(code))
  File "/srv/labels/bars.py", line 16, in draw
    return "".join(ord(sign) for sign in code)
  File "/srv/labels/bars.py", line 16, in <genexpr>
    return "".join(ord(sign) for sign in code)
TypeError: ord() expected a character"""
STACK = tuple(
    Frame(file=f"/srv/labels/{file}.py", line=line, function=function)
    for file, line, function in [
        ("loop", 3, "handle"),
        ("render", 8, "label"),
        ("bars", 16, "draw"),
        ("bars", 16, "<genexpr>"),
    ]
)


def returning(*lines: str, function: str = "with_digit") -> FileChange:
    return change(*lines, path="labels/digits.py", functions=(function,))


def test_a_changed_answer_of_what_a_line_of_the_stack_calls_is_tied_to_the_failure() -> None:
    failure = symptom("TypeError", detail=PRINTED, stacks=(STACK,))
    tie = only(changed_return.ties([returning("-    return code + '1'", "+    return code, '1'")], failure))
    assert tie.did == "changes what with_digit in labels/digits.py gives back"
    assert tie.how == (
        "line 8 of /srv/labels/render.py, which is in the stack, calls with_digit and goes on with its answer"
    )
    assert tie.strong
    far = returning("-    return 1", "+    return 2", function="read")
    assert not only(changed_return.ties([far], failure)).strong


@pytest.mark.parametrize(
    "other",
    [
        returning("-    return 1", "+    return 2", function="draw"),  # it is in the stack itself
        returning("-    return 1", "+    return 2", function="other"),
        returning("-    code = 1", "+    code = 2"),  # not what it gives back
        change("-    return 1", "+    return 2", functions=("with_digit", "other")),  # of which of them is not told
    ],
)
def test_what_no_line_of_the_stack_calls_for_its_answer_is_not_tied(other: FileChange) -> None:
    assert changed_return.ties([other], symptom("TypeError", detail=PRINTED, stacks=(STACK,))) == []


def test_a_stack_that_prints_no_code_calls_nothing_that_is_known() -> None:
    failure = symptom("TypeError", stacks=(STACK,))
    assert changed_return.ties([returning("-    return 1", "+    return 2")], failure) == []
