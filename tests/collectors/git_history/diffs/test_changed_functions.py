from collectors.git_history.diffs.changed_functions import changed_functions
from collectors.git_history.diffs.patch import RawHunk
from collectors.git_history.python.python_outline import outline

OLD = outline(b"import os\n\ndef a():\n    return 1\n\ndef b():\n    return 2\n\n\nx = 1\n")
NEW = outline(b"import os\n\ndef a():\n    return 3\n\ndef c():\n    return 2\n\n\nx = 1\n")


def hunk(old: tuple[int, int], new: tuple[int, int], *lines: bytes) -> RawHunk:
    return RawHunk(old, new, b"", lines)


def test_changed_lines_are_looked_up_on_their_side() -> None:
    lines = (b" def a():", b"-    return 1", b"+    return 3", b" ", b"-def b():", b"+def c():", b"     return 2")
    assert changed_functions((hunk((3, 5), (3, 5), *lines),), OLD, NEW) == ("a", "b", "c")


def test_lines_around_a_change_and_blank_lines_name_nothing() -> None:
    lines = (b" def a():", b"     return 1", b"-", b" def b():", b"+  ", b"\\ No newline at end of file")
    assert changed_functions((hunk((3, 4), (3, 4), *lines),), OLD, NEW) == ()


def test_what_stands_outside_of_all_is_the_module() -> None:
    assert changed_functions((hunk((10, 1), (10, 1), b"-x = 1", b"+x = 2"),), OLD, NEW) == ("<module>",)


def test_a_version_that_is_not_there_names_none() -> None:
    lines = (b"-    return 1", b"+    return 3")
    assert changed_functions((hunk((4, 1), (4, 1), *lines),), None, NEW) == ("a",)
    assert changed_functions((hunk((7, 1), (0, 0), b"-    return 2"),), OLD, None) == ("b",)


def test_lines_that_were_not_kept_name_all_that_they_touch() -> None:
    assert changed_functions((hunk((0, 0), (1, 10)),), None, NEW) == ("<module>", "a", "c")
    assert changed_functions((hunk((1, 8), (1, 8)),), OLD, NEW) == ("<module>", "a")  # the last three are context
    assert changed_functions((hunk((0, 0), (1, 5), b"+import os", b"+"),), None, NEW) == ("<module>", "a")
