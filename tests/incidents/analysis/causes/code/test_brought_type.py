import time

import pytest

from incidents.analysis.causes.code.brought_type import NAME, ties
from incidents.analysis.causes.code.unsuitable_types import unsuitable_types
from incidents.model.evidence import Frame, ImportedName
from tests.incidents.analysis.causes.symptoms import change, symptom

LABELS = "parcel_api/labels.py"
STACK = ((Frame(file="/app/parcel_api/labels.py", line=12, function="print_label"),),)
SERIAL = "TypeError: Object of type Weight is not JSON serializable"
FAILED = symptom(SERIAL, stacks=STACK)


@pytest.mark.parametrize(
    ("message", "names"),
    [
        (SERIAL, ("Weight",)),
        ("(builtins.TypeError) Object of type Weight is not JSON serializable", ("Weight",)),
        ("Type is not JSON serializable: Weight", ("Weight",)),
        ("'Weight' object is not subscriptable", ("Weight",)),
        ("'parcel.units.Weight' object has no attribute 'get'", ("Weight",)),
        ("unhashable type: 'Weight'", ("Weight",)),
        ("unsupported operand type(s) for +: 'Weight' and 'float'", ("Weight",)),
        ("'<' not supported between instances of 'int' and 'Weight'", ("Weight",)),
        ("can't adapt type 'Weight'", ("Weight",)),
        ('can only concatenate str (not "Weight") to str', ("Weight",)),
        ("float() argument must be a string or a real number, not 'Weight'", ("Weight",)),
        ("cannot encode object: 1, of type: <class 'parcel.Weight'>", ("Weight",)),
        ("ValueError: 'heavy' is not a valid Weight", ("Weight",)),
        ("TypeError: Do not know how to serialize a BigInt", ("BigInt",)),
        ("Cannot mix BigInt and other types, use explicit conversions", ("BigInt",)),
        ("class de.parcel.Weight cannot be cast to class java.lang.String", ("Weight",)),
        ("No enum constant de.parcel.Weight.HEAVY", ("Weight",)),
        ("Cannot deserialize value of type `de.parcel.Weight` from String", ("Weight",)),
        ("json: unsupported type: parcel.Weight", ("Weight",)),
        ("interface conversion: interface {} is string, not parcel.Weight", ("Weight",)),
        ("no implicit conversion of Weight into String", ("Weight",)),
        ("Argument #1 ($w) must be of type App\\Weight, string given", ("Weight",)),
        ('"heavy" is not a valid backing value for enum App\\Weight', ("Weight",)),
        ("Unable to cast object of type 'Parcel.Weight' to type 'System.String'", ("Weight",)),
        ("'str' object is not callable", ()),
        ("the parcel is of type Weight", ()),
    ],
)
def test_the_types_that_a_message_names_as_unsuitable(message: str, names: tuple[str, ...]) -> None:
    assert unsuitable_types(message) == names


def test_a_type_that_a_change_brings_to_a_file_of_the_stack_is_the_closest_tie() -> None:
    brings = change("-    return float(value)", "+    return Weight(value)", path=LABELS)
    (tie,) = ties([brings], FAILED)
    assert (tie.rule, tie.closest, tie.cites) == (NAME, True, (brings.id,))
    assert tie.did == f"brings `Weight` in {LABELS}"
    assert (
        tie.how == "the failure says that `Weight` does not fit where it is used, and the stack runs through the file"
    )


@pytest.mark.parametrize(
    "lines",
    [("-    return Weight(value)", "+    return float(value)"), ("-  Weight(a)", "+  Weight(b)"), ("+    Weights(a)",)],
    ids=["taken out", "there before", "another name"],
)
def test_what_a_change_does_not_bring_ties_nothing(lines: tuple[str, ...]) -> None:
    assert ties([change(*lines, path=LABELS)], FAILED) == []


def test_a_test_that_names_the_type_brings_it_nowhere() -> None:
    assert ties([change("+Weight(1)", path="tests/labels.py", path_class="test")], FAILED) == []


@pytest.mark.parametrize(
    ("source", "path", "strong"),
    [
        ("parcel_api.units", "apps/parcel_api/units.py", True),
        (".units", "apps/parcel_api/units/__init__.py", True),
        ("./units", "web/src/units.ts", True),
        ("parcel_api.units", "apps/other_api/units.py", False),
        ("units", "apps/parcel_api/weighing.py", False),
    ],
)
def test_what_a_file_of_the_stack_imports_is_as_close(source: str, path: str, *, strong: bool) -> None:
    imports = (ImportedName(file=LABELS, name="number", source=source),)
    (tie,) = ties([change("+Weight(1)", path=path)], symptom(SERIAL, stacks=STACK, imports=imports))
    assert (tie.strong, tie.closest) == (strong, strong)


def test_without_a_stack_the_name_is_all_there_is() -> None:
    (tie,) = ties([change("+Weight(1)", path="a.py")], symptom(SERIAL))
    assert tie.strong


@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("coroutine", "+async def rows():"),
        ("generator", "+    yield row"),
        ("generator", "+    return list(rows), (one(row, 1) for row in sorted(rows))"),
        ("set", "+    return set(rows)"),
        ("bytes", "+    return text.encode()"),
        ("Promise", "+  rows: async () => load(),"),
    ],
)
def test_what_makes_a_value_without_a_name_counts_for_its_type(name: str, line: str) -> None:
    failed = symptom(f"'{name}' object is not iterable", stacks=STACK)
    (tie,) = ties([change("-def rows():", line, path=LABELS)], failed)
    assert (tie.about, tie.strong) == (name, True)
    assert ties([change("-def rows():", "+for row in rows:", path=LABELS)], failed) == []


def test_a_long_line_of_hostile_text_takes_no_time() -> None:
    failed = symptom("'generator' object is not iterable", stacks=STACK)
    begun = time.process_time()
    for text in ("(" * 200_000, "( for " * 30_000, "( for  in " * 20_000):
        assert ties([change(f"+{text}", path=LABELS)], failed) == []
    assert time.process_time() - begun < 1
