"""From files and answers to the evidence they amount to, and the readings that account for them."""

from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple

import duckdb

from collectors.collector import Ask
from collectors.logs.evidence import Found
from collectors.logs.first_step.engine import engine, give_more_memory
from collectors.logs.first_step.grouping import Grouping
from collectors.logs.joining import group_whole, join
from collectors.logs.ledger import Page, ledger, take_off_repeats
from collectors.logs.live.answer import live_answer
from collectors.logs.readings import bounds_reached, fields_not_compared, file_readings
from collectors.logs.source_files import SourceFiles, can_run
from collectors.logs.splits.split_entries import SplitEntries
from collectors.logs.splits.split_reading import split_readings
from collectors.problem_tally import ProblemTally
from incidents.model.evidence import AnyEvidence, RequestStatistics
from incidents.model.instant import Instant
from incidents.model.scope import Reading
from incidents.timing.timer import Timer

_READ_AGAIN = 64 << 20
"""Bytes up to which the fields of failed requests are looked at: reading more once again would take too long."""


class Reduced(NamedTuple):
    """What was found, and a reading for each file and query and for each bound that was reached."""

    evidence: tuple[AnyEvidence, ...]
    readings: tuple[Reading, ...]


def reduce_entries(ask: Ask, names: Sequence[str], folder: Path, now: Instant, timer: Timer) -> Reduced:
    """Read everything once; what is spooled and spilled lies in `folder`, which the caller removes."""
    answer = live_answer(ask, folder, now, timer) if ask.source.live else None
    files = {name: ask.root / name for name in names}
    answered = {answer.name: answer.path} if answer is not None and answer.fetched.entries else {}
    if not files and not answered:
        return Reduced((), () if answer is None else (answer.reading(None, Page()),))
    until = ask.scope.span.end.nanoseconds if ask.scope.span.end else None
    splits, odd = SplitEntries(), ProblemTally()
    sources = SourceFiles(ask, folder, files, answered)
    # One thread is enough for what is read in no time, and is ready sooner.
    threads = 1 if sources.is_small else None
    with engine(folder, threads) as database:
        grouping = Grouping(database, ask.scope.service_names, until)
        pages, left_out = _grouped(grouping, sources)
        # What follows is small beside the groups, and must not fail for what they take.
        give_more_memory(database)
        join(grouping, folder, splits, odd)
        grouping.find_repeats()
        take_off_repeats(database, pages)
        again = partial(_in_window, sources, until) if sources.size <= _READ_AGAIN else None
        found = Found.of(database, ask.redactor.redact, ask.code, again)
    requests = [each for each in found.evidence if isinstance(each, RequestStatistics)]
    readings = [
        *file_readings(ask, names, sources.accounts, pages),
        *bounds_reached(found.bounded, found.beyond, left_out, requests),
        *(() if again else fields_not_compared(requests)),
        *found.readings,
    ]
    if answer is not None:
        readings.append(answer.reading(sources.accounts.get(answer.name), pages.get(answer.name, Page())))
    joining = split_readings(splits, (*odd.problems(), *found.odd.problems()))
    return Reduced(found.evidence, (*readings, *joining))


def _in_window(sources: SourceFiles, until: int | None) -> Iterator[str]:
    for piece in sources.pieces():
        yield piece if until is None else f"SELECT * FROM ({piece}) WHERE ns <= {until}"


def _grouped(grouping: Grouping, sources: SourceFiles) -> tuple[dict[str, Page], int]:
    """Group until all that the first step reads itself was understood; the pages, and the lines too many to join."""
    while True:
        try:
            left_out = group_whole(grouping, sources.pieces)
        except duckdb.Error:
            if not sources.without_unreadable(lambda query: can_run(grouping.database, query)):
                raise
            continue
        pages = ledger(grouping.database)
        if not sources.without_odd(pages):
            return pages, left_out
