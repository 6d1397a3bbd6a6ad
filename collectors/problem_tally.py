"""Counts what could not be used, by kind, with the first place of each."""

from incidents.model.scope import Problem


class ProblemTally:
    """Problems of one reading; the first place of a kind is the first that was added."""

    def __init__(self) -> None:
        self._found: dict[str, tuple[int, str]] = {}
        self._harmless: set[str] = set()

    def add(self, what: str, first: str, count: int = 1, *, harmless: bool = False) -> None:
        """Count `count` more of one kind; `first` is kept only when the kind is new.

        What is harmless was understood and left out on purpose.
        """
        if count > 0:
            before, place = self._found.get(what, (0, first))
            self._found[what] = (before + count, place)
            if harmless:
                self._harmless.add(what)

    @property
    def harmless(self) -> bool:
        """Whether something was counted and all of it was left out on purpose."""
        return bool(self._found) and self._found.keys() <= self._harmless

    def problems(self) -> tuple[Problem, ...]:
        """The kinds in the order of their words, so that the order of reading does not show."""
        return tuple(
            Problem(what=what, count=count, first=first) for what, (count, first) in sorted(self._found.items())
        )
