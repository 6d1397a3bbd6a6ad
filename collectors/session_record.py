"""Records of work sessions with the mode that they declared, from JSON files."""

from pathlib import PurePosixPath
from typing import ClassVar, Literal

from collectors.collector import Ask
from collectors.json_records import JsonObject, Place, RecordSource, text_of
from collectors.moments import moment
from collectors.problem_tally import ProblemTally
from incidents.model.evidence import AnyEvidence, SessionRecord
from incidents.model.record import canonical, digest
from incidents.model.sealed import Collected

SOURCE = "session"
LONGEST_EXCERPT = 2000
_NAMES = ("name", "id", "session", "session_id", "label", "title")
_MODES = ("mode", "declared_mode", "declaredMode", "access")
_STARTS = ("start", "started", "started_at", "startedAt", "start_time", "from", "at")
_ENDS = ("end", "ended", "ended_at", "endedAt", "end_time", "to", "until")
_READ_ONLY = {"readonly", "ro", "read", "observe", "observeonly", "analysis", "analysisonly", "noaction", "nochanges"}
_READ_WRITE = {"readwrite", "rw", "write", "full", "changesallowed"}


class SessionRecords:
    """Reads session records; what a record must have is a mode or a start."""

    name: ClassVar[str] = SOURCE

    def survey(self, ask: Ask) -> tuple[str, ...]:
        """A line for each glob."""
        return _SESSIONS.survey(ask)

    def collect(self, ask: Ask) -> Collected:
        """One record for each session."""
        return _SESSIONS.collect(ask)


def _sessions(ask: Ask, records: list[tuple[Place, JsonObject]], tally: ProblemTally) -> list[AnyEvidence]:
    found: dict[str, AnyEvidence] = {}
    for place, record in records:
        session = _session(ask, place, record, tally)
        if session is None:
            tally.add("records without a mode and a start", str(place))
        else:
            found[session.id] = session
    return list(found.values())


def _session(ask: Ask, place: Place, record: JsonObject, tally: ProblemTally) -> SessionRecord | None:
    nested = record.get("session")
    record = nested if isinstance(nested, dict) else record
    declared, started, ended = text_of(record, *_MODES), text_of(record, *_STARTS), text_of(record, *_ENDS)
    if declared is None and started is None:
        return None
    start, end = moment(started), moment(ended)
    for text, known in ((started, start), (ended, end)):
        if text is not None and known is None:
            tally.add("times without a zone", str(place))
    if start is not None and end is not None and end < start:
        tally.add("sessions that end before they start", str(place))
        end = None
    mode = _mode(declared)
    if mode == "unknown" and declared is not None:
        tally.add("modes that are neither read-only nor read-write", str(place))
    redact = ask.redactor.redact
    name = redact(" ".join((text_of(record, *_NAMES) or PurePosixPath(place.file).stem).split()))
    return SessionRecord(
        id=f"session-{digest(name, started or '', ended or '')}",
        at=start,
        source=SOURCE,
        locator=str(place),
        excerpt=redact(canonical(record))[:LONGEST_EXCERPT],
        name=name,
        mode=mode,
        end=end,
    )


def _mode(declared: str | None) -> Literal["read-only", "read-write", "unknown"]:
    word = "".join(char for char in (declared or "").lower() if char.isalpha())
    if word in _READ_ONLY:
        return "read-only"
    return "read-write" if word in _READ_WRITE else "unknown"


_SESSIONS = RecordSource(SOURCE, "session record", ("sessions", "items", "records"), _sessions)
