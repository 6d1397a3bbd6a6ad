"""The action for GitHub: pinned, without a hole for what its inputs hold, and run here as the runner would run it."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from incidents.demo.workspace import SINCE, write
from tests.house.checkout import ROOT, installed

_ACTION = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
_STEPS: list[dict[str, Any]] = _ACTION["runs"]["steps"]
_PINNED = re.compile(r"[\w.-]+/[\w./-]+@[0-9a-f]{40}")


def _example() -> dict[Any, Any]:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    block = re.search(r"^```yaml\n(on:\n.*?)^```", readme, re.MULTILINE | re.DOTALL)
    assert block is not None
    found: dict[Any, Any] = yaml.safe_load(block[1])
    return found


def _build() -> dict[str, Any]:
    return next(step for step in _STEPS if step.get("id") == "build")


def test_every_action_that_it_uses_is_pinned_to_a_commit() -> None:
    used = [step["uses"] for step in _STEPS if "uses" in step]
    assert len(used) == 2
    assert [each for each in used if not _PINNED.fullmatch(each)] == []


def test_no_expression_stands_in_a_script() -> None:
    """A branch or an input named `$(…)` would run as a part of it."""
    assert [step["name"] for step in _STEPS if "${{" in step.get("run", "")] == []


def test_every_script_names_its_shell_and_every_input_its_meaning_and_default() -> None:
    assert all(step["shell"] == "bash" for step in _STEPS if "run" in step)
    assert all({"description", "default"} <= each.keys() for each in _ACTION["inputs"].values())


def test_every_input_is_used_and_every_used_one_is_declared() -> None:
    text = json.dumps(_STEPS)
    assert set(re.findall(r"inputs\.([a-z-]+)", text)) == set(_ACTION["inputs"])


def test_the_token_is_handed_to_the_build_alone() -> None:
    assert [step.get("name") for step in _STEPS if "inputs.token" in json.dumps(step)] == ["Build"]


def test_the_example_asks_for_the_least_and_names_inputs_that_exist() -> None:
    example = _example()
    steps = example["jobs"]["incident"]["steps"]
    assert example["permissions"] == {"contents": "read", "actions": "read", "issues": "write"}
    assert example["concurrency"]["cancel-in-progress"] is False
    assert _PINNED.fullmatch(steps[0]["uses"])
    assert set(steps[1]["with"]) <= set(_ACTION["inputs"])


def _run(workspace: Path, runner: Path, **inputs: str) -> subprocess.CompletedProcess[str]:
    """The build's own script, with the program that is installed here in the place of the one that it installs."""
    program = runner / "incident" / "bin"
    program.mkdir(parents=True)
    (program / "incident").symlink_to(installed("incident"))
    given = {name: each["default"] for name, each in _ACTION["inputs"].items()} | inputs
    variables = {
        name: given[match[1]]
        for name, value in _build()["env"].items()
        if (match := re.fullmatch(r"\$\{\{ inputs\.([a-z-]+) \}\}", value))
    }
    kept = {"PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}", "HOME": str(runner)}
    files = {"GITHUB_OUTPUT": str(runner / "output"), "GITHUB_STEP_SUMMARY": str(runner / "summary")}
    return subprocess.run(
        ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", _build()["run"]],
        cwd=workspace,
        env={**kept, **variables, **files, "RUNNER_TEMP": str(runner)},
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_build_writes_outputs_and_summary_and_files_on_request(tmp_path: Path) -> None:
    workspace, runner = tmp_path / "work", tmp_path / "runner"
    write(workspace)

    done = _run(workspace, runner, since=SINCE, file="true", **{"max-priority": "P0"})

    assert done.returncode == 0, done.stderr
    outputs = dict(line.split("=", 1) for line in (runner / "output").read_text().splitlines())
    assert outputs["verdict"] == "incident"
    assert Path(outputs["folder"]).is_dir()
    assert (runner / "summary").read_text().startswith("# Impact report")
    assert len(list((workspace / "filed-issues").glob("*.md"))) == 1


@pytest.fixture(scope="module")
def untouched(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace in which nothing is built."""
    workspace = tmp_path_factory.mktemp("untouched") / "work"
    write(workspace)
    return workspace


@pytest.mark.parametrize("since", ["no-such-revision; touch broken", "$(touch broken)", "--help"])
def test_an_input_is_never_run(untouched: Path, tmp_path: Path, since: str) -> None:
    before = sorted(each.name for each in untouched.iterdir())

    done = _run(untouched, tmp_path, since=since)

    assert done.returncode == 2
    assert "--since" in done.stderr
    assert sorted(each.name for each in untouched.iterdir()) == before
