"""Names of tests."""

import pytest

from collectors.test_runs.as_reported.case_names import key_of, known_names, names
from collectors.test_runs.as_reported.report import Address


@pytest.mark.parametrize(
    ("node_id", "key"),
    [
        ("tests/a/test_b.py::TestC::test_d[x.y::z]", ("tests.a.test_b.TestC", "test_d[x.y::z]")),
        ("test_b.py::test_d", ("test_b", "test_d")),
        ("tests/test_b.py", ("", "tests.test_b")),
        ("docs/guide.rst::guide.rst", ("docs.guide.rst", "guide.rst")),
    ],
)
def test_a_node_id_has_the_key_that_pytests_report_gives_it(node_id: str, key: tuple[str, str]) -> None:
    assert key_of(node_id) == key


@pytest.mark.parametrize(
    ("classname", "name", "file", "node_id"),
    [
        ("tests.e2e.test_x.TestY", "test_z[a.b]", None, "tests/e2e/test_x.py::TestY::test_z[a.b]"),
        ("tests.test_x", "test_z", None, "tests/test_x.py::test_z"),
        ("test_x", "test_z", None, "test_x.py::test_z"),
        ("tests.test_x.TestY.TestInner", "test_z", None, "tests/test_x.py::TestY::TestInner::test_z"),
        ("tests.test_x._TestHidden", "test_z", None, "tests/test_x.py::_TestHidden::test_z"),
        # A folder may begin with a capital; the module is what is named like a test.
        ("Tests.Unit.test_x.TestY", "test_z", None, "Tests/Unit/test_x.py::TestY::test_z"),
        ("Suite.checks", "test_z", None, "Suite/checks.py::test_z"),
        ("tests.checks.TestY", "test_z", "tests/checks.py", "tests/checks.py::TestY::test_z"),
        # The file attribute decides where it agrees, and a class in lower case is then one.
        ("tests.test_x.cases", "test_z", "tests/test_x.py", "tests/test_x.py::cases::test_z"),
        ("test_x.TestY", "test_z", "/builds/ci/repo/test_x.py", "test_x.py::TestY::test_z"),
        ("tests.test_x.TestY", "test_z", "tests\\test_x.py", "tests/test_x.py::TestY::test_z"),
        # An inherited test is defined in another file.
        ("tests.test_x.TestY", "test_z", "tests/contracts.py", "tests/test_x.py::TestY::test_z"),
        # A module that could not be collected.
        ("", "tests.test_x", None, "tests/test_x.py"),
        ("", "a name of its own", None, "a name of its own"),
    ],
)
def test_without_a_console_text_the_path_is_inferred(classname: str, name: str, file: str | None, node_id: str) -> None:
    assert names([Address(name=name, classname=classname, file=file)], {}, pytest=True) == [node_id]


def test_the_console_texts_node_ids_decide() -> None:
    known = known_names(["Checks/Odd.py::suite::Case", "tests/test_a.py::test_b"])
    addresses = [Address(name="Case", classname="Checks.Odd.suite"), Address(name="test_b", classname="tests.test_a")]
    assert names(addresses, known, pytest=True) == ["Checks/Odd.py::suite::Case", "tests/test_a.py::test_b"]


def test_a_node_id_of_the_format_itself_is_the_name() -> None:
    assert names([Address(name="x", node_id="tests/test_a.py::test_b")], {}, pytest=True) == ["tests/test_a.py::test_b"]


def test_a_prefix_before_class_names_is_seen_through() -> None:
    known = known_names(["tests/test_a.py::test_b", "more/test_a.py::test_c"])
    (name,) = names([Address(name="test_b", classname="nightly.tests.test_a")], known, pytest=True)
    assert name == "tests/test_a.py::test_b"


def test_a_prefix_that_fits_two_tests_decides_nothing() -> None:
    known = known_names(["test_a.py::test_b", "tests/test_a.py::test_b"])
    (name,) = names([Address(name="test_b", classname="nightly.tests.test_a")], known, pytest=True)
    assert name == "nightly/tests/test_a.py::test_b"


@pytest.mark.parametrize(
    ("address", "name"),
    [
        (Address(name="test_x", classname="com.acme.FooTest"), "com.acme.FooTest::test_x"),
        (Address(name="loads", file="a.spec.js", suite="s"), "a.spec.js::loads"),
        (Address(name="loads", suite="widget.test.js"), "widget.test.js::loads"),
        (Address(name="loads"), "loads"),
        (Address(), "(unnamed 1)"),
        (Address(name="two\nlines", classname="\x1b[31mred"), "red::two lines"),
    ],
)
def test_outside_pytest_a_name_is_class_and_name(address: Address, name: str) -> None:
    assert names([address], {}, pytest=False) == [name]


def test_one_name_in_suites_of_different_names_is_told_apart_by_these() -> None:
    addresses = [
        Address(name="a", suite="x", suite_index=1, classname="c"),
        Address(name="a", suite="y", suite_index=2, classname="c"),
    ]
    assert names(addresses, {}, pytest=False) == ["c::a [x]", "c::a [y]"]


def test_one_name_in_suites_of_one_name_is_told_apart_by_their_hosts() -> None:
    addresses = [
        Address(name="a", classname="c", suite="x", suite_index=index, host=host)
        for index, host in enumerate(["chromium", "firefox"])
    ]
    assert names(addresses, {}, pytest=False) == ["c::a [chromium]", "c::a [firefox]"]


def test_one_name_in_suites_that_nothing_tells_apart_is_numbered() -> None:
    addresses = [Address(name="a", classname="c", suite="x", suite_index=index) for index in (4, 2, 4)]
    assert names(addresses, {}, pytest=False) == ["c::a [suite 2]", "c::a [suite 1]", "c::a [suite 2]"]
