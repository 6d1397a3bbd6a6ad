"""The workspace that the program meets."""

import shutil
import subprocess
import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.case_folder import Case, CaseError, earlier_stages, final_stage, read_cases
from benchmarks.workspace import incident_toml, lay
from tests.collectors.asking import RECORDED
from tests.house.case_folders import FACTS, add_previous_run, write_case


def _only_case(root: Path) -> Case:
    (case,) = read_cases(root / "cases")
    return case


def _names(workspace: Path) -> list[str]:
    files = (each.relative_to(workspace).as_posix() for each in workspace.rglob("*") if each.is_file())
    return sorted(each for each in files if not each.startswith("repo/.git/"))


def test_the_workspace_holds_the_evidence_and_nothing_else_of_the_case(tmp_path: Path) -> None:
    folder = write_case(tmp_path / "cases" / "a1")
    for other in ("truth.json", "logs.md", "answers/truth.json"):
        (folder / other).parent.mkdir(exist_ok=True)
        (folder / other).write_text("the answer")
    lay(final_stage(_only_case(tmp_path)), tmp_path / "room")
    assert _names(tmp_path / "room") == [
        "artifacts/20260302-113000-e2e/junit.xml",
        "artifacts/20260302-113000-e2e/run.json",
        "incident.toml",
        "logs/app.json",
        "repo/parcel_api/labels.py",
        "revisions.json",
        "services.json",
    ]


def test_a_link_in_the_logs_does_not_carry_another_file_along(tmp_path: Path) -> None:
    folder = write_case(tmp_path / "cases" / "a1")
    (folder / "truth.json").write_text("the answer")
    (folder / "logs" / "more.json").symlink_to("../truth.json")
    lay(final_stage(_only_case(tmp_path)), tmp_path / "room")
    assert not (tmp_path / "room" / "logs" / "more.json").exists()


def test_the_configuration_says_what_the_case_says(tmp_path: Path) -> None:
    write_case(tmp_path / "cases" / "a1")
    config = lay(final_stage(_only_case(tmp_path)), tmp_path / "room")
    assert tomllib.loads(config.read_text(encoding="utf-8")) == {
        "project": "parcel-staging",
        "region": "europe-west1",
        "environment": "staging",
        "report_root": "postmortems",
        "services": [{"name": "parcel-api", "source_paths": ["parcel_api/"]}],
        "sources": {
            "git": {"files": ["repo"]},
            "logs": {"files": ["logs/*.json"]},
            "tests": {"files": ["artifacts/*"]},
            "cloud_run": {"files": ["revisions.json", "services.json"]},
        },
        "business_value": {"checkout": "$500K+ ARR"},
        "tests": {"categories": {"P1": ["tests/e2e/*.py"]}},
        "thresholds": {"db_ms": 500},
    }


def test_every_further_kind_of_evidence_becomes_a_source(tmp_path: Path) -> None:
    folder = write_case(tmp_path / "cases" / "a1", thresholds={}, business_value=None)
    for name in ("issues", "probes", "session", "plan", "context", "images"):
        (folder / f"{name}.json").write_text("[]")
    (folder / "metrics").mkdir()
    (folder / "metrics" / "size.json").write_text("{}")
    (folder / "artifacts" / "20260302-113000-e2e" / "coverage.json").write_text("{}")
    report = RECORDED / "jest" / "jest.json"
    shutil.copy(report, folder / "artifacts" / "20260302-113000-e2e" / "results.json")
    (folder / "logs" / "stdout" / "02").mkdir(parents=True)
    (folder / "logs" / "stdout" / "02" / "S0.jsonl").write_text("")
    read = tomllib.loads(lay(final_stage(_only_case(tmp_path)), tmp_path / "room").read_text(encoding="utf-8"))
    assert {name: source["files"] for name, source in read["sources"].items()} == {
        "git": ["repo"],
        "logs": ["logs/*.json", "logs/stdout/02/*.jsonl"],
        "tests": ["artifacts/*"],
        "cloud_run": ["revisions.json", "services.json"],
        "issues": ["issues.json"],
        "probes": ["probes.json"],
        "session": ["session.json"],
        "plan": ["plan.json"],
        "context": ["context.json"],
        "images": ["images.json"],
        "metrics": ["artifacts/20260302-113000-e2e/coverage.json", "metrics/size.json"],
    }
    assert not {"thresholds", "business_value"} & set(read)


def test_a_later_stage_replaces_the_evidence_and_keeps_the_stored_reports(tmp_path: Path) -> None:
    add_previous_run(write_case(tmp_path / "cases" / "a1"))
    case, room = _only_case(tmp_path), tmp_path / "room"
    (earlier,) = earlier_stages(case)
    lay(earlier, room)
    assert [each.name for each in (room / "artifacts").iterdir()] == ["20260302-100000-e2e"]
    (room / "postmortems").mkdir()
    (room / "postmortems" / "stored.md").write_text("a stored report")
    (room / "left-behind").symlink_to(room / "logs")
    lay(final_stage(case), room)
    assert [each.name for each in (room / "artifacts").iterdir()] == ["20260302-113000-e2e"]
    assert (room / "postmortems" / "stored.md").read_text() == "a stored report"
    assert not (room / "left-behind").is_symlink()


def test_a_read_only_case_gives_a_workspace_that_can_be_written(tmp_path: Path) -> None:
    folder = write_case(tmp_path / "cases" / "a1")
    (folder / "logs" / "app.json").chmod(0o444)
    (folder / "logs").chmod(0o555)
    lay(final_stage(_only_case(tmp_path)), tmp_path / "room")
    assert (tmp_path / "room" / "logs").stat().st_mode & 0o200
    assert (tmp_path / "room" / "logs" / "app.json").stat().st_mode & 0o200


def test_the_clone_shows_every_branch_and_names_no_place_on_this_machine(tmp_path: Path) -> None:
    write_case(tmp_path / "cases" / "a1")
    lay(final_stage(_only_case(tmp_path)), tmp_path / "room")
    repository = tmp_path / "room" / "repo"
    listed = subprocess.run(
        ["git", "-C", str(repository), "for-each-ref", "--format=%(refname)"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert {"refs/heads/main", "refs/remotes/origin/side"} <= set(listed.stdout.split())
    assert str(tmp_path) not in (repository / ".git" / "config").read_text()


def test_a_bundle_that_git_refuses_is_a_clear_error(tmp_path: Path) -> None:
    folder = write_case(tmp_path / "cases" / "a1")
    (folder / "repo.bundle").write_text("no bundle")
    with pytest.raises(CaseError, match=r"git clone of repo\.bundle failed"):
        lay(final_stage(_only_case(tmp_path)), tmp_path / "room")


def test_what_toml_cannot_hold_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CaseError, match="None, which TOML cannot hold"):
        incident_toml(Case(tmp_path, {**FACTS, "thresholds": {"db_ms": None}}), tmp_path)


_TEXTS = st.text(st.characters(exclude_categories=["Cs"]))
_VALUES = st.recursive(
    st.booleans() | st.integers(-(2**63), 2**63 - 1) | st.floats(allow_nan=False, allow_infinity=False) | _TEXTS,
    lambda inner: st.lists(inner) | st.dictionaries(_TEXTS, inner),
    max_leaves=6,
)


@given(values=st.dictionaries(_TEXTS, _VALUES, min_size=1))
def test_names_and_values_of_any_kind_survive_the_way_through_toml(values: dict[str, Any]) -> None:
    text = incident_toml(Case(Path("a1"), {**FACTS, "business_value": values}), Path("nowhere"))
    assert tomllib.loads(text)["business_value"] == values
