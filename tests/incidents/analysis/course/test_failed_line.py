import pytest

from incidents.analysis.course.failed_line import FailedLine, failed_line


def test_the_statement_is_told_with_its_lines_and_the_code_above() -> None:
    above = '    def test_a(api):\n        seen = api.get("/a")'
    printed = f'{above}\n>       assert seen == {{\n            "a": 1,\n        }}\nE       boom'
    found = failed_line(printed)
    assert found == FailedLine(
        '        assert seen == {\n            "a": 1,\n        }',
        3,
        above,
        looped=False,
    )


@pytest.mark.parametrize(
    ("above", "looped"),
    [
        ("        for each in rows:", True),
        ("        while rows:\n            if each:", True),
        ("        for each in rows:\n            add(each)\n        if rows:", False),  # it ended before
    ],
)
def test_a_statement_in_a_loop_is_told_to_be_so(above: str, *, looped: bool) -> None:
    indent = "            " if "if each" not in above else "                "
    found = failed_line(f"    def test_a():\n{above}\n>{indent[1:]}assert each\nE   assert 0")
    assert found is not None
    assert found.looped is looped


def test_a_report_without_code_tells_no_statement() -> None:
    assert failed_line("AssertionError: 500 != 201\nE       boom") is None


def test_what_was_raised_is_no_part_of_a_statement_of_one_line() -> None:
    found = failed_line("    def test_a():\n>       read(a)\nE       boom")
    assert found is not None
    assert (found.text, found.lines) == ("        read(a)", 1)
