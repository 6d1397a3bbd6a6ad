"""The wheel, installed alone and run where packages of the same names lie about."""

import os
import subprocess
import sys
import sysconfig
import venv
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.house.checkout import PACKAGES, ROOT


@dataclass(frozen=True)
class Installation:
    """An environment that holds our wheel and finds its dependencies in this one."""

    python: Path

    @property
    def packages(self) -> Path:
        (found,) = self.python.parents[1].glob("lib/python*/site-packages")
        return found

    @property
    def program(self) -> str:
        return str(self.python.with_name("incident"))


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("wheel")
    _checked([sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(out), str(ROOT)], out)
    (built,) = out.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def installation(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Installation:
    home = tmp_path_factory.mktemp("environment")
    venv.create(home, symlinks=True)
    made = Installation(home / "bin" / "python")
    pip = [sys.executable, "-m", "pip", "--python", str(made.python), "--disable-pip-version-check"]
    _checked([*pip, "install", "--quiet", "--no-index", "--no-deps", str(wheel)], home)
    # A path file adds the folder but not the path files in it, so this checkout's editable install stays out.
    (made.packages / "dependencies.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    return made


@pytest.fixture
def decoys(tmp_path: Path) -> Path:
    for name in ("templates", "reports"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "__init__.py").write_text("raise RuntimeError('the decoy was imported')\n")
    return tmp_path


def _run(command: list[str], folder: Path, python_path: str | None = None) -> subprocess.CompletedProcess[str]:
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    if python_path is not None:
        environment["PYTHONPATH"] = python_path
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)


def _checked(command: list[str], folder: Path) -> str:
    done = _run(command, folder)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_what_runs_is_the_wheel_and_not_this_checkout(installation: Installation, tmp_path: Path) -> None:
    script = f"import {', '.join(PACKAGES)}; print(*(each.__file__ for each in ({', '.join(PACKAGES)})), sep='\\n')"
    files = _checked([str(installation.python), "-c", script], tmp_path).splitlines()
    assert files == [str(installation.packages / package / "__init__.py") for package in PACKAGES]


def test_the_commands_work_beside_decoys(installation: Installation, decoys: Path) -> None:
    assert "Usage: incident" in _checked([installation.program, "--help"], decoys)
    assert '"Incident"' in _checked([installation.program, "schema"], decoys)
    _checked([installation.program, "demo"], decoys)
    assert len(list(decoys.rglob("impact.md"))) >= 1


@pytest.mark.parametrize("hidden_by", ["PYTHONPATH", "python -m"])
def test_where_a_decoy_hides_ours_one_sentence_says_so(
    installation: Installation, decoys: Path, hidden_by: str
) -> None:
    by_name = hidden_by == "python -m"
    command = [str(installation.python), "-m", "incidents"] if by_name else [installation.program]
    done = _run([*command, "--help"], decoys, python_path=None if by_name else ".")
    assert (done.returncode, done.stdout) == (2, "")
    (sentence,) = done.stderr.splitlines()
    assert "`reports`" in sentence
    assert str(decoys) in sentence


def test_a_plain_folder_of_the_same_name_hides_nothing(installation: Installation, tmp_path: Path) -> None:
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "page.html").write_text("<p>")
    for command in ([str(installation.python), "-m", "incidents"], [installation.program]):
        done = _run([*command, "--help"], tmp_path, python_path=".")
        assert (done.returncode, done.stderr) == (0, "")
