from typing import Any

from incidents.model.evidence import AnyEvidence, RunCounts
from incidents.model.run_account import RunAccount
from reports.citations import Citations
from reports.test_run.failures import FailureGroup, failure_groups
from tests import builders
from tests.builders import case_result, incident, index_of, sealed

TIMEOUT = "Failed: Timeout >120.0s\nat line 7"


def groups(*records: AnyEvidence, **changes: Any) -> tuple[tuple[FailureGroup, ...], int]:
    runs = [each for each in records if each.kind == "test-run"]
    every = {each.id: each for each in (*sealed().collected.evidence, *records)}
    accounts = tuple(RunAccount(run=each.id, side="window", environment=None, real=None) for each in runs)
    given = incident(index=index_of(tuple(every.values())), runs=accounts, **changes)
    return failure_groups(given, every, Citations(given, every))


def case(number: int, message: str = TIMEOUT, **changes: Any) -> AnyEvidence:
    return case_result(test=f"tests/test_a.py::test_{number:02}", message=message, **changes)


def test_cases_that_say_the_same_are_one_failure_the_frequent_one_first() -> None:
    run = builders.test_run(counts=RunCounts(failed=9, passed=3))
    (first, second), more = groups(run, *(case(number) for number in range(8)), case(8, "AssertionError: 1 != 2"))
    assert first.head.startswith("8 of 12 cases not skipped in `nightly`[^case-")
    assert first.words == "```text\nFailed: Timeout >120.0s\nat line 7\n```"
    assert first.tests.endswith("`tests/test_a.py::test_05`, and 2 more")
    assert second.head.startswith("1 of 12 cases")
    assert more == 0


def test_what_the_output_of_a_failure_warns_of_is_shown() -> None:
    run = builders.test_run()
    captured = "connecting\nWARNING: no welcome within 3 s\nWARNING: no welcome within 3 s\nclosed"
    (group,), _ = groups(run, case(1, captured=captured))
    assert group.warned == "```text\nWARNING: no welcome within 3 s\n```"
    (group,), _ = groups(run, case(1, captured="no errors so far"))
    assert group.warned is None


def test_the_newest_run_is_read_first() -> None:
    old, new = builders.test_run(name="old"), builders.test_run(name="new")
    found, _ = groups(old, new, case(1, run=old.id), case(1, run=new.id))
    assert ["`old`" in each.head for each in found] == [False, True]


def test_passes_and_skips_are_no_failures() -> None:
    run = builders.test_run()
    assert groups(run, case(1, outcome="passed"), case(2, outcome="skipped")) == ((), 0)


def test_what_is_left_out_is_counted() -> None:
    run = builders.test_run()
    found, more = groups(run, *(case(number, f"ValueError: {number}") for number in range(15)))
    assert (len(found), more) == (12, 3)
