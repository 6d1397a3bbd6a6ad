"""A small real git repository, with the same commit ids on every machine."""

import os
import subprocess
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

_WHO = "A Developer <developer@example.org>"


@dataclass(frozen=True)
class Change:
    """A commit; `files` are written whole."""

    at: str
    message: str
    files: dict[str, str]


def make_repository(folder: Path, changes: list[Change]) -> list[str]:
    """The ids of the commits, in their order."""
    folder.mkdir()
    _git(folder, "init", "--quiet", "--template=", "--initial-branch=main")
    told = _git(folder, "fast-import", "--quiet", "--done", given=_stream(changes))
    _git(folder, "read-tree", "main")
    return told.split()


def _stream(changes: list[Change]) -> bytes:
    parts = []
    for number, each in enumerate(changes, 1):
        when = f"{_WHO} {int(datetime.fromisoformat(each.at).timestamp())} +0000"
        parts.append(f"commit refs/heads/main\nmark :{number}\nauthor {when}\ncommitter {when}\n".encode())
        parts.append(_data(each.message))
        parts += [f"from :{number - 1}\n".encode()] if number > 1 else []
        for path, text in each.files.items():
            parts += [f"M 100644 inline {path}\n".encode(), _data(text)]
        parts.append(f"get-mark :{number}\n".encode())
    return b"".join([*parts, b"done\n"])


def _data(text: str) -> bytes:
    return f"data {len(text.encode())}\n{text}\n".encode()


def _git(folder: Path, *arguments: str, given: bytes = b"") -> str:
    surroundings = {"PATH": os.environ["PATH"], "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    done = subprocess.run(
        ["git", *arguments], cwd=folder, env=surroundings, input=given, capture_output=True, check=True
    )
    return done.stdout.decode()
