"""What one report of tests says, whatever its format; texts are as the producer wrote them, nothing is redacted yet."""

from dataclasses import dataclass, field
from typing import Literal

from incidents.model.evidence import Outcome
from incidents.model.scope import Problem

NO_LAST_LINE = "the console text ends before pytest's last line"
"""A stop that only the console text suggests: some plugins of pytest print another last line."""

BETWEEN_TITLES = " > "
"""What stands between the titles around a test and its own, for runners whose tests have titles."""

Phase = Literal["setup", "call", "teardown", "collection"]


class UnusableReportError(Exception):
    """A file that is a report and cannot be read as one; the text says why, without the file's name."""


@dataclass(frozen=True)
class Mishap:
    """Why one execution did not simply pass: a failure, an error, a skip, an expected failure."""

    outcome: Outcome
    message: str = ""
    error_type: str | None = None
    text: str = ""
    phase: Phase = "call"


@dataclass(frozen=True)
class Execution:
    """One execution of a case. `outcome` is the producer's; `mishaps` are in the order in which they were printed."""

    outcome: Outcome
    duration_s: float | None = None
    mishaps: tuple[Mishap, ...] = ()
    captured: str = ""


@dataclass(frozen=True)
class Address:
    """What a report says of where a case lives. `node_id` is set where the format gives pytest's own name."""

    name: str = ""
    classname: str = ""
    file: str | None = None
    suite: str = ""
    suite_index: int = 0
    host: str | None = None
    node_id: str | None = None


@dataclass(frozen=True)
class ReportedCase:
    """One entry of a report; a rerun or a failing teardown may give a case several entries."""

    address: Address
    executions: tuple[Execution, ...]
    rerun: bool = False


@dataclass(frozen=True)
class Stated:
    """The producer's own figures; None is "not stated". `subtests_failed` are counted within `failed` by pytest."""

    collected: int | None = None
    deselected: int | None = None
    passed: int | None = None
    failed: int | None = None
    errors: int | None = None
    skipped: int | None = None
    xfailed: int | None = None
    xpassed: int | None = None
    subtests_failed: int = 0


@dataclass(frozen=True)
class RunReport:
    """One report of one run. `cut` says why it is not whole; `stops` why the run itself did not come to its end."""

    format: str
    pytest: bool
    cases: tuple[ReportedCase, ...] = ()
    stated: Stated = field(default_factory=Stated)
    starts: tuple[str, ...] = ()
    duration_s: float | None = None
    command: str | None = None
    rootdir: str | None = None
    report_file: str | None = None
    summary: str = ""
    stops: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()
    cut: str | None = None
