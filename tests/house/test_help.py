"""`incident --help` answers at once, and the README shows what it says."""

import os
import re
import subprocess
import sys

import pytest

from tests.house.checkout import ROOT, installed

# Each costs a noticeable part of a second, and none is needed to say what the commands are.
_HEAVY = {"pandas", "grpc", "google", "github", "git", "pydantic", "jinja2", "rich"}
_PLAIN = {"COLUMNS": "80", "LC_ALL": "C.UTF-8", "NO_COLOR": "1", "TERM": "dumb"}


def _incident(*words: str, python: tuple[str, ...] = ()) -> subprocess.CompletedProcess[str]:
    command = [*python, installed("incident"), *words]
    return subprocess.run(command, env={**os.environ, **_PLAIN}, capture_output=True, text=True, check=False)


def test_help_loads_nothing_heavy() -> None:
    done = _incident("--help", python=(sys.executable, "-X", "importtime"))
    loaded = {line.split("|")[-1].strip().split(".")[0] for line in done.stderr.splitlines()}
    assert done.returncode == 0
    assert "incidents" in loaded
    assert loaded & _HEAVY == set()


def _shown_helps() -> dict[str, str]:
    """Every `$ incident … --help` in a fenced block of the README, with the lines that follow it."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    blocks = re.findall(r"^```[^\n]*\n(\$ incident (?:[a-z]+ )*--help\n.*?)^```$", readme, re.MULTILINE | re.DOTALL)
    shown = {}
    for block in blocks:
        command, _, text = block.partition("\n")
        shown[command.removeprefix("$ ")] = text
    return shown


def _lines(text: str) -> list[str]:
    return [line.rstrip() for line in text.strip("\n").splitlines()]


def test_the_readme_shows_the_help() -> None:
    assert "incident --help" in _shown_helps()


@pytest.mark.parametrize("command", sorted(_shown_helps()))
def test_what_the_readme_shows_is_what_the_program_says(command: str) -> None:
    done = _incident(*command.split()[1:])
    assert done.returncode == 0
    assert _lines(_shown_helps()[command]) == _lines(done.stdout)
