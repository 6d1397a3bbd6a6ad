"""How languages other than Python print a frame."""

import pytest

from collectors.test_runs.failures.printed_frames import printed_frame
from incidents.model.evidence import Frame


@pytest.mark.parametrize(
    ("line", "file", "number", "function"),
    [
        ("   at Depot.Fees.Find(String name) in C:\\src\\Fees.cs:line 12", "C:\\src\\Fees.cs", 12, "Depot.Fees.Find"),
        (
            "  at Depot.Fees.<Find>d__3.MoveNext() in /src/a b/Fees.cs:line 7",
            "/src/a b/Fees.cs",
            7,
            "Depot.Fees.<Find>d__3.MoveNext",
        ),
        ("at Depot.Fees.Find (System.String name) [0x00001] in /src/Fees.cs:8 ", "/src/Fees.cs", 8, "Depot.Fees.Find"),
        ("\tat app//depot.Fees.find(Fees.java:18)", "Fees.java", 18, "depot.Fees.find"),
        ("    at Fees.find (/app/fees.js:3:14)", "/app/fees.js", 3, "Fees.find"),
        ("./spec/fees_spec.rb:3:in `fetch'", "./spec/fees_spec.rb", 3, "fetch"),
        ("     # /app/lib/fees.rb:9:in 'Depot.find'", "/app/lib/fees.rb", 9, "Depot.find"),
        ("/app/tests/FeesTest.php:14", "/app/tests/FeesTest.php", 14, ""),
        ("#0 /app/src/Web.php(8): Depot->find(NULL)", "/app/src/Web.php", 8, "Depot->find"),
        ("    fees_test.go:12: fee is 8", "fees_test.go", 12, ""),
    ],
)
def test_a_frame_has_its_place(line: str, file: str, number: int, function: str) -> None:
    assert printed_frame(line) == Frame(file=file, line=number, function=function)


@pytest.mark.parametrize(
    "line",
    [
        "at System.Reflection.RuntimeMethodInfo.Invoke (System.Object obj) [0x0007c] in <12b418a7818c4ca0>:0",
        "we met at noon in town:line 3",
        "#1 {main}",
        "#2 [internal function]: Depot->find()",
        "see fees.rb:3 for more",
        "fee.php:12: no",
    ],
)
def test_what_has_no_place_in_a_file_is_no_frame(line: str) -> None:
    assert printed_frame(line) is None
