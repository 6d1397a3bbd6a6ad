"""One table of incident.toml."""

import tomllib
from collections.abc import Callable

import pytest

from incidents.config.faults import Faults
from incidents.config.section import Section
from incidents.config.toml_file import TomlFile
from incidents.config.toml_lines import scan
from incidents.errors import BadInputError


def section_of(text: str) -> Section:
    file = TomlFile("incident.toml", tomllib.loads(text), scan(text))
    return Section(file.values, (), Faults(file))


def noted(section: Section) -> list[tuple[int, str]]:
    return sorted(section.faults.found)


def test_values_of_the_right_type_are_given_as_they_are() -> None:
    section = section_of('a = "x"\nb = ["y", "z"]\nc = 1.5\nd = 2\ne = true\n[f]\ng = "in"\n[[h]]\ni = "one"\n[[h]]\n')
    assert section.text("a", "e") == "x"
    assert section.required("a", "e") == "x"
    assert section.choice("a", ("x", "y")) == "x"
    assert section.texts("b", "e") == ((("b", 0), "y"), (("b", 1), "z"))
    assert section.number("c") == 1.5
    assert section.number("d") == 2.0
    assert section.whole("d", 1, 3) == 2
    assert section.flag("e") is True
    assert section.section("f").text("g", "e") == "in"
    assert [each.text("i", "e") for each in section.sections("h")] == ["one", None]
    section.close()
    assert noted(section) == []


def test_absent_values_are_nothing_and_no_fault() -> None:
    section = section_of("")
    assert section.text("a", "e") is None
    assert section.choice("a", ("x",)) is None
    assert section.texts("a", "e") == ()
    assert section.number("a") is None
    assert section.whole("a", 1, 3) is None
    assert section.flag("a") is None
    assert section.section("a").values == {}
    assert section.sections("a") == ()
    section.close()
    assert noted(section) == []


@pytest.mark.parametrize(
    ("read", "value", "sentence"),
    [
        ("text", "5", '`a` is the number 5 and must be a text such as "e"'),
        ("text", '["x"]', '`a` is a list and must be a text such as "e"'),
        ("text", '" "', '`a` is empty: fill it in, for example "e"'),
        ("text", '"x\\ny"', "`a` is the text 'x\\ny' and must be one line without control characters"),
        ("text", '"x\\u0085y"', "`a` is the text 'x\\x85y' and must be one line without control characters"),
        ("texts", '"x"', "`a` is the text 'x' and must be a list of texts such as [\"e\"]"),
        ("texts", '["x", 1]', '`a` holds the number 1 and must be a list of texts such as ["e"]'),
        ("texts", '["x", ""]', '`a` is empty: fill it in, for example "e"'),
        ("number", '"500ms"', "`a` is the text '500ms' and must be a number such as 500; its unit belongs in the name"),
        ("number", "true", "`a` is the flag true and must be a number such as 500; its unit belongs in the name"),
        ("number", "nan", "`a` is the number nan and must be a finite number such as 500"),
        ("number", "-inf", "`a` is the number -inf and must be a finite number such as 500"),
        ("whole", "4", "`a` is the number 4 and must be a whole number from 1 to 3"),
        ("whole", "1.0", "`a` is the number 1.0 and must be a whole number from 1 to 3"),
        ("whole", "true", "`a` is the flag true and must be a whole number from 1 to 3"),
        ("flag", "1", "`a` is the number 1 and must be true or false"),
        ("section", "1", "`a` is the number 1 and must be a table, written as [a]"),
        ("sections", "{ x = 1 }", "`a` is a table and must be a list of tables, each written as [[a]]"),
        ("sections", "[1]", "`a` is a list and must be a list of tables, each written as [[a]]"),
        ("choice", '"Yes"', '`a` is the text \'Yes\' and must be one of "yes", "no". Did you mean "yes"?'),
        ("choice", '"zzz"', '`a` is the text \'zzz\' and must be one of "yes", "no"'),
    ],
)
def test_a_wrong_value_is_named_with_what_was_seen_and_what_is_expected(read: str, value: str, sentence: str) -> None:
    section = section_of(f"\n\na = {value}\n")
    readers: dict[str, Callable[[], object]] = {
        "text": lambda: section.text("a", "e"),
        "texts": lambda: section.texts("a", "e"),
        "number": lambda: section.number("a"),
        "whole": lambda: section.whole("a", 1, 3),
        "flag": lambda: section.flag("a"),
        "section": lambda: section.section("a"),
        "sections": lambda: section.sections("a"),
        "choice": lambda: section.choice("a", ("yes", "no")),
    }
    readers[read]()
    section.close()
    assert noted(section) == [(3, sentence)]


def test_the_wrong_element_of_a_list_is_named_with_its_own_line() -> None:
    section = section_of('a = [\n  "x",\n  7,\n]\n')
    assert section.texts("a", "e") == ((("a", 0), "x"),)
    assert noted(section) == [(3, '`a` holds the number 7 and must be a list of texts such as ["e"]')]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("regoin = 1", "`regoin` is not a known key. Did you mean `region`?"),
        ("logs = 1", "`logs` is not a known key. Did you mean [sources.logs]?"),
        ("zzz = 1", "`zzz` is not a known key. Known here: region"),
        ('"a b\\n" = 1', "`'a b\\n'` is not a known key. Known here: region"),
    ],
)
def test_an_unknown_key_is_named_with_a_near_match(text: str, sentence: str) -> None:
    section = section_of(text)
    section.text("region", "e")
    section.close()
    assert noted(section) == [(1, sentence)]


def test_a_key_of_the_top_below_a_table_is_sent_up() -> None:
    section = section_of('[[services]]\nname = "x"\nfail_on = "P1"\n').sections("services")[0]
    section.required("name", "e")
    section.close()
    belongs = "It belongs at the top of the file, before the first [table]"
    assert noted(section) == [(3, f"`services.fail_on` is not a known key. {belongs}")]


def test_a_missing_key_is_named_at_its_table() -> None:
    section = section_of("\n[[services]]\n").sections("services")[0]
    assert section.required("name", "parcel-api") is None
    section.close()
    assert noted(section) == [(2, '`name` is missing in [services]: add name = "parcel-api"')]


def test_a_misspelt_key_is_not_called_missing_as_well() -> None:
    section = section_of('nmae = "x"\n')
    section.required("name", "e")
    section.close()
    assert noted(section) == [(1, "`nmae` is not a known key. Did you mean `name`?")]


def test_all_faults_are_told_at_once_in_the_order_of_the_file() -> None:
    section = section_of("b = 1\na = 1\n")
    section.text("a", "e")
    section.text("b", "e")
    with pytest.raises(BadInputError) as caught:
        section.faults.refuse()
    assert str(caught.value) == (
        "incident.toml has 2 errors; nothing was collected or written:\n"
        'incident.toml:1: `b` is the number 1 and must be a text such as "e"\n'
        'incident.toml:2: `a` is the number 1 and must be a text such as "e"'
    )


def test_without_a_fault_nothing_is_refused() -> None:
    section_of("").faults.refuse()
