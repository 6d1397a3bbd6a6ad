"""Little repositories with fixed dates, each written in one go."""

import os
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from collectors.collector import Ask, Source
from incidents.model.instant import Instant
from incidents.model.scope import Scope, ServiceScope, Span
from incidents.model.window import CommitRange

DAY = 86_400
START = 1_772_409_600
"""2026-03-02T00:00:00Z, the time of the first commit; each further one is a day later unless it says when."""


def git(folder: Path, *arguments: str, given: bytes = b"") -> bytes:
    """What git prints in `folder`, without the configuration of whoever runs the tests."""
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    clean = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1", "HOME": str(folder)}
    command = ["git", "-c", "protocol.file.allow=always", *arguments]
    done = subprocess.run(command, cwd=folder, env=inherited | clean, input=given, capture_output=True, check=True)
    return done.stdout


Files = Mapping[Any, str | bytes | None]
"""Contents by path; a path is text or bytes."""


@dataclass
class Story:
    """Commits that are told one after the other and then written together.

    Each is known by the first word of its message. A file's value None deletes it; one that starts with `link:` or
    `exec:` sets the kind of the file.
    """

    _stream: bytearray = field(default_factory=bytearray)
    _marks: dict[str, int] = field(default_factory=dict)

    def commit(
        self,
        message: str | bytes,
        files: Files,
        *,
        branch: str = "main",
        parents: tuple[str, ...] | None = None,
        second: int | None = None,
    ) -> None:
        """Add a commit after the last one told, or after `parents`."""
        raw = message if isinstance(message, bytes) else message.encode()
        last = tuple(self._marks)[-1:]
        mark = len(self._marks) + 1
        when = START + (mark - 1) * DAY if second is None else second
        self._line(f"commit refs/heads/{branch}\nmark :{mark}")
        self._line(f"committer Someone <someone@parcel.example> {when} +0000")
        self._data(raw)
        for place, parent in enumerate(last if parents is None else parents):
            self._line(f"{'merge' if place else 'from'} :{self._marks[parent]}")
        self._marks[raw.split()[0].decode()] = mark
        for path, content in files.items():
            self._file(path.encode() if isinstance(path, str) else path, content)

    def tag(self, name: str, of: str) -> None:
        """Add an annotated tag."""
        self._line(f"tag {name}\nfrom :{self._marks[of]}\ntagger Someone <someone@parcel.example> {START} +0000")
        self._data(b"a tag")

    def write(self, folder: Path, *options: str) -> dict[str, str]:
        """Make the repository; the ids of the commits by their words."""
        folder.mkdir(parents=True, exist_ok=True)
        git(folder, "init", "--quiet", "--initial-branch=main", *options)
        git(folder, "fast-import", "--quiet", "--force", "--export-marks=marks", given=bytes(self._stream))
        marks = folder / "marks"
        ids = dict(line.split() for line in marks.read_text().splitlines())
        marks.unlink()
        return {name: ids[f":{mark}"] for name, mark in self._marks.items()}

    def _file(self, path: bytes, content: str | bytes | None) -> None:
        quoted = b'"' + path.replace(b"\\", b"\\\\").replace(b'"', b'\\"').replace(b"\n", b"\\n") + b'"'
        if content is None:
            self._stream += b"D " + quoted + b"\n"
            return
        raw = content if isinstance(content, bytes) else content.encode()
        mode = {b"link:": b"120000", b"exec:": b"100755"}.get(raw[:5], b"100644")
        self._stream += b"M " + mode + b" inline " + quoted + b"\n"
        self._data(raw if mode == b"100644" else raw[5:])

    def _data(self, raw: bytes) -> None:
        self._stream += b"data %d\n" % len(raw) + raw + b"\n"

    def _line(self, text: str) -> None:
        self._stream += text.encode() + b"\n"


def moment(day: float) -> Instant:
    """So many days after `START`."""
    return Instant((START + round(day * DAY)) * 1_000_000_000)


def commit_range(good: str | None, bad: str | None, service: str = "parcel-api", state: str = "known") -> CommitRange:
    return CommitRange.model_validate(
        {"service": service, "good": good, "bad": bad, "state": state, "reason": f"{service} names no commit"}
    )


def ask(root: Path, *globs: str, ranges: tuple[CommitRange, ...] = (), days: tuple[float, float] = (0, 30)) -> Ask:
    """The question for the repositories that `globs` name under `root`, in a window of some days after `START`."""
    return Ask(
        scope=Scope(
            project="parcel-staging",
            region="europe-west1",
            environment="staging",
            services=(ServiceScope(name="parcel-api"),),
            span=Span(start=moment(days[0]), end=moment(days[1])),
        ),
        root=root,
        source=Source(globs=globs or ("repo",)),
        commits=ranges,
    )
