"""The same evidence gives the same bytes, whatever the machine, the clock or the order in which it is read."""

import json
import os
import subprocess
import sys
from pathlib import Path

from incidents.demo.workspace import SINCE

_PLACES = (
    {"TZ": "Pacific/Kiritimati", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "1"},
    {"TZ": "America/St_Johns", "LC_ALL": "C", "PYTHONHASHSEED": "77", "PYTHONUTF8": "0"},
)


def shuffle_input(workspace: Path) -> None:
    """Turn the order of everything round that has one only by accident."""
    for path in sorted((workspace / "logs").iterdir()):
        text = path.read_text(encoding="utf-8")
        if text.lstrip().startswith("["):
            path.write_text(json.dumps(json.loads(text)[::-1]), encoding="utf-8")
        else:
            path.write_text("\n".join(reversed(text.splitlines())) + "\n", encoding="utf-8")
    for name in ("revisions.json", "services.json", "issues.json"):
        path = workspace / name
        path.write_text(json.dumps(json.loads(path.read_text(encoding="utf-8"))[::-1]), encoding="utf-8")


def build(workspace: Path, place: dict[str, str]) -> dict[str, bytes]:
    command = [sys.executable, "-m", "incidents", "build", "--since", SINCE]
    command += ["--config", str(workspace / "incident.toml")]
    subprocess.run(command, env={**os.environ, **place}, check=True, capture_output=True)
    root = workspace / "postmortems"
    files = sorted(each for each in root.rglob("*") if each.is_file() and not each.name.endswith(".lock"))
    return {str(each.relative_to(root)): each.read_bytes() for each in files}


def test_two_places_and_two_orders_give_the_same_bytes(workspace: Path) -> None:
    here = build(workspace, _PLACES[0])
    for name, content in here.items():
        if name.endswith((".md", ".json", ".jsonl")):
            assert content, name
    for each in sorted((workspace / "postmortems").rglob("*"), reverse=True):
        each.rmdir() if each.is_dir() else each.unlink()
    shuffle_input(workspace)
    assert build(workspace, _PLACES[1]) == here
