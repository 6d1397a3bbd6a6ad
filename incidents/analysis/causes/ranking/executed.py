"""Ties by coverage: which commits wrote a line that the failing test ran."""

import re
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet

from incidents.analysis.causes.ranking.signal import Signal
from incidents.analysis.causes.ranking.traced_lines import traced
from incidents.analysis.causes.tie import Tie
from incidents.model.evidence import FileChange

NAME = "executed-line"
_WEIGHT = 0.4
# These run when a module is loaded, whatever a test does.
_ON_LOADING = re.compile(r"\s*(?:async def |def |class |import |from |@|#|\"\"\"|'''|$)")

Executed = Mapping[str, AbstractSet[int]]
"""The lines that ran, by the path of their file."""

NOTHING_EXECUTED: Executed = {}


def executed_lines(
    executed: Executed, eligible: Mapping[str, Sequence[FileChange]], history: Iterable[Sequence[FileChange]]
) -> Signal:
    """The same for each commit that wrote a line which ran within a function: how many ran tells no more than one."""
    lines = [(path, number) for path, numbers in executed.items() for number in numbers]
    ties: dict[str, list[Tie]] = {}
    for (path, number), written in sorted(traced(lines, history).items(), key=lambda each: each[0]):
        if written.change.commit not in eligible:
            continue
        if written.text[:1].isspace() and not _ON_LOADING.match(written.text):
            ties.setdefault(written.change.commit, [_tie(written.change, path, number)])
    return Signal(dict.fromkeys(ties, _WEIGHT), ties)


def _tie(change: FileChange, path: str, number: int) -> Tie:
    return Tie(
        rule=NAME,
        weight=0.25,
        did=f"changes {path}, line {number} of which the failing test runs",
        how="what the test runs can make it fail, and most of what it runs does not",
        cites=(change.id,),
    )
