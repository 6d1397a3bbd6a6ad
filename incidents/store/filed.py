"""filed.jsonl: what was about to be written to a tracker, and what came of it, each on the disk before going on."""

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pydantic import ValidationError

from incidents.model.record import Record, canonical
from incidents.store.filesystem import NEW_FILE_MODE, Filesystem
from incidents.store.lock import only_writer
from incidents.store.wording import NOTHING_READ, explained

FILED = "filed.jsonl"
_NOT_FILED = "nothing more was filed; run the command again to go on"


class Step(Record):
    """One write: what is done to what. `other` is the second end of a link; fingerprints, labels and keys are names."""

    number: int
    tracker: str
    verb: str
    subject: str
    other: str | None = None


class Came(Record):
    """What came of a step: the issue as the tracker names it, or the trouble."""

    number: int
    key: str | None = None
    native: str | None = None
    trouble: str | None = None


class Filed:
    """The journal of one incident. A step without an outcome may or may not have been done."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self.steps: list[Step] = []
        self._outcomes: dict[int, Came] = {}
        for step in _read(path):
            if isinstance(step, Step):
                self.steps.append(step)
            else:
                self._outcomes[step.number] = step
        self._last = max((step.number for step in self.steps), default=0)

    def done(self, tracker: str, verb: str, settled_by: str | None = None) -> Iterator[tuple[Step, Came]]:
        """The steps of this kind that are known to have been done there, or to have met that trouble."""
        for step in self.steps:
            came = self._outcomes.get(step.number)
            if (step.tracker, step.verb) == (tracker, verb) and came and came.trouble in (None, settled_by):
                yield step, came

    def begin(self, tracker: str, verb: str, subject: str, other: str | None = None) -> int:
        """Note what is about to be done, before it is; returns the number of the step."""
        self._last += 1
        step = Step(number=self._last, tracker=tracker, verb=verb, subject=subject, other=other)
        self._append({"step": step.model_dump(mode="json", exclude_none=True)})
        self.steps.append(step)
        return self._last

    def end(self, number: int, key: str | None = None, native: str | None = None, trouble: str | None = None) -> None:
        came = Came(number=number, key=key, native=native, trouble=trouble)
        self._append({"came": came.model_dump(mode="json", exclude_none=True)})
        self._outcomes[number] = came

    def _append(self, line: object) -> None:
        """A torn line of a killed process is closed first, and stays as it is."""
        with explained(self._path, _NOT_FILED):
            handle = os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_APPEND | os.O_CLOEXEC, NEW_FILE_MODE)
            with os.fdopen(handle, "r+b") as file:
                size = file.seek(0, os.SEEK_END)
                torn = size > 0 and os.pread(file.fileno(), 1, size - 1) != b"\n"
                file.write((b"\n" if torn else b"") + canonical(line).encode() + b"\n")
                file.flush()
                os.fsync(file.fileno())


@contextmanager
def only_filing(root: Path, disk: Filesystem | None = None) -> Iterator[None]:
    """Hold the right to file from under this report root; raises StoreError at once where another process has it."""
    with only_writer(root / ".filing.lock", root, disk or Filesystem()):
        yield


def _read(path: Path) -> Iterator[Step | Came]:
    with explained(path, NOTHING_READ):
        try:
            content = path.read_bytes()
        except FileNotFoundError:
            return
    for line in content.splitlines():
        try:
            held = json.loads(line)
            yield Step.model_validate(held["step"]) if "step" in held else Came.model_validate(held["came"])
        except (ValueError, ValidationError, KeyError, TypeError, RecursionError):
            continue  # The torn line of a killed process: what it was about to note had not been begun.
