"""Evidence of test runs: a run with its accounting, and each case with its attempts."""

from typing import ClassVar, Literal

from pydantic import Field

from incidents.model.evidence.base import Evidence
from incidents.model.evidence.logs import Frame
from incidents.model.instant import Instant
from incidents.model.record import CitationId, Record

Outcome = Literal["passed", "failed", "error", "skipped", "xfailed", "xpassed"]


class Attempt(Record):
    """One execution of a case; reruns make several."""

    outcome: Outcome
    duration_s: float | None
    message: str | None = None


class RunCounts(Record):
    """The producer's own accounting; None is "the run does not tell", never zero."""

    collected: int | None = None
    deselected: int | None = None
    passed: int = Field(default=0, ge=0)
    failed: int = Field(default=0, ge=0)
    errors: int = Field(default=0, ge=0)
    skipped: int = Field(default=0, ge=0)
    xfailed: int = Field(default=0, ge=0)
    xpassed: int = Field(default=0, ge=0)

    @property
    def executed(self) -> int:
        """Cases whose body ran; a skip and an error before the body are not executions."""
        return self.passed + self.failed + self.xfailed + self.xpassed


class TestRun(Evidence):
    """One run of a test command; `at` is its start, None where the report names no zone (`zone` is then "unknown").

    `environment`, `revision`, `exit_code` and `ended` are what a run.json beside the report states, None without one.
    `commit` is the whole id that the workflow run was for, None where no workflow run is known.
    """

    __test__: ClassVar[bool] = False
    kind: Literal["test-run"] = "test-run"
    name: str
    zone: Literal["stated", "unknown"]
    started_text: str | None
    duration_s: float | None
    command: str | None
    counts: RunCounts
    interrupted: bool
    files: tuple[str, ...]
    collection_errors: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    environment: str | None = None
    revision: str | None = None
    exit_code: int | None = None
    ended: Instant | None = None
    commit: str | None = None


class TestFunction(Record):
    """One test as its source has it, named as in a case's `test` behind the path.

    `checks` counts assertions and calls that are named like one, its own and those of what it calls in its file.
    `unseen` are helpers of other files that it calls and that may check as well. `stand_ins` are the mocks, fakes and
    stubs that it names.
    """

    __test__: ClassVar[bool] = False
    name: str
    line: int = Field(ge=1)
    checks: int = Field(ge=0)
    unseen: tuple[str, ...] = ()
    stand_ins: tuple[str, ...] = ()


class TestSource(Evidence):
    """A file of tests, or one that supports tests and falls back, as it stands in one commit.

    `path` is written as in the cases of its runs. `imports` are the stand-ins that it imports, `fallbacks` the
    functions that take one where something else failed.
    """

    __test__: ClassVar[bool] = False
    kind: Literal["test-source"] = "test-source"
    commit: str
    path: str
    imports: tuple[str, ...] = ()
    fallbacks: tuple[str, ...] = ()
    functions: tuple[TestFunction, ...]

    def function(self, test: str) -> TestFunction | None:
        """The test's own function; parameters in brackets are no part of its name, nor are empty ones behind it."""
        name = test.partition("::")[2].partition("[")[0].removesuffix("()")
        return next((each for each in self.functions if each.name == name), None)


class CaseResult(Evidence):
    """One test case in one run; `test` is written path::Class::name whatever the report's dialect."""

    kind: Literal["test-case"] = "test-case"
    run: CitationId
    test: str
    outcome: Outcome
    duration_s: float | None
    message: str | None
    error_type: str | None = None
    frames: tuple[Frame, ...] = ()
    captured: str = ""
    attempts: tuple[Attempt, ...]


class ExecutedLines(Evidence):
    """Lines of a source file that ran: `test` ran them, or where it is None some test of the report.

    `path` is as the coverage report writes it, `lines` holds the first and the last of each stretch. `run` is None
    where no run's report lies beside it.
    """

    kind: Literal["executed-lines"] = "executed-lines"
    run: CitationId | None
    test: str | None
    path: str
    lines: tuple[tuple[int, int], ...] = Field(min_length=1)
