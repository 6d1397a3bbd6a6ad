"""Imports point one way, and the contract that says so can be broken."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.house.checkout import PACKAGES, ROOT, installed


def _lint(checkout: Path) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "COLUMNS": "200", "NO_COLOR": "1"}
    command = [installed("lint-imports"), "--no-cache"]
    return subprocess.run(command, cwd=checkout, env=environment, capture_output=True, text=True, check=False)


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    for package in PACKAGES:
        shutil.copytree(ROOT / package, tmp_path / package, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copyfile(ROOT / "pyproject.toml", tmp_path / "pyproject.toml")
    return tmp_path


def _add(module: Path, line: str) -> None:
    module.write_text(f"{module.read_text(encoding='utf-8') if module.exists() else ''}\n{line}\n", encoding="utf-8")


def test_the_contract_holds_here() -> None:
    done = _lint(ROOT)
    assert done.returncode == 0, done.stdout
    assert " 0 broken" in done.stdout


@pytest.mark.parametrize(
    ("module", "line", "broken"),
    [
        ("incidents/model/instant.py", "import incidents.analysis", "incidents.model.instant -> incidents.analysis"),
        ("reports/unruly.py", "import collectors", "reports.unruly -> collectors"),
        ("incidents/analysis/unruly.py", "import reports", "incidents.analysis.unruly -> reports"),
        ("collectors/unruly.py", "import incidents.config", "collectors.unruly -> incidents.config"),
        ("reports/unruly.py", "import github", "reports.unruly -> github"),
        ("incidents/analysis/unruly.py", "import git", "incidents.analysis.unruly -> git"),
        ("incidents/model/instant.py", "import pandas", "incidents.model.instant -> pandas"),
    ],
)
def test_an_import_that_points_the_wrong_way_breaks_it(copy: Path, module: str, line: str, broken: str) -> None:
    _add(copy / module, line)
    done = _lint(copy)
    assert done.returncode == 1, done.stdout
    assert broken in done.stdout


@pytest.mark.parametrize(
    ("module", "line"), [("incidents/analysis/unruly.py", "import pandas"), ("collectors/unruly.py", "import git")]
)
def test_an_import_at_its_place_does_not_break_it(copy: Path, module: str, line: str) -> None:
    _add(copy / module, line)
    done = _lint(copy)
    assert done.returncode == 0, done.stdout
