"""The collector of logs: finds the files or asks the service, reads each, and accounts for what was read."""

import glob
import time
from collections.abc import Callable

from collectors.collector import Ask
from collectors.logs.entries.torn_places import TornPlaces
from collectors.logs.file_reader import FileReader
from collectors.logs.grouping.lead import MOST_PER_LEAD
from collectors.logs.grouping.patterns import MOST
from collectors.logs.live.answer import live_answers
from collectors.logs.live.pacing import REAL_TIMER, Timer
from collectors.logs.live.query import query_of
from collectors.logs.records.pattern_records import REST
from collectors.logs.records.shown import SOURCE
from collectors.logs.reduction import Reduction
from collectors.logs.sink_folders import folded
from collectors.logs.splits.split_reading import split_readings
from collectors.named_files import matches, named, survey_lines, unmatched_readings
from incidents.model.instant import Instant
from incidents.model.record import digest
from incidents.model.scope import Problem, Reading, Span
from incidents.model.sealed import Collected


class Logs:
    """Cloud Run logs from files or Cloud Logging; implements `collectors.collector.Collector`."""

    def __init__(self, clock: Callable[[], float] = time.time, timer: Timer = REAL_TIMER) -> None:
        """`clock` tells the time at which a live read without an end ends, `timer` what waiting takes."""
        self._clock = clock
        self._timer = timer

    @property
    def name(self) -> str:
        return SOURCE

    def survey(self, ask: Ask) -> tuple[str, ...]:
        """What `collect` would read; no file is opened and nothing is asked."""
        live = (ask.redactor.redact(query_of(ask.scope, self._now()).text),) if ask.source.live else ()
        return (*live, *survey_lines(ask))

    def collect(self, ask: Ask) -> Collected:
        """Read every file once, those that hold torn traces twice; one reading for each, and for each live query."""
        files = _files(ask)
        reader = FileReader(ask)
        torn = TornPlaces()
        with live_answers(ask, self._now(), self._timer) as answers:
            for file in files:
                reader.find_torn_traces(file, torn)
            for answer in answers:
                answer.find_torn_traces(torn)
            torn.settle()
            reduction = Reduction(torn)
            readings = list(folded([reader.read(file, reduction.take) for file in files]))
            readings += [answer.read(reduction.take) for answer in answers]
        reduction.finish()
        readings += [*unmatched_readings(ask, SOURCE), *_bounds_reached(reduction.patterns.folded, torn.left_out)]
        readings += split_readings(reduction.splits, reduction.problems.problems())
        evidence = tuple(sorted(reduction.evidence(ask.redactor.redact), key=lambda each: each.id))
        return Collected(evidence=evidence, readings=tuple(sorted(readings, key=lambda each: each.id)))

    def _now(self) -> Instant:
        return Instant(int(self._clock()) * 1_000_000_000)


def _files(ask: Ask) -> tuple[str, ...]:
    """Every file that is named, once, in the order of names; a folder stands for all files below it."""
    found: dict[str, str] = {}
    for name in named(ask):
        path = ask.root / name
        inside = matches(ask.root, f"{glob.escape(name)}/**") if path.is_dir() else (name,)
        for each in inside:
            file = ask.root / each
            if file.is_file():
                found.setdefault(str(file.resolve()), each)
    return tuple(sorted(found.values()))


def _bounds_reached(folded: int, not_joined: int) -> list[Reading]:
    """One more reading where a bound made messages that differ count as one."""
    like = (
        f"messages that begin alike were more than {MOST_PER_LEAD}, or those of a service and severity more than {MOST}"
    )
    counts = (
        (f"entries counted in patterns with {REST}, since {like}", folded),
        ("lines of stack traces stored one by one that were too many to be joined", not_joined),
    )
    problems = tuple(Problem(what=what, count=count, first="all files") for what, count in counts if count)
    if not problems:
        return []
    bounded = Reading(
        id=f"reading-{digest(SOURCE, 'grouping')}",
        source=SOURCE,
        what="grouping of all entries that were read",
        span=Span(),
        items=0,
        pages=0,
        status="truncated",
        why="there were more different messages than are kept apart; they are counted, their words are not all kept",
        problems=problems,
    )
    return [bounded]
