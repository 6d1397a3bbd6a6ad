"""Which change of another service took away, or brought, what the failure names."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from incidents.analysis.causes.code.dropped_schema import drops
from incidents.analysis.causes.neighbour.spoken import Spoken
from incidents.analysis.causes.ranking.named import changed_lines, whole
from incidents.model.evidence import FileChange

_SERVED = ("production", "config")


class Taken(NamedTuple):
    """`spelled` is how the change writes the name; `dropped` tells that a migration did it."""

    change: FileChange
    spoken: Spoken
    spelled: str
    dropped: bool


def taken_away(by_commit: Mapping[str, Sequence[FileChange]], wanted: Iterable[Spoken]) -> list[Taken]:
    """For each commit the first of the names that it, and all of them together, took away or brought."""
    served = {sha: [each for each in of if each.path_class in _SERVED] for sha, of in by_commit.items()}
    found: list[tuple[str, Taken]] = []
    for spoken in wanted:
        dropped = [(sha, each) for sha, of in served.items() for each in of if _dropped(each, spoken)]
        found += [(sha, Taken(each, spoken, spoken.name, dropped=True)) for sha, each in dropped]
        for spelled in () if dropped else _spellings(spoken):
            found += _moved(served, spoken, spelled)
    first: dict[str, Taken] = {}
    for sha, taken in found:
        first.setdefault(sha, taken)
    return list(first.values())


def _dropped(change: FileChange, spoken: Spoken) -> bool:
    return spoken.missing and drops(change, spoken.kind, spoken.name)


def _moved(served: Mapping[str, Sequence[FileChange]], spoken: Spoken, spelled: str) -> list[tuple[str, Taken]]:
    net = {sha: sum(_net(each, spelled) for each in of) for sha, of in served.items()}
    sign = -1 if spoken.missing else 1
    if sign * sum(net.values()) <= 0:
        return []
    found = []
    for sha, of in served.items():
        change = max(of, key=lambda each: sign * _net(each, spelled), default=None)
        if change is not None and sign * net[sha] > 0:
            found.append((sha, Taken(change, spoken, spelled, dropped=False)))
    return found


def _net(change: FileChange, name: str) -> int:
    """How many more lines with the name there are than before."""
    lines = [line for line in changed_lines(change).split("\n") if _gives(name, line[1:])]
    return sum(1 if line.startswith("+") else -1 for line in lines)


def _gives(name: str, line: str) -> bool:
    """Whether the line holds the name; a single word that may be prose has to stand as a name stands."""
    if not whole(name, line):
        return False
    if re.search(r"[_/-]|[a-z][A-Z]", name):
        return True
    word = re.escape(name)
    return (
        re.search(rf"[\"'`]{word}[\"'`,]|\b{word}\b\s*(?:[:=?]|\w+\.)|\b(?:val|var|let|const)\s+{word}\b", line)
        is not None
    )


def _spellings(spoken: Spoken) -> list[str]:
    """As the failure writes it, then as a language with another custom would."""
    if spoken.kind == "route":
        return [spoken.name]
    snake = re.sub(r"(?<=[a-z0-9])([A-Z])", r"_\1", spoken.name).lower()
    head, *rest = snake.split("_")
    camel = head + "".join(word.capitalize() for word in rest)
    return list(dict.fromkeys((spoken.name, snake, camel)))
