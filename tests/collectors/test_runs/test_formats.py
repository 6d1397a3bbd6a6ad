"""The registry of formats, each held to the same contract."""

from pathlib import Path

import pytest

from collectors.test_runs.formats import FORMATS, ReportFormat, format_of
from tests.collectors.asking import RECORDED

# The runners of .NET come from its own registry alone, so the tests of xunit write what they read; those of unittest
# run it themselves, for it comes with Python.
NOT_RECORDED = {"xunit", "unittest-console"}


def test_a_report_and_a_console_text_are_told_apart() -> None:
    report, console = format_of(RECORDED / "outcomes" / "junit.xml"), format_of(RECORDED / "outcomes" / "console.txt")
    assert report is not None
    assert console is not None
    assert (report.name, console.name) == ("junit", "pytest-console")


def test_what_no_format_recognises_has_none(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("words", encoding="utf-8")
    assert format_of(tmp_path / "file") is None


def test_names_of_formats_are_unique() -> None:
    assert len({each.name for each in FORMATS}) == len(FORMATS)


@pytest.mark.parametrize("each", FORMATS, ids=lambda each: each.name)
def test_a_format_recognises_neither_nothing_nor_bytes(each: ReportFormat, tmp_path: Path) -> None:
    for number, content in enumerate((b"", bytes(range(256)) * 20)):
        path = tmp_path / str(number)
        path.write_bytes(content)
        assert not each.recognises(path)


@pytest.mark.parametrize("each", FORMATS, ids=lambda each: each.name)
def test_a_format_names_the_reports_that_it_reads_and_reads_them_alike(each: ReportFormat) -> None:
    paths = [path for path in sorted(RECORDED.glob("*/*.*")) if each.recognises(path)]
    assert paths or each.name in NOT_RECORDED
    for path in paths:
        assert {report.format for report in each.read(path)} == {each.name}
        assert each.read(path) == each.read(path)


@pytest.mark.parametrize("each", FORMATS, ids=lambda each: each.name)
def test_a_format_lets_the_operating_systems_errors_through(each: ReportFormat, tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        each.recognises(tmp_path / "gone")
    with pytest.raises(FileNotFoundError):
        each.read(tmp_path / "gone")
