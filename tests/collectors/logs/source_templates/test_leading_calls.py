import pytest

from collectors.logs.source_templates.leading_calls import CodeFiles, leading_calls
from incidents.model.evidence import Frame

PHP = b"""<?php
final class Quotes
{
    public function quote(array $lines): Quote
    {
        $other = Tax::of($lines); // Money::round(
        $money = $lines[0]
            ? Money::perWeight($lines[0], 'Log::write(')
            : Money::of($lines[1]);
        $rows = Row::make($money);
"""
GO = b"package a\n\nfunc quote(lines []line) error {\n\tm, err := money.PerWeight(lines)\n\treturn row(m)\n}\n"
PYTHON = b"def quote(lines):\n    m = per_weight(lines)\n    n = m\n    return row(n)\n"
RUBY = b"class Quotes\n  def quote(lines)\n    m = Money.per_weight lines\n    row(m)\n"
TYPESCRIPT = b"export async function quote(lines) {\n  const { m } = await perWeight(lines);\n  return row(m);\n}\n"
JAVA = (
    b"class Q {\n  public Row quote(List<L> l) {\n    Map<A, B> m = Money.perWeight(l);\n    return row(m);\n  }\n}\n"
)


def calls(path: str, line: int, content: bytes, printed: str | None = None) -> list[tuple[int, str, str]]:
    frames = (Frame(file=printed or f"/srv/{path}", line=line, function="quote"),)
    return [(each.called_in, each.receiver, each.name) for each in leading_calls(frames, CodeFiles({path: content}))]


@pytest.mark.parametrize(
    ("path", "line", "content", "expected"),
    [
        ("app/q.php", 10, PHP, [(10, "Row", "make"), (8, "Money", "perWeight"), (9, "Money", "of")]),
        ("app/q.go", 5, GO, [(5, "", "row"), (4, "money", "PerWeight")]),
        ("app/q.py", 4, PYTHON, [(4, "", "row"), (2, "", "per_weight")]),
        ("app/q.rb", 4, RUBY, [(4, "", "row"), (3, "Money", "per_weight")]),
        ("app/q.ts", 3, TYPESCRIPT, [(3, "", "row"), (2, "", "perWeight")]),
        ("app/Q.java", 4, JAVA, [(4, "", "row"), (3, "Money", "perWeight")]),
    ],
)
def test_calls_on_the_line_and_of_what_goes_into_it_are_found(
    path: str, line: int, content: bytes, expected: list[tuple[int, str, str]]
) -> None:
    assert calls(path, line, content) == expected


def test_lines_of_another_function_lead_to_nothing() -> None:
    code = b"def other():\n    m = per_weight(1)\n\n\ndef quote(m):\n    return row(m)\n"
    assert calls("app/q.py", 6, code) == [(6, "", "row")]


def test_a_frame_of_no_file_or_of_several_leads_to_nothing() -> None:
    assert calls("app/q.py", 4, PYTHON, printed="/usr/lib/python3/other.py") == []
    assert calls("app/q.py", 400, PYTHON) == []
    frames = (Frame(file="/srv/q.py", line=4, function="quote"),)
    assert leading_calls(frames, CodeFiles({"a/q.py": PYTHON, "b/q.py": PYTHON})) == ()
    frames = (Frame(file="/srv/app/q.py", line=4, function="quote"),)
    assert leading_calls(frames, CodeFiles({"a/app/q.py": PYTHON, "b/app/q.py": PYTHON})) == ()


def test_only_the_deepest_frames_of_the_code_count() -> None:
    frames = tuple(Frame(file=f"/srv/app/{name}.py", line=1, function=name) for name in "abcd")
    code = {f"app/{name}.py": f"call_{name}()".encode() for name in "abcd"}
    assert [each.name for each in leading_calls(frames, CodeFiles(code))] == ["call_d", "call_c", "call_b"]
