"""Little case folders of our own, and a stand-in for the installed program that tells what it was given."""

import json
import shlex
import subprocess
import sys
from pathlib import Path
from typing import Any

FACTS: dict[str, Any] = {
    "project": "parcel-staging",
    "region": "europe-west1",
    "environment": "staging",
    "services": [{"name": "parcel-api", "source_paths": ["parcel_api/"]}],
    "since": "parcel-api-00007-kit",
    "until": "2026-03-02T13:00:00Z",
    "business_value": {"checkout": "$500K+ ARR"},
    "test_categories": {"P1": ["tests/e2e/*.py"]},
    "thresholds": {"db_ms": 500},
}
DEPLOYED = ("2026-03-01T08:00:00.5Z", "2026-03-02T09:00:00.25Z", "2026-03-02T11:00:00Z")

# Answers the way `incident build --json` does: it keeps what it saw and lays an incident that the test prepared.
_PROGRAM = """
import json, os, shutil, sys
from pathlib import Path
config = Path(next(word.removeprefix("--config=") for word in sys.argv if word.startswith("--config=")))
files = (each.relative_to(config.parent).as_posix() for each in config.parent.rglob("*"))
seen = sorted(each for each in files if ".git/" not in each)
calls = Path({calls!r})
lines = calls.read_text().splitlines() if calls.exists() else []
note = dict(words=sys.argv[1:], seen=seen, toml=config.read_text(), python_path=os.environ.get("PYTHONPATH"))
calls.write_text("\\n".join([*lines, json.dumps(note)]) + "\\n")
if len(lines) + 1 == {broken_at}:
    sys.exit("Traceback (most recent call last):\\nZeroDivisionError: the stand-in broke")
folder = config.parent / "postmortems" / str(len(lines) + 1)
shutil.copytree({answer!r}, folder)
print(json.dumps(dict(folder="postmortems/" + folder.name)))
"""


def write_case(folder: Path, **facts: object) -> Path:
    """A case with one run, three revisions, a log and a repository of two branches."""
    _run_folder(folder / "artifacts" / "20260302-113000-e2e")
    _write(folder / "logs" / "app.json", "[]")
    _write(folder / "services.json", "[]")
    _write(folder / "revisions.json", json.dumps([{"metadata": {"creationTimestamp": each}} for each in DEPLOYED]))
    _write(folder / "case.json", json.dumps({**FACTS, **facts}))
    _write_bundle(folder / "repo.bundle", folder.parent.parent / f"{folder.name}-history")
    return folder


def add_previous_run(folder: Path, start: str = "20260302-100000") -> None:
    _run_folder(folder / "previous" / f"{start}-e2e")


def write_program(path: Path, answer: Path, broken_at: int = 0) -> Path:
    """The stand-in: it lays the files of `answer`, and breaks at the given call."""
    calls = str(path.with_suffix(".calls"))
    return write_script(path, _PROGRAM.format(calls=calls, answer=str(answer), broken_at=broken_at))


def write_script(path: Path, code: str) -> Path:
    """Python code as a program of its own; through a shell, because a #! line cannot name a path with a space."""
    script = path.with_suffix(".py")
    _write(script, code)
    _write(path, f'#!/bin/sh\nexec {shlex.quote(sys.executable)} {shlex.quote(str(script))} "$@"\n')
    path.chmod(0o755)
    return path


def calls_of(program: Path) -> list[dict[str, Any]]:
    """What the stand-in was given, call by call."""
    return [json.loads(line) for line in program.with_suffix(".calls").read_text(encoding="utf-8").splitlines()]


def _run_folder(folder: Path) -> None:
    _write(folder / "junit.xml", "<testsuites/>")
    _write(folder / "run.json", "{}")


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def _write_bundle(bundle: Path, history: Path) -> None:
    def git(*words: str) -> None:
        identity = ("-c", "user.name=dev", "-c", "user.email=dev@example.com", "-c", "commit.gpgsign=false")
        subprocess.run(["git", "-C", str(history), *identity, *words], check=True, capture_output=True)

    history.mkdir(parents=True)
    git("init", "--quiet", "--initial-branch=main")
    _write(history / "parcel_api" / "labels.py", "PRINTER = None\n")
    git("add", ".")
    git("commit", "--quiet", "--message=Add labels")
    git("switch", "--quiet", "--create=side")
    git("commit", "--quiet", "--allow-empty", "--message=Try another printer")
    git("switch", "--quiet", "main")
    git("bundle", "create", str(bundle.resolve()), "HEAD", "main", "side")
