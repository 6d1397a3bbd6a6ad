import time

import pytest

from incidents.analysis.causes.code import changed_data, changed_limit
from incidents.analysis.causes.code.file_values import FileValue, file_values
from incidents.analysis.course.took import Took, took
from incidents.analysis.facts import Facts
from incidents.model.evidence import Latency, RequestStatistics
from tests import builders
from tests.builders import GOOD
from tests.incidents.analysis.causes.symptoms import change, symptom

YAML = (
    " rates:",
    "   url: https://rates.example",
    "-  read-timeout: 8s",
    "+  read-timeout: 800ms",
    " pool:",
    "-  size: 5",
)
FILE = change(*YAML, path="deploy/staging.yml", path_class="config")
LATE = "Read timed out"


def test_a_value_has_the_keys_around_it_and_both_sides() -> None:
    assert file_values(FILE) == [FileValue("pool.size", "5", None), FileValue("rates.read-timeout", "8s", "800ms")]


@pytest.mark.parametrize(
    ("path", "lines", "said"),
    [
        ("a.toml", (" [rates]", '-wait = "8s"', '+wait = "2s"'), "`rates.wait: 8s -> 2s`"),
        ("a.json", (' "rates": {', '-  "wait": 8,', '+  "wait": 2,'), "`rates.wait: 8 -> 2`"),
        ("a.properties", ("-rates.wait=8", "+rates.wait=2"), "`rates.wait: 8 -> 2`"),
    ],
)
def test_other_formats_are_read_by_their_lines(path: str, lines: tuple[str, ...], said: str) -> None:
    assert [each.said for each in file_values(change(*lines, path=path))] == [said]


def test_a_value_that_only_moved_did_not_change() -> None:
    assert file_values(change("-  wait: 8s", "+  wait: 8s")) == []


def test_a_limit_that_the_requests_tell_is_of_the_closest_kind() -> None:
    (tie,) = changed_limit.ties([FILE], symptom(LATE, took=Took(847.0, 3489.0, ("req-1",))))
    assert tie.closest
    assert tie.did == (
        "sets `rates.read-timeout: 8s -> 800ms` in deploy/staging.yml; the same change sets `pool.size: 5 -> none`"
    )
    assert tie.how == (
        'what takes longer than this is ended; the failure says "timed out"; none of the requests that fail took '
        "longer than 847 ms since, and before they took up to 3489 ms"
    )
    assert "req-1" in tie.cites


@pytest.mark.parametrize(
    "measured",
    [
        None,
        # Far longer than the limit: something else ends them.
        Took(5000.0, 9000.0, ()),
        # Nothing took so long before.
        Took(847.0, 700.0, ()),
    ],
)
def test_a_limit_that_the_requests_do_not_tell_is_weak(measured: Took | None) -> None:
    (tie,) = changed_limit.ties([FILE], symptom(LATE, took=measured))
    assert not tie.strong


def test_a_limit_that_no_request_reaches_or_that_was_raised_ties_nothing() -> None:
    assert changed_limit.ties([FILE], symptom(LATE, took=Took(300.0, 9000.0, ()))) == []
    raised = change("-  read-timeout: 2s", "+  read-timeout: 8s", path="deploy/staging.yml", path_class="config")
    assert changed_limit.ties([raised], symptom(LATE)) == []
    assert changed_limit.ties([FILE], symptom("no such label")) == []


def test_changed_data_is_shown_by_its_values() -> None:
    (tie,) = changed_data.ties([FILE], symptom("no such label"))
    assert tie.did == "changes `pool.size: 5 -> none`, `rates.read-timeout: 8s -> 800ms` in deploy/staging.yml"


def row(revision: str | None, longest: float, route: str = "/labels") -> RequestStatistics:
    latency = Latency(count=20, p50_ms=100, p95_ms=200, p99_ms=300, max_ms=longest)
    named = {} if revision is None else {"revision": revision}
    return builders.request_statistics(latency=latency, route=route, **named)


def test_the_longest_requests_of_both_sides_are_of_the_routes_that_fail() -> None:
    rows = [row(None, 847), row(GOOD, 3489), row(GOOD, 9000, "/other")]
    facts = Facts(
        builders.sealed(collected=builders.collected(builders.revision(name=GOOD), builders.revision(), *rows))
    )
    found = took(facts, rows)
    assert found is not None
    assert (found.now, found.before) == (847, 3489)
    assert took(facts, rows[:1]) is None


@pytest.mark.parametrize(
    ("lines", "measured"),
    [
        (("-  readTimeoutMs: 8000", "+  readTimeoutMs: 800"), Took(847.0, 3489.0, ())),
        (("-  read_timeout_seconds: 8", "+  read_timeout_seconds: 1"), Took(1200.0, 3489.0, ())),
        (("-  read-timeout: 5m", "+  read-timeout: 1m"), Took(61_000.0, 200_000.0, ())),
        # Without a unit it may mean either.
        (("-  read-timeout: 8", "+  read-timeout: 1"), Took(1200.0, 3489.0, ())),
    ],
)
def test_a_limit_is_read_in_the_unit_that_its_value_or_its_name_tells(lines: tuple[str, ...], measured: Took) -> None:
    lowered = change(*lines, path="deploy/staging.yml", path_class="config")
    assert [each.strong for each in changed_limit.ties([lowered], symptom(LATE, took=measured))] == [True]


def test_a_limit_that_another_file_holds_is_not_known_to_be_lower() -> None:
    elsewhere = change("-  read-timeout: ${SLOW}", "+  read-timeout: ${FAST}", path="a.yml", path_class="config")
    assert changed_limit.ties([elsewhere], symptom(LATE)) == []


def test_a_smaller_pool_is_tied_to_a_pool_that_ran_out() -> None:
    lowered = change("-  DB_POOL_SIZE: 20", "+  DB_POOL_SIZE: 5", path="deploy/staging.yml", path_class="config")
    (tie,) = changed_limit.ties([lowered], symptom("QueuePool limit of size 5 overflow 0 reached"))
    assert (tie.strong, tie.did) == (False, "sets `DB_POOL_SIZE: 20 -> 5` in deploy/staging.yml")
    raised = change("-  DB_POOL_SIZE: 5", "+  DB_POOL_SIZE: 20", path="deploy/staging.yml", path_class="config")
    assert changed_limit.ties([raised], symptom("QueuePool limit of size 5 overflow 0 reached")) == []


def test_a_hostile_line_takes_no_long_time() -> None:
    began = time.process_time()
    assert file_values(change("+wait: 1" + " " * 20_000 + "x", "+size: 2 , ")) == [FileValue("size", None, "2")]
    assert time.process_time() - began < 1
