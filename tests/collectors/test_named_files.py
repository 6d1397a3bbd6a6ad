"""What globs name."""

from pathlib import Path

from collectors.named_files import (
    LIVE_IS_NOT_READ,
    MOST_SURVEYED,
    NO_REPOSITORY,
    failed_reading,
    matches,
    named,
    survey_lines,
    unmatched_readings,
)
from incidents.model.record import digest
from incidents.model.scope import Problem, Reading, Span
from tests.collectors.asking import ask, badges, write


def test_a_glob_names_files_and_folders_in_order(tmp_path: Path) -> None:
    write(tmp_path, {"b/x.json": "", "a/x.json": "", "a/.hidden.json": "", "c.json": ""})
    assert matches(tmp_path, "*/*.json") == ("a/x.json", "b/x.json")
    assert matches(tmp_path, "**/*.json") == ("a/x.json", "b/x.json", "c.json")
    assert matches(tmp_path, "[ab]") == ("a", "b")
    assert matches(tmp_path / "a", "../*.json") == ("../c.json",)
    assert matches(tmp_path, str(tmp_path / "c.json")) == (str(tmp_path / "c.json"),)
    assert matches(tmp_path, "gone/*") == ()


def test_what_two_globs_name_is_named_once(tmp_path: Path) -> None:
    write(tmp_path, {"a.json": "", "b.json": ""})
    assert named(ask(tmp_path, "b.*", "*.json")) == ("a.json", "b.json")


def test_a_survey_has_a_line_for_each_glob_that_names_something(tmp_path: Path) -> None:
    write(tmp_path, {f"{number:02}.json": "" for number in range(MOST_SURVEYED + 2)})
    (line,) = survey_lines(ask(tmp_path, "*.json", "gone", live=True))
    assert line.startswith("*.json: 00.json, 01.json, ")
    assert line.endswith(" and 2 more")


def test_a_survey_tells_no_secret(tmp_path: Path) -> None:
    mark = "BDG-" + "123456"
    write(tmp_path, {f"{mark}.json": ""})
    (line,) = survey_lines(ask(tmp_path, "*.json", redactor=badges()))
    assert mark not in line


def test_what_is_not_there_is_a_failed_reading(tmp_path: Path) -> None:
    write(tmp_path, {"a.json": ""})
    found = unmatched_readings(ask(tmp_path, "a.json", "gone", live=True), "probes")
    assert [(each.what, each.why) for each in found] == [
        ("live", LIVE_IS_NOT_READ),
        ("gone", "no file or folder has this name. Nothing was read"),
    ]


def test_a_source_on_github_without_a_repository_is_a_failed_reading(tmp_path: Path) -> None:
    (reading,) = unmatched_readings(ask(tmp_path, live=True), "issues")
    assert (reading.what, reading.why) == ("live", NO_REPOSITORY)


def test_a_source_that_names_nothing_is_a_failed_reading(tmp_path: Path) -> None:
    (reading,) = unmatched_readings(ask(tmp_path), "issues")
    assert reading.why == "the source names no files. Nothing was read"


def test_a_failed_reading_says_what_was_searched_and_why(tmp_path: Path) -> None:
    problem = Problem(what="broken", count=1, first="a")
    assert failed_reading(ask(tmp_path), "issues", "a.json", "it is empty", (problem,)) == Reading(
        id=f"reading-{digest('issues', 'a.json')}",
        source="issues",
        what="a.json",
        span=Span(),
        items=0,
        pages=0,
        status="failed",
        why="it is empty",
        problems=(problem,),
    )
