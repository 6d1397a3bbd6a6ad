"""The terms of the contract: what must hold of everything that a collector ever gives back."""

import tempfile
from datetime import datetime
from pathlib import Path

from pydantic import BaseModel

from collectors.collector import Ask, Collector
from incidents.model.evidence import EVIDENCE
from incidents.model.instant import Instant
from incidents.model.scope import Reading
from incidents.model.sealed import Collected

_OUTSIDE = ("/", "~", "..")


def kept(collector: Collector, ask: Ask) -> Collected:
    """What the collector gives, once every term was checked; an exception of it is the test's own."""
    before = _state(ask.root)
    found = collector.collect(ask)
    assert isinstance(found, Collected)
    assert _state(ask.root) == before, "the collector changed what it reads"
    assert not any(Path(tempfile.gettempdir()).iterdir()), "the collector left temporary files"
    _identified(found)
    for evidence in found.evidence:
        assert EVIDENCE.validate_json(evidence.model_dump_json()) == evidence, "evidence does not survive being stored"
        assert evidence.source == collector.name
        assert evidence.locator, f"{evidence.id} says not where it was read"
        assert not evidence.locator.startswith(_OUTSIDE), f"{evidence.locator} is no place below the root"
        _aware(evidence)
    for reading in found.readings:
        assert Reading.model_validate_json(reading.model_dump_json()) == reading, "a reading does not survive"
        assert reading.source == collector.name
        assert reading.what, "a reading says not what was searched"
        assert reading.status == "complete" or reading.why, "a reading says not why it ended"
    text = stored(found).decode()
    assert str(ask.root) not in text, "a path of this machine was kept"
    return found


def stored(found: Collected) -> bytes:
    """The bytes that a build would store."""
    return found.model_dump_json(indent=1).encode()


def accounted(found: Collected) -> None:
    """Where nothing was read, readings that failed say so."""
    assert found.readings, "nothing says what was searched"
    assert found.evidence or any(each.status != "complete" or each.problems for each in found.readings), (
        "nothing was found and nothing says that something went wrong"
    )


def _identified(found: Collected) -> None:
    for part in (found.evidence, found.readings):
        ids = [each.id for each in part]
        assert ids == sorted(set(ids)), "ids are not sorted or not each their own"


def _aware(value: object) -> None:
    assert not isinstance(value, datetime), "a time that is no Instant"
    if isinstance(value, BaseModel) and not isinstance(value, Instant):
        for _, each in value:
            _aware(each)
    elif isinstance(value, (tuple, list)):
        for each in value:
            _aware(each)


def _state(root: Path) -> list[tuple[str, int, int]]:
    """Names, sizes and times of change of everything below."""
    found = []
    for path in sorted(root.rglob("*")):
        status = path.lstat()
        found.append((path.relative_to(root).as_posix(), status.st_size, status.st_mtime_ns))
    return found
