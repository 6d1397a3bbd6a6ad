from collectors.git_history.python.python_imports import Import, imports_of

SOURCE = b"""\
import os, a.b as c
from typing import TYPE_CHECKING
from . import (
    one,
    two as three,
)
if TYPE_CHECKING:
    import only.types
else:
    import at.run_time
if typing.TYPE_CHECKING:
    from only import types
def late():
    try:
        from ..kit import *
    except ImportError:
        with open("x"):
            import last
text = '''
import nothing
'''
"""


def test_imports_are_found_in_every_block_that_runs() -> None:
    assert imports_of(SOURCE) == (
        Import(1, 0, "a.b"),
        Import(1, 0, "os"),
        Import(2, 0, "typing", ("TYPE_CHECKING",)),
        Import(3, 1, "", ("one", "two")),
        Import(10, 0, "at.run_time"),
        Import(15, 2, "kit", ("*",)),
        Import(18, 0, "last"),
    )


def test_what_is_not_parsed_is_told_from_a_file_without_imports() -> None:
    assert imports_of(b"import") is None
    assert imports_of(b"a = 1\n") == ()
