"""The scanner of key lines."""

import tomllib
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from incidents.config.toml_lines import Key, Place, Repeated, scan

LINES = [
    "# a comment with = and [brackets]",
    'title = "a # is no comment here"',
    "[owner]   # [not.a.table]",
    '"full name" = \'it "is" = quoted\'',
    "a.b.c = 1",
    'a.b.d = { x = 1, "y\\tz" = [ { deep = 2 } ] }',
    "[[list]]",
    'text = """',
    "[no.table]",
    'key = "no key" ""\\"',
    'end"""""',
    "[[list]]",
    "[list.inner]",
    "lines = [",
    "  1,   # one ]",
    "  # [nothing]",
    "  [2, 3],",
    "]",
    "[[list.inner.more]]",
    "literal = '''",
    "it's = ''here''''",
    "last = 1979-05-27 07:32:00",
    "empty = []",
    "",
]
DOCUMENT = "\n".join(LINES)


def all_keys(value: Any, key: Key = ()) -> set[Key]:
    """Every way into a parsed document."""
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return {found for name, each in inner for found in {(*key, name)} | all_keys(each, (*key, name))}


def test_every_key_of_a_document_with_everything_in_it_has_its_lines() -> None:
    assert scan(DOCUMENT).places == {
        ("title",): Place(2, 2),
        ("owner",): Place(3, 3),
        ("owner", "full name"): Place(4, 4),
        ("owner", "a"): Place(5, 5),
        ("owner", "a", "b"): Place(5, 5),
        ("owner", "a", "b", "c"): Place(5, 5),
        ("owner", "a", "b", "d"): Place(6, 6),
        ("owner", "a", "b", "d", "x"): Place(6, 6),
        ("owner", "a", "b", "d", "y\tz"): Place(6, 6),
        ("owner", "a", "b", "d", "y\tz", 0): Place(6, 6),
        ("owner", "a", "b", "d", "y\tz", 0, "deep"): Place(6, 6),
        ("list",): Place(7, 7),
        ("list", 0): Place(7, 7),
        ("list", 0, "text"): Place(8, 11),
        ("list", 1): Place(12, 12),
        ("list", 1, "inner"): Place(13, 13),
        ("list", 1, "inner", "lines"): Place(14, 18),
        ("list", 1, "inner", "lines", 0): Place(15, 15),
        ("list", 1, "inner", "lines", 1): Place(17, 17),
        ("list", 1, "inner", "lines", 1, 0): Place(17, 17),
        ("list", 1, "inner", "lines", 1, 1): Place(17, 17),
        ("list", 1, "inner", "more"): Place(19, 19),
        ("list", 1, "inner", "more", 0): Place(19, 19),
        ("list", 1, "inner", "more", 0, "literal"): Place(20, 21),
        ("list", 1, "inner", "more", 0, "last"): Place(22, 22),
        ("list", 1, "inner", "more", 0, "empty"): Place(23, 23),
    }


def test_the_keys_are_those_that_the_parser_finds() -> None:
    assert set(scan(DOCUMENT).places) == all_keys(tomllib.loads(DOCUMENT))


_NAMES = st.text(alphabet="ab_-1.#]= \"'\\é\t", min_size=1, max_size=4)
_TEXTS = st.text(alphabet="a#[]{}=,.\"'\\\n\té", max_size=12)
_SCALARS = st.one_of(st.integers(-99, 99), st.booleans(), _TEXTS)
_VALUES = st.recursive(
    _SCALARS,
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(_NAMES, inner, max_size=3)),
    max_leaves=6,
)
_DOCUMENTS = st.dictionaries(
    _NAMES,
    st.one_of(_VALUES, st.lists(st.dictionaries(_NAMES, _VALUES, min_size=1, max_size=2), min_size=1, max_size=2)),
    max_size=4,
)


def _basic(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t")
    return f'"{escaped}"'


def _string(text: str, pick: int) -> str:
    if pick % 3 == 1 and not set(text) & {"'", "\n"}:
        return f"'{text}'"
    if pick % 3 == 2:
        inner = text.replace("\\", "\\\\").replace('"', '\\"')
        return f'"""\n{inner}"""'
    return _basic(text)


def _inline(value: Any, pick: int) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int):
        return str(value)
    if isinstance(value, str):
        return _string(value, pick)
    if isinstance(value, dict):
        return "{" + ", ".join(f"{_basic(name)} = {_inline(each, 0)}" for name, each in value.items()) + "}"
    gap = "\n  # [ no = key\n  " if pick % 2 else " "
    return "[" + gap.join(f"{_inline(each, pick)}," for each in value) + gap + "]"


