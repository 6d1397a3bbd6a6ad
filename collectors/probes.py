"""Probes: requests that somebody made to see whether a target answers, from JSON files."""

from typing import ClassVar

from collectors.collector import Ask
from collectors.json_records import JsonObject, Place, RecordSource, first_of, text_of
from collectors.moments import moment
from collectors.problem_tally import ProblemTally
from incidents.model.evidence import AnyEvidence, Probe
from incidents.model.record import canonical, digest
from incidents.model.sealed import Collected

SOURCE = "probes"
LONGEST_EXCERPT = 2000
_NAMES = ("id", "name")
_TARGETS = ("target", "url", "endpoint", "address")


class Probes:
    """Reads lists of probes; what a probe must have is a target, and whether it succeeded."""

    name: ClassVar[str] = SOURCE

    def survey(self, ask: Ask) -> tuple[str, ...]:
        """A line for each glob."""
        return _PROBES.survey(ask)

    def collect(self, ask: Ask) -> Collected:
        """One record for each probe, with the control that was made beside it."""
        return _PROBES.collect(ask)


def _probes(ask: Ask, records: list[tuple[Place, JsonObject]], tally: ProblemTally) -> list[AnyEvidence]:
    made: list[tuple[JsonObject, Probe]] = []
    for place, record in records:
        probe = _probe(ask, place, record)
        if probe is None:
            tally.add("probes without a target or a result", str(place))
        else:
            made.append((record, probe))
    controls = [probe for record, probe in made if _is_control(record)]
    found: dict[str, AnyEvidence] = {}
    for record, probe in made:
        control = None if _is_control(record) else _control(ask, record, probe, made, controls)
        with_control = Probe.model_validate(probe.model_dump(exclude={"hash"}) | {"control": control})
        if found.setdefault(probe.id, with_control) is not with_control:
            tally.add("probes listed twice", probe.locator)
    return list(found.values())


def _probe(ask: Ask, place: Place, record: JsonObject) -> Probe | None:
    target, attempts = text_of(record, *_TARGETS), _attempts(record)
    if target is None or attempts is None:
        return None
    succeeded = _succeeded(record, attempts)
    if succeeded is None:
        return None
    redact = ask.redactor.redact
    status, error, kind = record.get("status"), text_of(record, "error", "message"), text_of(record, "kind", "type")
    when = first_of(record, "at", "time", "timestamp", "checked_at", "started")
    return Probe(
        id=f"probe-{digest(redact(target), kind or '', str(when or ''), text_of(record, *_NAMES) or '')}",
        at=moment(when),
        source=SOURCE,
        locator=str(place),
        excerpt=redact(canonical(record))[:LONGEST_EXCERPT],
        target=redact(target),
        attempts=attempts,
        succeeded=succeeded,
        status=status if isinstance(status, int) and not isinstance(status, bool) else None,
        latency_s=_latency(record),
        error=redact(error) if error else None,
    )


def _attempts(record: JsonObject) -> int | None:
    """How often it was tried; once where nothing is said."""
    value = first_of(record, "n", "attempts", "count", "tries")
    if value is None:
        return 1
    return value if isinstance(value, int) and not isinstance(value, bool) and value > 0 else None


def _succeeded(record: JsonObject, attempts: int) -> int | None:
    """As stated; a single attempt also tells by its error or by its HTTP status."""
    value = first_of(record, "ok", "succeeded", "successes", "success", "passed")
    if isinstance(value, bool):
        return attempts if value else 0
    if isinstance(value, int):
        return value if 0 <= value <= attempts else None
    status = record.get("status")
    if first_of(record, "error") is not None:
        return 0 if attempts == 1 else None
    if attempts == 1 and isinstance(status, int) and not isinstance(status, bool):
        return 1 if 100 <= status < 400 else 0
    return None


def _latency(record: JsonObject) -> float | None:
    for names, divisor in (
        (("latency_s", "latency_seconds", "duration_s", "seconds"), 1),
        (("latency_ms", "duration_ms", "ms"), 1000),
    ):
        value = first_of(record, *names)
        if isinstance(value, (int, float)) and not isinstance(value, bool) and 0 <= value < 10**9:
            return value / divisor
    return None


def _is_control(record: JsonObject) -> bool:
    marks = {str(record.get(name, "")).lower() for name in ("kind", "role", "type")}
    return record.get("control") is True or record.get("is_control") is True or "control" in marks


def _control(
    ask: Ask, record: JsonObject, probe: Probe, made: list[tuple[JsonObject, Probe]], controls: list[Probe]
) -> str | None:
    """The probe that is named as the control, by id, name or target; else the control nearest in time."""
    named = text_of(record, "control", "control_id", "control_target")
    if named is not None:
        matching = [each for other, each in made if named in {text_of(other, key) for key in (*_NAMES, *_TARGETS)}]
        return _nearest(probe, matching).id if matching else ask.redactor.redact(named)
    return _nearest(probe, controls).id if controls else None


def _nearest(probe: Probe, candidates: list[Probe]) -> Probe:
    def distance(candidate: Probe) -> float:
        if probe.at is None or candidate.at is None:
            return float("inf")
        return abs(probe.at.seconds_until(candidate.at))

    return min(candidates, key=lambda candidate: (distance(candidate), candidate.id))


_PROBES = RecordSource(SOURCE, "probe", ("probes", "items", "results", "checks"), _probes)
