"""The folders that a sink to Cloud Storage writes: a file an hour and shard, read as one source for each log."""

import re
from collections.abc import Iterable, Iterator

from collectors.logs.records.shown import SOURCE
from collectors.problem_tally import ProblemTally
from incidents.model.record import digest
from incidents.model.scope import Reading, Span

# https://cloud.google.com/logging/docs/export/storage, read in 2025: LOG_ID/YYYY/MM/DD/08:00:00_08:59:59_S0.json.
# Late entries come in shards A0, A1, … Some tools write other characters for the colons, and copies that lie in one
# folder have the day in their names: NAME_YYYYMMDD_080000_085959_S0.json.
_SHARD = re.compile(
    r"(?P<log>.*?)(?:/?\b\d{4}/\d\d/\d\d/|[/_-]?(?<!\d)\d{8}_)"
    r"\d\d(?P<c>[:_.-]?)\d\d(?P=c)\d\d_\d\d(?P=c)\d\d(?P=c)\d\d_[SA]\d+\.json(?:\.gz)?"
)


def folded(readings: Iterable[Reading]) -> Iterator[Reading]:
    """The readings with the complete ones of one log as one; hours without entries have no file and are no gap.

    Readings that are not complete stay by themselves, so that each is seen.
    """
    logs: dict[str, list[Reading]] = {}
    for each in readings:
        found = _SHARD.fullmatch(each.what) if each.status == "complete" else None
        if found:
            logs.setdefault(found["log"], []).append(each)
        else:
            yield each
    for log, shards in sorted(logs.items()):
        yield shards[0] if len(shards) == 1 else _one(log, sorted(shards, key=lambda each: each.what))


def _one(log: str, shards: list[Reading]) -> Reading:
    what = f"{log or '.'} ({len(shards)} files of a sink)"
    problems = ProblemTally()
    for shard in shards:
        for each in shard.problems:
            problems.add(each.what, f"{shard.what} {each.first}", each.count)
    starts = [shard.span.start for shard in shards if shard.span.start]
    ends = [shard.span.end for shard in shards if shard.span.end]
    return Reading(
        id=f"reading-{digest(SOURCE, log, 'sink')}",
        source=SOURCE,
        what=what,
        span=Span(start=min(starts), end=max(ends)) if starts and ends else Span(),
        items=sum(shard.items for shard in shards),
        pages=len(shards),
        status="complete",
        problems=problems.problems(),
    )
