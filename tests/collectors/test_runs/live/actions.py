"""A repository with test artifacts, and the storage that keeps them: two servers, as with GitHub itself."""

import io
import zipfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.collectors.asking import RECORDED
from tests.loopback_github.fake_github import FakeGitHub
from tests.loopback_github.http_loopback import Reply, Seen
from tests.loopback_github.shapes import artifact, workflow_run

NAIVE = """\
<testsuite name="e2e" tests="2" failures="1" errors="0" skipped="0" time="1.5" timestamp="2026-03-02T10:05:00">
<testcase classname="tests.e2e.test_labels" name="test_prints" time="0.5"><failure message="no ink">no ink</failure>
</testcase><testcase classname="tests.e2e.test_labels" name="test_lists" time="0.5"/></testsuite>
"""


def zipped(files: dict[str, str]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(zipfile.ZipInfo(name, (2026, 3, 2, 10, 0, 0)), text)
    return buffer.getvalue()


def recorded(folder: str) -> bytes:
    """A folder of recorded reports as a zip."""
    files = sorted(path for path in (RECORDED / folder).iterdir() if path.is_file())
    return zipped({path.name: Path(path).read_text(encoding="utf-8") for path in files})


@dataclass
class Storage:
    """Gives zips by the number of the artifact, to anybody who has the signed address, and to nobody with a token."""

    zips: dict[int, bytes] = field(default_factory=dict)
    faults: list[Reply] = field(default_factory=list)
    seen: list[Seen] = field(default_factory=list)

    def answer(self, seen: Seen) -> Reply:
        self.seen.append(seen)
        # A signed address and a token besides are too much for the real one too.
        if "authorization" in seen.headers or seen.query != {"sig": "signed"}:
            return Reply(400, b"one form of authentication only")
        if self.faults:
            return self.faults.pop(0)
        number = int(seen.path.strip("/").removesuffix(".zip"))
        return Reply(200, self.zips[number]) if number in self.zips else Reply(404)


@dataclass
class Actions:
    github: FakeGitHub = field(default_factory=FakeGitHub)
    storage: Storage = field(default_factory=Storage)

    def run(self, number: int, **changes: Any) -> "Actions":
        self.github.runs.append(workflow_run(number, **changes))
        return self

    def holds(self, run: int, number: int, content: bytes, name: str = "junit", **changes: Any) -> "Actions":
        held = artifact(number, run, name, **{"size_in_bytes": len(content), **changes})
        self.github.artifacts.setdefault(run, []).append(held)
        self.storage.zips[number] = content
        return self
