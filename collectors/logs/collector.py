"""The collector of logs: finds the files, reads each, and accounts for what was read."""

import glob

from collectors.collector import Ask
from collectors.logs.entries.torn_places import TornPlaces
from collectors.logs.file_reader import FileReader
from collectors.logs.grouping.lead import MOST_PER_LEAD
from collectors.logs.grouping.patterns import MOST
from collectors.logs.records.pattern_records import REST
from collectors.logs.records.shown import SOURCE
from collectors.logs.reduction import Reduction
from collectors.named_files import matches, named, survey_lines, unmatched_readings
from incidents.model.record import digest
from incidents.model.scope import Problem, Reading, Span
from incidents.model.sealed import Collected


class Logs:
    """Cloud Run logs from files; implements `collectors.collector.Collector`."""

    @property
    def name(self) -> str:
        return SOURCE

    def survey(self, ask: Ask) -> tuple[str, ...]:
        """What `collect` would read; no file is opened."""
        return survey_lines(ask)

    def collect(self, ask: Ask) -> Collected:
        """Read every file once, those that hold torn traces twice; one reading for each."""
        files = _files(ask)
        reader = FileReader(ask)
        torn = TornPlaces()
        for file in files:
            reader.find_torn_traces(file, torn)
        torn.settle()
        reduction = Reduction(torn)
        readings = [reader.read(file, reduction.take) for file in files]
        reduction.finish()
        readings += [*unmatched_readings(ask, SOURCE), *_bounds_reached(reduction.patterns.folded, torn.left_out)]
        evidence = tuple(sorted(reduction.evidence(ask.redactor.redact), key=lambda each: each.id))
        return Collected(evidence=evidence, readings=tuple(sorted(readings, key=lambda each: each.id)))


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
