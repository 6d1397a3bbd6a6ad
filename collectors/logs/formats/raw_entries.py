"""What every format gives: entries in the shape in which Cloud Logging exports them."""

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple, Protocol

from collectors.logs.entries.json_values import Json
from collectors.problem_tally import ProblemTally


class RawEntries(Protocol):
    """Iterates once; the rest is known afterwards.

    `cut_off` says why the text seems to end too early, `left_out` what a reader has to know of entries that are in the
    file and were not given, `seen` how many values or lines there were, and `is_array` whether an empty file is one of
    no entries.
    """

    @property
    def cut_off(self) -> str | None: ...
    @property
    def left_out(self) -> str | None: ...
    @property
    def seen(self) -> int: ...
    @property
    def is_array(self) -> bool: ...
    def __iter__(self) -> Iterator[Json]: ...


class Format(NamedTuple):
    """One format. `recognises` gets the first characters of a file; `entries` its text and the services in scope."""

    recognises: Callable[[str], bool]
    entries: Callable[[Iterable[str], ProblemTally, tuple[str, ...]], RawEntries]
