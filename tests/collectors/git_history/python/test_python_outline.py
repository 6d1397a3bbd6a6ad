import pytest

from collectors.git_history.python.python_outline import Definition, Outline, outline

SOURCE = b'''\
"""Labels."""
import os

@cached
@traced(
    "printer"
)
class Printer:
    """Prints."""
    size = 1

    def print(self, label):
        def escaped(text):
            return text
        return escaped(label)

    async def close(self): ...

if os.name:
    def flush():
        pass
else:
    try:
        pass
    except OSError:
        class Spooler:
            pass
    match os:
        case 1:
            def chosen(): pass
'''


def outlined(content: bytes) -> Outline:
    found = outline(content)
    assert found is not None
    return found


def test_definitions_are_found_wherever_they_stand() -> None:
    assert outlined(SOURCE).definitions == (
        Definition(4, 17, "Printer"),
        Definition(12, 15, "Printer.print"),
        Definition(13, 14, "Printer.print.escaped"),
        Definition(17, 17, "Printer.close"),
        Definition(20, 21, "flush"),
        Definition(26, 27, "Spooler"),
        Definition(30, 30, "chosen"),
    )


@pytest.mark.parametrize(
    ("line", "name"),
    [
        (1, "<module>"),
        (4, "Printer"),  # a decorator
        (10, "Printer"),
        (11, "Printer"),
        (14, "Printer.print.escaped"),
        (15, "Printer.print"),  # behind an inner function
        (17, "Printer.close"),
        (18, "<module>"),
        (20, "flush"),
        (99, "<module>"),
    ],
)
def test_a_line_belongs_to_the_innermost_definition(line: int, name: str) -> None:
    assert outlined(SOURCE).innermost(line) == name


def test_a_span_touches_where_it_begins_and_what_begins_in_it() -> None:
    assert outlined(SOURCE).within(11, 14) == ("Printer", "Printer.print", "Printer.print.escaped")
    assert outlined(SOURCE).within(19, 19) == ("<module>",)


SAME_CODE = {
    "layout": b"a = [ 1,\n  2, ]\ndef f( x ) :\n\n    return (x)\n",
    "comments": b"# why\na = [1, 2]  # list\ndef f(x):\n    return x\n",
    "docstrings": b'"""Doc."""\na = [1, 2]\n\ndef f(x):\n    "Doc."\n    return x\n',
    "quotes and escapes": b'a = [0x1, 2]\n"\\x41"\ndef f(x):\n    return x\n',
}
CODE = b"a = [1, 2]\ndef f(x):\n    return x\n"


@pytest.mark.parametrize("content", SAME_CODE.values(), ids=SAME_CODE.keys())
def test_the_code_is_the_same_whatever_is_written_around_it(content: bytes) -> None:
    assert outlined(content).code == outlined(CODE).code


OTHER_CODE = {
    "a value": b"a = [1, 3]\ndef f(x):\n    return x\n",
    "another type": b"a = [1, 2.0]\ndef f(x):\n    return x\n",
    "a truth for a number": b"a = [True, 2]\ndef f(x):\n    return x\n",
    "bytes for text": b"a = [1, b'2']\ndef f(x):\n    return x\n",
    "a name": b"a = [1, 2]\ndef f(y):\n    return y\n",
    "the order": b"def f(x):\n    return x\na = [1, 2]\n",
    "a level": b"a = [1, 2]\ndef f(x):\n    pass\nreturn_x = 1\n",
    "a decorator": b"a = [1, 2]\n@g\ndef f(x):\n    return x\n",
    "an annotation": b"a = [1, 2]\ndef f(x: int):\n    return x\n",
    "an await": b"a = [1, 2]\nasync def f(x):\n    return x\n",
    "a default": b"a = [1, 2]\ndef f(x=None):\n    return x\n",
    "nesting": b"a = [[1], 2]\ndef f(x):\n    return x\n",
}


@pytest.mark.parametrize("content", OTHER_CODE.values(), ids=OTHER_CODE.keys())
def test_other_code_has_another_digest(content: bytes) -> None:
    assert outlined(content).code != outlined(CODE).code


def test_prose_tells_docstrings_apart_and_not_comments() -> None:
    one, other = outlined(b'"""One."""\n'), outlined(b'"""Two."""\n')
    assert one.code == other.code
    assert one.prose != other.prose
    assert outlined(b"# one\n").prose == outlined(b"# two\n").prose


def test_strings_that_are_used_are_code() -> None:
    assert outlined(b"f('a')\n").code != outlined(b"f('b')\n").code


def test_huge_numbers_and_lone_surrogates_have_digests() -> None:
    assert outlined(b"a = 0x" + b"f" * 9000).code != outlined(b"a = 0x" + b"f" * 9001).code
    assert outlined(b"a = '\\ud800'").code != outlined(b"a = '\\ud801'").code


def test_what_is_not_parsed_has_no_outline() -> None:
    assert outline(b"def") is None


def test_digests_may_be_left_out() -> None:
    assert outline(CODE, digests=False) == Outline(outlined(CODE).definitions, "", "")
