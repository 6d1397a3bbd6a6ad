"""make sets everything up, and says in a sentence what it cannot."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.house.checkout import ROOT

_TARGETS = {"help", "demo", "test", "check", "format", "bench", "schema", "constraints", "clean"}
_STAMPS = ("created", "runtime", "development")


def _make(folder: Path, *words: str, path: Path | None = None, **variables: str) -> subprocess.CompletedProcess[str]:
    # What an outer make hands down, such as its job server, is not for this one.
    kept = {name: value for name, value in os.environ.items() if not name.startswith("MAKE") and name != "MFLAGS"}
    environment = {**kept, **variables, "LC_ALL": "C.UTF-8"} | ({"PATH": str(path)} if path else {})
    command = [shutil.which("make") or "make", "--no-print-directory", *words]
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A folder with the Makefile whose environment is already made, out of stand-ins."""
    folder = tmp_path / "a checkout"
    (folder / ".venv" / "bin").mkdir(parents=True)
    for name in ("Makefile", "pyproject.toml", "constraints.txt"):
        shutil.copyfile(ROOT / name, folder / name)
    for stamp in _STAMPS:
        (folder / ".venv" / f"{stamp}.stamp").touch()
    (folder / ".venv" / "bin" / "python").symlink_to(sys.executable)
    return folder


@pytest.fixture
def bare_path(tmp_path: Path) -> Path:
    """A PATH with a shell and no Python that would do."""
    folder = tmp_path / "bin"
    folder.mkdir()
    for tool in ("sh", "touch", "echo"):
        (folder / tool).symlink_to(shutil.which(tool) or tool)
    too_old = folder / "python3"
    too_old.write_text("#!/bin/sh\nexit 1\n")
    too_old.chmod(0o755)
    return folder


def test_help_comes_without_a_target_and_lists_the_targets(checkout: Path) -> None:
    done = _make(checkout)
    listed = re.findall(r"^make (\S+) +\S", done.stdout, re.MULTILINE)
    assert done.returncode == 0
    assert set(listed) >= _TARGETS
    assert len(listed) == len(done.stdout.splitlines())


@pytest.mark.parametrize("words", [("test",), ("demo",), ("constraints",), ("test", "PYTHON=python9")])
def test_without_a_python_that_will_do_one_sentence_says_so(
    checkout: Path, bare_path: Path, words: tuple[str, ...]
) -> None:
    shutil.rmtree(checkout / ".venv")
    done = _make(checkout, *words, path=bare_path)
    assert done.returncode != 0
    said = [line for line in done.stderr.splitlines() if not line.startswith("make: ***")]
    assert len(said) == 1
    assert said[0].startswith("make: no Python 3.11 or newer with venv and pip was found")
    assert said[0].endswith("nothing was set up.")
    assert not (checkout / ".venv").exists()


def test_a_change_of_the_constraints_alone_makes_the_environment_anew(checkout: Path) -> None:
    assert "pip install" not in _make(checkout, "--dry-run", "test").stdout
    os.utime(checkout / "constraints.txt", (4_000_000_000, 4_000_000_000))
    assert "pip install" in _make(checkout, "--dry-run", "test").stdout


def test_an_environment_that_works_is_kept(checkout: Path) -> None:
    (checkout / ".venv" / "created.stamp").unlink()
    done = _make(checkout, ".venv/created.stamp")
    assert (done.returncode, done.stdout) == (0, "")
    assert (checkout / ".venv" / "bin" / "python").is_symlink()
    assert (checkout / ".venv" / "created.stamp").exists()


def test_bench_without_cases_says_what_to_name(checkout: Path) -> None:
    done = _make(checkout, "bench")
    assert done.returncode == 2
    assert done.stderr.startswith("make: name a folder of cases")


def _script(path: Path, code: str = "0") -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"import sys\nprint(sys.argv)\nsys.exit({code})\n")


def test_bench_builds_the_cases_and_prints_what_the_scorers_say(checkout: Path) -> None:
    _script(checkout / "benchmarks" / "planted_faults.py")
    _script(checkout.parent / "my bench" / "score.py")
    cases = "../my bench/cases/dev"
    (checkout / cases).mkdir(parents=True)
    done = _make(checkout, "bench", f"CASES={cases}", "OUT=my results")
    scorer = [f"{cases}/../../score.py", "my results", "--cases", f"{cases}/..", "--split", "dev", "--per-case"]
    assert done.stdout.splitlines() == [
        str(["benchmarks/planted_faults.py", cases, "--out", "my results"]),
        str(scorer),
    ]
    _script(checkout.parent / "my bench" / "cases" / "score_docs.py")
    done = _make(checkout, "bench", f"CASES={cases}")
    documents = [f"{cases}/../score_docs.py", "--root", "bench-results", "--split", "dev"]
    assert done.stdout.splitlines()[2] == str(documents)


def test_bench_scores_what_there_is_when_a_build_failed_and_fails_itself(checkout: Path) -> None:
    _script(checkout / "benchmarks" / "planted_faults.py", code="1")
    _script(checkout.parent / "bench" / "score.py")
    (checkout.parent / "bench" / "cases" / "dev").mkdir(parents=True)
    done = _make(checkout, "bench", "CASES=../bench/cases/dev")
    assert done.returncode != 0
    assert len(done.stdout.splitlines()) == 2


def test_clean_removes_what_make_made_and_nothing_that_the_shell_named(checkout: Path) -> None:
    for name in ("bench-results", "demo", "mine", "incidents/__pycache__"):
        (checkout / name).mkdir(parents=True)
    assert _make(checkout, "clean", OUT="mine").returncode == 0
    left = sorted(each.name for each in checkout.iterdir())
    assert left == ["Makefile", "constraints.txt", "incidents", "mine", "pyproject.toml"]
    assert list((checkout / "incidents").iterdir()) == []
