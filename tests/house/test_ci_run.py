"""The check of a clean checkout."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.house.checkout import ROOT

_MAKEFILE = """\
.venv/development.stamp test static demo:
	@echo "$@ in $(CURDIR), untracked: $(wildcard untracked)$(if $(PYTHON),, by a Python of its own choice)"
	@case "$(BROKEN)" in *$(@F)*) exit 3;; esac
"""


def _git(folder: Path, *words: str) -> str:
    identity = ("-c", "user.name=dev", "-c", "user.email=dev@example.com", "-c", "commit.gpgsign=false")
    done = subprocess.run(["git", "-C", str(folder), *identity, *words], check=True, capture_output=True, text=True)
    return done.stdout.strip()


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A repository that holds .ci/run and a Makefile whose targets only say that they ran."""
    folder = tmp_path / "checkout"
    (folder / ".ci").mkdir(parents=True)
    shutil.copy(ROOT / ".ci" / "run", folder / ".ci" / "run")
    (folder / "Makefile").write_text(_MAKEFILE)
    _git(folder, "init", "--quiet", "--initial-branch=main")
    _git(folder, "add", ".")
    _git(folder, "commit", "--quiet", "--message=Begin")
    return folder


def _run(checkout: Path, room: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    room.mkdir(exist_ok=True)
    kept = {name: value for name, value in os.environ.items() if not name.startswith("MAKE") and name != "PYTHON"}
    environment = {**kept, "TMPDIR": str(room), **variables}
    command = [shutil.which("bash") or "bash", str(checkout / ".ci" / "run")]
    return subprocess.run(command, cwd=checkout, env=environment, capture_output=True, text=True, check=False)


def test_it_is_executable() -> None:
    assert os.access(ROOT / ".ci" / "run", os.X_OK)


def test_it_runs_the_targets_on_a_clone_and_leaves_nothing_behind(checkout: Path, tmp_path: Path) -> None:
    done = _run(checkout, tmp_path / "room")
    assert (done.returncode, done.stderr) == (0, "")
    said = [line for line in done.stdout.splitlines() if " in /" in line]
    assert [line.split(" in ")[0] for line in said] == [".venv/development.stamp", "test", "static", "demo"]
    assert all(f" in {tmp_path / 'room'}" in line for line in said)
    assert all(line.endswith("by a Python of its own choice") for line in said)
    assert list((tmp_path / "room").iterdir()) == []


def test_what_is_not_committed_is_not_checked_and_that_is_said(checkout: Path, tmp_path: Path) -> None:
    (checkout / "untracked").touch()
    done = _run(checkout, tmp_path / "room")
    head = _git(checkout, "rev-parse", "HEAD")
    first = done.stdout.splitlines()[0]
    assert first == f".ci/run: what is not committed yet is not checked; this is about {head}."
    assert "untracked: untracked" not in done.stdout


@pytest.mark.parametrize(
    ("broken", "ran"), [("development.stamp", 1), ("test", 3), ("static", 3), ("test static", 3), ("demo", 4)]
)
def test_a_target_that_fails_fails_the_run(checkout: Path, tmp_path: Path, broken: str, ran: int) -> None:
    """What is checked beside it is told all the same, and nothing is shown of what does not hold."""
    done = _run(checkout, tmp_path / "room", BROKEN=broken)
    assert done.returncode != 0
    assert done.stdout.count(" in /") == ran
    assert list((tmp_path / "room").iterdir()) == []


def test_a_python_that_is_named_is_handed_on(checkout: Path, tmp_path: Path) -> None:
    done = _run(checkout, tmp_path / "room", PYTHON="python3.12")
    assert done.returncode == 0
    assert "of its own choice" not in done.stdout


def test_a_hooks_git_directory_does_not_lead_it_astray(checkout: Path, tmp_path: Path) -> None:
    done = _run(checkout, tmp_path / "room", GIT_DIR=str(tmp_path / "nowhere"))
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("missing", ["git", "make"])
def test_a_missing_tool_is_one_sentence(checkout: Path, tmp_path: Path, missing: str) -> None:
    tools = tmp_path / "bin"
    tools.mkdir()
    for tool in {"git", "make", "awk", "mktemp", "dirname", "mkdir", "rm"} - {missing}:
        (tools / tool).symlink_to(shutil.which(tool) or tool)
    done = _run(checkout, tmp_path / "room", PATH=str(tools))
    assert done.returncode == 1
    assert done.stdout == ""
    assert done.stderr == f".ci/run: {missing} was not found; install it and run again; nothing was checked.\n"
