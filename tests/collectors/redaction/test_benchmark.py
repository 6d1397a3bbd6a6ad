from pathlib import Path

import pytest

from benchmarks.redaction import generated, main
from collectors.redaction import Redactor


def test_the_generated_log_text_is_clean_and_the_same_on_every_run() -> None:
    lines = generated(2000)
    assert lines == generated(2000)
    assert [line for line in lines if Redactor().redact(line) != line] == []


def test_it_tells_the_rate_of_all_lines_and_of_the_clean_ones(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "service.log"
    file.write_text("started\npassword=n0t-r3al\n" * 500, encoding="utf-8")
    assert main([str(file)]) == 0
    first, _, *rows = capsys.readouterr().out.splitlines()
    assert first.startswith("1000 lines, 500 of them clean; redacted: password 500")
    assert [row.split()[0] for row in rows] == ["all", "clean"]


def test_it_tells_the_rate_of_generated_lines(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--generate", "200"]) == 0
    assert capsys.readouterr().out.startswith("200 lines, 200 of them clean; redacted: nothing")