def _written(document: dict[str, Any], pick: int) -> str:
    """The document as TOML; `pick` chooses among the ways in which the same value can be written."""
    tops = [f"{_basic(name)} = {_inline(each, pick)}" for name, each in document.items() if not _is_tables(each)]
    tables = []
    for name, each in document.items():
        for table in each if _is_tables(each) else ():
            tables.append(f"[[{_basic(name)}]]  # [[comment]]")
            tables += [f"{_basic(key)} = {_inline(value, pick + 1)}" for key, value in table.items()]
    return "\n".join((*tops, *tables)) + "\n"


def _is_tables(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(each, dict) and each for each in value)


@given(document=_DOCUMENTS, pick=st.integers(0, 5))
@settings(derandomize=True, max_examples=150, deadline=None)
def test_whatever_the_parser_reads_has_the_same_keys(document: dict[str, Any], pick: int) -> None:
    text = _written(document, pick)
    assert tomllib.loads(text) == document
    assert set(scan(text).places) == all_keys(document)


@given(document=_DOCUMENTS, pick=st.integers(0, 5))
@settings(derandomize=True, max_examples=100, deadline=None)
def test_the_lines_of_a_key_at_the_top_hold_its_whole_value(document: dict[str, Any], pick: int) -> None:
    lines = scan(_written(document, pick))
    for name, value in document.items():
        if not _is_tables(value):
            assert tomllib.loads(lines.verbatim((name,))) == {name: value}


@given(text=st.text(alphabet="ab=[]{}.,#\"'\\\n 1", max_size=40))
@settings(derandomize=True, max_examples=300, deadline=None)
def test_no_text_breaks_it(text: str) -> None:
    lines = scan(text)
    count = text.count("\n") + 1
    assert all(1 <= place.first <= place.last <= count for place in lines.places.values())
    assert 1 <= lines.line(("a", "b", 0)) <= count


def test_a_key_without_a_line_stands_where_the_table_around_it_begins() -> None:
    lines = scan("\n[a]\n\n[b]\n")
    assert lines.line(("b", "missing")) == 4
    assert lines.line(("nowhere",)) == 1
    assert lines.line(()) == 1
    assert lines.verbatim(("b", "missing")) == "[b]"


def test_windows_line_ends_count_as_one_line_and_are_left_out_of_the_words() -> None:
    lines = scan("a = 1\r\n[b]\r\nc = 2\r\n")
    assert lines.places[("b", "c")] == Place(3, 3)
    assert lines.verbatim(("b", "c")) == "c = 2"


def test_only_a_line_feed_ends_a_line() -> None:
    lines = scan('a = "one\u2028still one\x85and still"\nb = 2\n')
    assert lines.line(("b",)) == 2
    assert lines.verbatim(("a",)) == 'a = "one\u2028still one\x85and still"'


@pytest.mark.parametrize(
    ("text", "repeated"),
    [
        ("a = 1\nb = 2\na = 3\n", Repeated(("a",), 1, 3)),
        ("[a]\n[b]\n[a]\nx = 1\n", Repeated(("a",), 1, 3)),
        ('[a]\nx = "one"\n[[b]]\n[a]\n', Repeated(("a",), 1, 4)),  # found behind other tables too
        ("[a]\nb.c = 1\nb.c = 2\n", Repeated(("a", "b", "c"), 2, 3)),
    ],
)
def test_a_key_that_is_given_twice_is_named_with_both_lines(text: str, repeated: Repeated) -> None:
    assert scan(text).repeated == (repeated,)


@pytest.mark.parametrize(
    "broken",
    ['b = "open', "b = ", "b", "= 1", "[b", "[[b]", '"\\q" = 1', "b = ['x' 'y']", "b = {c = 1"],
)
def test_of_a_broken_text_everything_before_the_break_is_found(broken: str) -> None:
    assert ("a",) in scan(f"a = 1\n{broken}\nlast = 2\n").places
    assert ("last",) not in scan(f"a = 1\n{broken}\nlast = 2\n").places


def test_a_list_that_nests_without_end_is_no_crash() -> None:
    assert scan("a = 1\nb = " + "[" * 100_000).line(("a",)) == 1
    assert scan("a = 1\nb" + ".b" * 100_000 + " = 1").line(("a",)) == 1
