"""A zip of artifacts is read like a folder of its name."""

import zipfile
from pathlib import Path

from collectors.test_runs.collector import TestRuns
from incidents.model.evidence import CaseResult, TestRun
from incidents.model.sealed import Collected
from tests.collectors.asking import RECORDED, ask

REFUSED = "members of a zip whose names lead out of it or are no plain paths, which were not read"


def collected(root: Path, *globs: str) -> Collected:
    return TestRuns().collect(ask(root, *globs))


def runs(found: Collected) -> list[TestRun]:
    return [each for each in found.evidence if isinstance(each, TestRun)]


def zipped(path: Path, *folders: str, more: dict[str, str] | None = None) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for folder in folders:
            for file in sorted((RECORDED / folder).iterdir()):
                archive.write(file, f"{folder}/{file.name}" if len(folders) > 1 else file.name)
        for name, text in (more or {}).items():
            archive.writestr(name, text)
    return path


def test_a_zip_gives_what_its_folder_gives(tmp_path: Path) -> None:
    zipped(tmp_path / "reportlog.zip", "reportlog")
    (run,) = runs(collected(tmp_path, "*.zip"))
    (whole,) = runs(collected(RECORDED, "reportlog"))
    assert (run.name, run.counts, run.at, run.command) == (whole.name, whole.counts, whole.at, whole.command)
    assert run.locator == "reportlog.zip!"
    assert run.files[0] == "reportlog.zip!/console.txt"


def test_locators_of_cases_name_the_member(tmp_path: Path) -> None:
    zipped(tmp_path / "out" / "jest.zip", "jest", more={"package.json": "{}"})
    found = collected(tmp_path, "out")
    places = {each.locator.partition("#")[0] for each in found.evidence if isinstance(each, CaseResult)}
    assert places == {"out/jest.zip!/jest.json"}
    assert [run.files for run in runs(found)] == [("out/jest.zip!/ctrf.json", "out/jest.zip!/jest.json")]
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["jest.zip"]


def test_folders_in_a_zip_hold_their_runs_apart(tmp_path: Path) -> None:
    zipped(tmp_path / "all.zip", "vitest", "outcomes", more={".cache/junit.xml": "<testsuite/>"})
    assert sorted(run.name for run in runs(collected(tmp_path, "all.zip"))) == [
        "all/outcomes",
        "all/vitest/junit",
        "all/vitest/vitest",
    ]


def test_a_hint_in_the_zip_is_read(tmp_path: Path) -> None:
    zipped(tmp_path / "a.zip", "dots", more={"run.json": '{"environment": "staging"}'})
    assert [run.environment for run in runs(collected(tmp_path, "a.zip"))] == ["staging"]


def test_refused_members_are_told_and_the_others_read(tmp_path: Path) -> None:
    zipped(tmp_path / "a.zip", "dots", more={"../out.xml": "<testsuite/>", "inner.zip": "PK"})
    found = collected(tmp_path, "a.zip")
    (reading,) = [each for each in found.readings if each.what == "a.zip: refused members"]
    assert reading.status == "truncated"
    assert [(problem.what, problem.first) for problem in reading.problems] == [
        (REFUSED, "../out.xml"),
        ("zips within a zip, which were not read", "inner.zip"),
    ]
    assert len(runs(found)) == 1


def test_a_zip_that_is_none_or_holds_nothing_is_a_failed_reading(tmp_path: Path) -> None:
    (tmp_path / "broken.zip").write_bytes(b"PK\x03\x04")
    zipped(tmp_path / "empty.zip", more={"notes.md": ""})
    zipped(tmp_path / "bad.zip", more={"/junit.xml": "<testsuite/>"})
    found = collected(tmp_path, "*.zip")
    assert {each.what: (each.status, each.why) for each in found.readings if each.status == "failed"} == {
        "broken.zip": ("failed", "it is no whole zip. It was not opened"),
        "empty.zip": ("failed", "it holds no file that may be a test report"),
        "bad.zip": (
            "failed",
            f"it holds no file that may be a test report ({REFUSED}: 1)",
        ),
    }


def test_a_survey_names_the_zip_and_two_readings_are_alike(tmp_path: Path) -> None:
    zipped(tmp_path / "a.zip", "reportlog", "jest")
    assert any(line.startswith("a.zip!/jest: 2 files") for line in TestRuns().survey(ask(tmp_path, "a.zip")))
    assert collected(tmp_path, "a.zip").model_dump_json() == collected(tmp_path, "a.zip").model_dump_json()
