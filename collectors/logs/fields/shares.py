"""Which values of fields failed requests share that those answered well do not."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

import duckdb

from collectors.logs.fields.sampled import Sampled, sample
from collectors.logs.fields.told import Field, told
from collectors.logs.first_step.pieces import Pieces
from collectors.logs.records.shown import Redact
from incidents.model.evidence import FieldShare

_FEWEST = 5
_NEARLY_ALL = 0.9
_AT_MOST = 0.5
_SHOWN = 12


class Shares(NamedTuple):
    """`compared` counts the different values that were looked at."""

    shares: tuple[FieldShare, ...]
    compared: int


NO_SHARES = Shares((), 0)
Place = tuple[int, str]
"""The number of a route, and a revision."""


@dataclass
class _Told:
    """Of requests of one kind, how many told each value and how many told any value of each field."""

    values: Counter[Field] = field(default_factory=Counter)
    names: Counter[str] = field(default_factory=Counter)

    def add(self, fields: frozenset[Field]) -> None:
        self.values.update(fields)
        self.names.update({name for name, _ in fields})


def shares_of(database: duckdb.DuckDBPyConnection, pieces: Pieces, redact: Redact) -> dict[Place, Shares]:
    """Of what the relations `groups` and `routes` hold."""
    requests = sample(database, pieces())
    return shares(told(database, pieces(), requests), redact) if requests else {}


def shares(requests: Mapping[Sampled, frozenset[Field]], redact: Redact) -> dict[Place, Shares]:
    """For each route that failed and each of its revisions; a value that is redacted is not told apart from others."""
    counted: defaultdict[int, defaultdict[tuple[str, bool], _Told]] = defaultdict(lambda: defaultdict(_Told))
    for request, fields in requests.items():
        counted[request.number][request.revision, request.failed].add(fields)
    found: dict[Place, Shares] = {}
    for number, of_route in counted.items():
        revisions = sorted({revision for revision, _ in of_route})
        apart = _first(
            each
            for revision in revisions
            for each in _apart(of_route[revision, True], of_route[revision, False])
            if redact(f"{each[0]}={each[1]}") == f"{each[0]}={each[1]}"
        )
        compared = len({value for each in of_route.values() for value in each.values})
        for revision in revisions:
            both = of_route[revision, True], of_route[revision, False]
            found[number, revision] = Shares(tuple(_share(each, *both) for each in apart), compared if apart else 0)
    return found


def _apart(failed: _Told, well: _Told) -> Iterable[Field]:
    """Values that nearly all failed requests have and at most half of the others, of fields that both tell."""
    for each, times in failed.values.items():
        of_failed, of_well = failed.names[each[0]], well.names[each[0]]
        shared = times >= max(_FEWEST, _NEARLY_ALL * of_failed)
        if shared and of_well >= _FEWEST and well.values[each] <= _AT_MOST * of_well:
            yield each


def _first(values: Iterable[Field]) -> list[Field]:
    return sorted(set(values))[:_SHOWN]


def _share(each: Field, failed: _Told, well: _Told) -> FieldShare:
    return FieldShare(
        name=each[0],
        value=each[1],
        failed=failed.values[each],
        of_failed=failed.names[each[0]],
        well=well.values[each],
        of_well=well.names[each[0]],
    )
