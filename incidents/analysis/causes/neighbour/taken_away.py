"""Which change of another service took away, or brought, what the failure names."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from incidents.analysis.causes.code.declared_routes import added
from incidents.analysis.causes.code.dropped_schema import drops
from incidents.analysis.causes.code.given_names import net, spellings
from incidents.analysis.causes.neighbour.spoken import Spoken
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
        for spelled in () if dropped else _spellings(spoken, served):
            found += _moved(served, spoken, spelled)
    first: dict[str, Taken] = {}
    for sha, taken in found:
        first.setdefault(sha, taken)
    return list(first.values())


def _dropped(change: FileChange, spoken: Spoken) -> bool:
    return spoken.missing and drops(change, spoken.kind, spoken.name)


def _moved(served: Mapping[str, Sequence[FileChange]], spoken: Spoken, spelled: str) -> list[tuple[str, Taken]]:
    more = {sha: sum(net(each, spelled) for each in of) for sha, of in served.items()}
    sign = -1 if spoken.missing else 1
    if sign * sum(more.values()) <= 0:
        return []
    found = []
    for sha, of in served.items():
        change = max(of, key=lambda each: sign * net(each, spelled), default=None)
        if change is not None and sign * more[sha] > 0:
            found.append((sha, Taken(change, spoken, spelled, dropped=False)))
    return found


def _spellings(spoken: Spoken, served: Mapping[str, Sequence[FileChange]]) -> list[str]:
    """A route is written with its parameters."""
    if spoken.kind != "route":
        return spellings(spoken.name)
    written = {literal for of in served.values() for each in of for literal in added(each, spoken.name)}
    return [*sorted(written), spoken.name]
