"""When a run started, only where a zone is stated; what merely suggests a time is told as such."""

import re
from dataclasses import dataclass
from typing import Literal

from collectors.moments import moment
from incidents.model.instant import Instant

_IN_NAME = re.compile(
    r"(?<!\d)(20\d\d)-?(\d\d)-?(\d\d)[T_. -]?(\d\d)[:h_.-]?(\d\d)(?:[:m_.-]?(\d\d))?(?P<zone>Z(?![A-Za-z]))?(?!\d)"
)
_APART_S = 120
_JOB = 3
_OF_JOB = "the start is that of the workflow run, whose tests began later"


@dataclass(frozen=True)
class Start:
    """`text` is the start as its source wrote it; `at` is None and `zone` unknown where no source names a zone."""

    at: Instant | None
    zone: Literal["stated", "unknown"]
    text: str | None
    notes: tuple[str, ...] = ()


def start_of(
    reported: tuple[str, ...], hinted: str | None, stamped: str | None, name: str, job: str | None = None
) -> Start:
    """Choose among the report's own starts, a run.json, the stamps of the job's log, its run, and a Z in the name.

    Digits without a Z in a folder's name are only noted: they may be anybody's local time. `job` is when the workflow
    run began, which is earlier than its tests, and so the last of what has a zone.
    """
    named_text, named = _named(name)
    sources = [
        _earliest(reported),
        (moment(hinted) if hinted else None, hinted),
        (moment(stamped) if stamped else None, stamped),
        (moment(job) if job else None, job),
        (named, named_text),
    ]
    notes = _notes(sources)
    for place, (at, text) in enumerate(sources):
        if at is not None:
            return Start(at, "stated", text, (*notes, _OF_JOB) if place == _JOB else notes)
    if named_text:
        notes = (*notes, f"the folder's name suggests a start at {named_text}, without a zone")
    return Start(None, "unknown", next((text for _, text in sources[:_JOB] if text), None), notes)


def _earliest(reported: tuple[str, ...]) -> tuple[Instant | None, str | None]:
    """The first start of the suites; without a moment when one of them names no zone, as it may be the first."""
    own = [(found, text) for text in reported if (found := moment(text)) is not None]
    if own and len(own) == len(reported):
        return min(own)
    return None, min(reported, default=None)


def _named(name: str) -> tuple[str | None, Instant | None]:
    found = _IN_NAME.search(name)
    if found is None:
        return None, None
    year, month, day, hour, minute, second = found.groups()[:6]
    text = f"{year}-{month}-{day} {hour}:{minute}:{second or '00'}"
    try:
        at = Instant.parse(f"{text}Z")
    except ValueError:
        return None, None
    return (f"{text}Z", at) if found["zone"] else (text, None)


def _notes(sources: list[tuple[Instant | None, str | None]]) -> tuple[str, ...]:
    found = []
    for (at, text), whose in zip(sources[:2], ("the report's start", "the start in run.json"), strict=True):
        if text and at is None:
            found.append(f"{whose} {text} names no zone")
    stated = [at for at, _ in sources[:2] if at is not None]
    if len(stated) == 2 and abs(stated[0].seconds_until(stated[1])) > _APART_S:
        found.append(f"the report starts at {stated[0]}, run.json says {stated[1]}")
    return tuple(found)
