"""What became of an incident between two builds, as its readers ask for it."""

import json
from pathlib import Path
from typing import Any

import pytest

from incidents.cli.app import run
from incidents.demo.workspace import SINCE
from incidents.store.incident_file import PREVIOUS

EARLY = ["--until", "2026-03-10T10:00:00Z"]
"""Before the fault of the demo began."""


def config(workspace: Path) -> list[str]:
    return ["--config", str(workspace / "incident.toml")]


def told(capsys: pytest.CaptureFixture[str], *words: str) -> Any:
    capsys.readouterr()
    assert run(["diff", "--json", *words]) == 0
    return json.loads(capsys.readouterr().out)


def folder_of(workspace: Path) -> Path:
    (folder,) = (each for each in (workspace / "postmortems").iterdir() if each.is_dir())
    return folder


def test_after_one_build_there_is_nothing_to_compare(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = told(capsys, *config(workspace))
    assert (found["before"], found["changes"]) == (None, [])
    assert run(["diff", *config(workspace)]) == 0
    assert "there is nothing to compare" in capsys.readouterr().out


def test_a_build_is_compared_with_the_one_that_it_changed(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["build", "--since", SINCE, *EARLY, *config(workspace)]) == 0
    found = told(capsys, *config(workspace))
    assert (found["before"]["verdict"], found["now"]["verdict"]) == ("incident", "healthy")
    movements = {(each["what"], each["movement"]) for each in found["changes"]}
    assert ("finding", "withdrawn") in movements
    assert ("cause", "withdrawn") in movements
    assert run(["diff", *config(workspace)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[2].startswith("Verdict: healthy, was incident: ")
    assert lines[-1].startswith("As before: ")
    assert "Findings" in lines


def test_a_build_that_changes_nothing_keeps_what_there_is_to_compare(workspace: Path) -> None:
    build = ["build", "--since", SINCE, *EARLY, *config(workspace)]
    first = (folder_of(workspace) / "incident.json").read_bytes()
    assert run(build) == 0
    assert (folder_of(workspace) / PREVIOUS).read_bytes() == first
    assert run(build) == 0
    assert (folder_of(workspace) / PREVIOUS).read_bytes() == first


def test_two_incidents_are_compared_by_name_or_by_path(
    workspace: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = folder_of(workspace)
    elsewhere = tmp_path / "elsewhere" / folder.name
    elsewhere.mkdir(parents=True)
    (elsewhere / "incident.json").write_bytes((folder / "incident.json").read_bytes())
    assert run(["build", "--since", SINCE, *EARLY, *config(workspace)]) == 0
    assert told(capsys, str(elsewhere), *config(workspace)) == told(capsys, *config(workspace))
    same = told(capsys, folder.name, *config(workspace))
    assert same["changes"] == []
    assert same["before"] == same["now"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [(["nowhere"], "there is no incident 'nowhere'"), (["--incident", "nowhere"], "there is no incident 'nowhere'")],
)
def test_an_incident_that_is_not_there_is_one_sentence(
    workspace: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], said: str
) -> None:
    assert run(["diff", *arguments, *config(workspace)]) == 2
    assert said in capsys.readouterr().err


def test_a_previous_build_that_cannot_be_read_is_one_sentence(
    workspace: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder_of(workspace) / PREVIOUS).write_text("{", encoding="utf-8")
    assert run(["diff", *config(workspace)]) == 2
    assert (
        "previous-incident.json: it is damaged or of another version; remove it; nothing was read"
        in capsys.readouterr().err
    )
