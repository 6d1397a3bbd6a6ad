"""What became of the tests, run by run, and of what was planned."""

from typing import Literal

from pydantic import Field

from incidents.model.finding import Ratio
from incidents.model.record import CitationId, Record


class Figure(Record):
    """How many cases stand so; the word is one of ours."""

    word: str
    n: int = Field(ge=1)


class RunAccount(Record):
    """What the cases of one run show, beside the run's own figures, which its record holds.

    `environment` is None where it is not known. `real` are passes among real executions, None for a run before the
    window, whose cases are not judged. `standings` counts all cases by what they show, `unreached` those without a
    result by why. `mean_s` is the run's duration over its executed cases.
    """

    run: CitationId
    side: Literal["window", "before"]
    environment: str | None
    real: Ratio | None
    standings: tuple[Figure, ...] = ()
    unreached: tuple[Figure, ...] = ()
    mean_s: float | None = None


class PlanLine(Record):
    """What became of one planned test: `runs` are those that executed something of it.

    `state` is "elsewhere" where every run of it states another environment than the plan, "not-comparable" where the
    plan names no path, and "no-run" where the window has no run at all.
    """

    planned: CitationId
    state: Literal["ran", "elsewhere", "not-run", "not-comparable", "no-run"]
    executed: int = Field(ge=0)
    passed: int = Field(ge=0)
    runs: tuple[CitationId, ...] = ()
