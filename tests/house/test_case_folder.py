"""What leads up to a case's incident."""

import json
from pathlib import Path

import pytest

from benchmarks.case_folder import CaseError, Stage, earlier_stages, final_stage, read_cases
from tests.house.case_folders import add_previous_run, write_case


def test_cases_come_in_the_order_of_their_names(tmp_path: Path) -> None:
    for name in ("c2", "c10", "a1"):
        write_case(tmp_path / "cases" / name)
    assert [case.id for case in read_cases(tmp_path / "cases")] == ["a1", "c10", "c2"]


def test_a_case_without_a_previous_one_is_built_once_with_the_window_it_asks_about(tmp_path: Path) -> None:
    folder = write_case(tmp_path / "cases" / "a1")
    (case,) = read_cases(tmp_path / "cases")
    assert earlier_stages(case) == ()
    assert final_stage(case) == Stage(
        case, folder / "artifacts", "parcel-api-00007-kit", "2026-03-02T13:00:00Z", "candidate"
    )


def test_previous_runs_are_a_build_that_begins_at_the_deployment_they_met_and_ends_an_hour_later(
    tmp_path: Path,
) -> None:
    folder = write_case(tmp_path / "cases" / "a1")
    add_previous_run(folder, "20260302-092000")
    add_previous_run(folder, "20260302-090100")
    (case,) = read_cases(tmp_path / "cases")
    expected = Stage(case, folder / "previous", "2026-03-02T08:59:59Z", "2026-03-02T10:20:00Z", "previous/")
    assert earlier_stages(case) == (expected,)


@pytest.mark.parametrize(
    ("start", "until"),
    [
        ("20260302-103000", "2026-03-02T10:59:59Z"),  # the next deployment is at 11:00
        ("20260302-111500", "2026-03-02T11:29:59Z"),  # the case's own run starts at 11:30
        ("20260302-123000", "2026-03-02T13:30:00Z"),  # nothing follows
    ],
)
def test_the_previous_incident_ends_before_anything_that_came_after_it(tmp_path: Path, start: str, until: str) -> None:
    add_previous_run(write_case(tmp_path / "cases" / "a1"), start)
    (case,) = read_cases(tmp_path / "cases")
    assert [stage.until for stage in earlier_stages(case)] == [until]


def test_before_the_first_known_deployment_the_program_chooses_the_window(tmp_path: Path) -> None:
    folder = write_case(tmp_path / "cases" / "a1")
    add_previous_run(folder)
    (folder / "revisions.json").unlink()
    (case,) = read_cases(tmp_path / "cases")
    assert [stage.since for stage in earlier_stages(case)] == [None]


def test_revisions_in_the_client_librarys_form_are_read_too(tmp_path: Path) -> None:
    folder = write_case(tmp_path / "cases" / "a1")
    add_previous_run(folder)
    (folder / "revisions.json").write_text(json.dumps([{"createTime": "2026-03-02T09:30:00Z"}, {}]))
    (case,) = read_cases(tmp_path / "cases")
    assert [stage.since for stage in earlier_stages(case)] == ["2026-03-02T09:29:59Z"]


@pytest.mark.parametrize("named", ["a1", "../a1"])
def test_a_previous_case_is_built_first_with_what_came_before_it(tmp_path: Path, named: str) -> None:
    add_previous_run(write_case(tmp_path / "cases" / "a1", until="2026-03-02T12:00:00Z"))
    add_previous_run(write_case(tmp_path / "cases" / "b1", previous=named))
    later = read_cases(tmp_path / "cases")[1]
    assert [(stage.case.id, stage.runs.name, stage.label) for stage in earlier_stages(later)] == [
        ("a1", "previous", "previous/"),
        ("a1", "artifacts", named),
        ("b1", "previous", "previous/"),
    ]


def test_cases_that_precede_one_another_are_refused(tmp_path: Path) -> None:
    write_case(tmp_path / "cases" / "a1", previous="b1")
    write_case(tmp_path / "cases" / "b1", previous="a1")
    first = read_cases(tmp_path / "cases")[0]
    with pytest.raises(CaseError, match="b1: its previous case 'a1' leads back to itself"):
        earlier_stages(first)


def test_a_previous_case_that_is_not_there_is_named(tmp_path: Path) -> None:
    write_case(tmp_path / "cases" / "b1", previous="a1")
    (case,) = read_cases(tmp_path / "cases")
    with pytest.raises(CaseError, match=r"a1/case\.json cannot be read"):
        earlier_stages(case)


def test_previous_runs_without_a_start_in_their_names_are_refused(tmp_path: Path) -> None:
    add_previous_run(write_case(tmp_path / "cases" / "a1"), "nightly")
    (case,) = read_cases(tmp_path / "cases")
    with pytest.raises(CaseError, match="no folder in previous/ begins with its start"):
        earlier_stages(case)


def test_a_folder_without_cases_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CaseError, match=r"holds no case: there is no \*/case\.json in it; nothing was built"):
        read_cases(tmp_path)


@pytest.mark.parametrize("text", ["{", "[]"])
def test_a_case_json_that_is_no_object_is_refused(tmp_path: Path, text: str) -> None:
    folder = write_case(tmp_path / "cases" / "a1")
    (folder / "case.json").write_text(text)
    with pytest.raises(CaseError, match=r"case\.json"):
        read_cases(tmp_path / "cases")
