"""Ties by coverage: which commits wrote a line that the failing test ran."""

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field

from incidents.analysis.causes.ranking.signal import Signal
from incidents.analysis.causes.ranking.traced_lines import in_repository, traced
from incidents.analysis.causes.tie import Tie
from incidents.model.evidence import FileChange

NAME = "executed-line"
IN_RUN = "executed-in-run"
_WEIGHT = 0.3
# These run when a module is loaded, whatever a test does.
_ON_LOADING = re.compile(r"\s*(?:async def |def |class |import |from |@|#|\"\"\"|'''|$)")


@dataclass(frozen=True)
class Executed:
    """The lines that ran and the records that say so, by the path of their file as the coverage report writes it.

    `by_test` is set where it is known that the failing test itself ran them, and not another one of its run.
    """

    lines: Mapping[str, AbstractSet[int]] = field(default_factory=dict)
    records: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    by_test: bool = True


NOTHING_EXECUTED = Executed()


def executed_lines(
    executed: Executed, eligible: Mapping[str, Sequence[FileChange]], history: Iterable[Sequence[FileChange]]
) -> Signal:
    """The same for each commit that wrote a line which ran within a function: how many ran tells no more than one.

    The fewer such commits there are, the more it is worth, as with a rare word.
    """
    printed = _by_path(executed, eligible)
    lines = [(path, number) for path, name in printed.items() for number in executed.lines[name]]
    ties: dict[str, list[Tie]] = {}
    for (path, number), written in sorted(traced(lines, history).items(), key=lambda each: each[0]):
        if written.change.commit not in eligible:
            continue
        if written.text[:1].isspace() and not _ON_LOADING.match(written.text):
            tie = _tie(written.change, path, number, executed, printed[path])
            ties.setdefault(written.change.commit, [tie])
    rarity = math.log((len(eligible) + 1) / (len(ties) + 0.5))
    return Signal(dict.fromkeys(ties, _WEIGHT * rarity), ties)


def _by_path(executed: Executed, eligible: Mapping[str, Sequence[FileChange]]) -> dict[str, str]:
    """For each changed path of the repository what the coverage report calls it; a name that fits several is none's."""
    by_name: dict[str, dict[str, None]] = {}
    for path in sorted({change.path for changes in eligible.values() for change in changes}):
        by_name.setdefault(path.rpartition("/")[2], {})[path] = None
    found: dict[str, str] = {}
    for name in sorted(executed.lines):
        meant = in_repository(name, by_name.get(name.rpartition("/")[2], {}))
        if meant is not None:
            found.setdefault(meant, name)
    return found


def _tie(change: FileChange, path: str, number: int, executed: Executed, printed: str) -> Tie:
    if executed.by_test:
        did, how = "the failing test runs", "what the test runs can make it fail, and most of what it runs does not"
    else:
        did, how = "the run of the failing test executes", "which of its tests executes the line is not told"
    return Tie(
        rule=NAME if executed.by_test else IN_RUN,
        weight=0.25 if executed.by_test else 0.1,
        did=f"changes {path}, line {number} of which {did}",
        how=how,
        cites=(change.id, *executed.records.get(printed, ())),
    )
