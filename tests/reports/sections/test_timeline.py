from typing import Any

import pytest

from incidents.model.evidence import AnyEvidence, RunCounts
from reports.citations import Citations
from reports.sections.timeline import timeline
from tests.builders import (
    BAD,
    GOOD,
    at,
    finding,
    incident,
    index_of,
    log_pattern,
    platform_event,
    revision,
    sealed,
    test_run,
)

LOG = log_pattern().id


def shown(*records: AnyEvidence, **changes: Any) -> list[tuple[str, str]]:
    """Time and words of every row, without its citations."""
    return [(row[0], row[1].split("[^")[0]) for row in rows(*records, **changes)[0]]


def rows(*records: AnyEvidence, **changes: Any) -> tuple[list[tuple[str, str]], int]:
    known = sealed().collected.evidence
    given = incident(
        **{"claims": (), "index": index_of(tuple({each.id: each for each in (*known, *records)}.values())), **changes}
    )
    found, left_out = timeline(given, {each.id: each for each in records}, Citations(given, {}))
    return [(row.at, row.what) for row in found], left_out


def test_revisions_runs_events_and_findings_stand_in_order() -> None:
    given = (
        revision(),
        revision(name=GOOD),
        test_run(),
        platform_event(event="crash", message="Container terminated.", first=at(2, 20), last=at(2, 30)),
        platform_event(),
    )
    assert shown(*given) == [
        ("2026-03-02 09:00:00Z", f"revision `{GOOD}` was created"),
        ("2026-03-02 11:00:00Z", f"revision `{BAD}` was created"),
        ("2026-03-02 11:05:00Z", "first seen: Labels are not printed"),
        ("2026-03-02 11:06:00Z", "last seen: Labels are not printed"),
        ("2026-03-02 11:20:00Z", "`parcel-api`: Container terminated."),
        ("2026-03-02 11:30:00Z", "test run `nightly` began; 10 cases ran: 9 passed, 1 failed"),
    ]


def test_every_row_cites_its_record() -> None:
    assert rows(revision(), findings=())[0] == [("2026-03-02 11:00:00Z", f"revision `{BAD}` was created[^rev-{BAD}]")]


@pytest.mark.parametrize(
    "record",
    [
        revision(at=at(-1)),  # before the baseline
        revision(at=at(5)),
        revision(at=None),
        revision(service="other"),
        test_run(at=None),
        platform_event(event="instance-start"),
        platform_event(event="crash", service="other"),
    ],
)
def test_what_lies_elsewhere_or_tells_no_time_is_left_out(record: AnyEvidence) -> None:
    assert shown(record, findings=()) == []


def test_a_moment_seen_once_has_one_row() -> None:
    assert shown(findings=(finding(last=finding().first),)) == [
        ("2026-03-02 11:05:00Z", "first seen: Labels are not printed")
    ]


def test_a_finding_without_a_time_has_no_row() -> None:
    assert shown(findings=(finding(first=None, last=None),)) == []


@pytest.mark.parametrize(
    ("counts", "said"),
    [
        (RunCounts(passed=1, skipped=2), "1 case ran: 1 passed, 2 skipped"),
        (RunCounts(errors=4), "no case ran: 4 errors"),
        (RunCounts(), "no case ran"),
    ],
)
def test_skips_and_errors_are_no_executions(counts: RunCounts, said: str) -> None:
    assert shown(test_run(counts=counts), findings=())[0][1] == f"test run `nightly` began; {said}"


def test_what_weighs_least_is_left_out_and_counted() -> None:
    events = [platform_event(event="crash", message=str(n), first=at(2, n), last=at(2, n)) for n in range(30)]
    found, left_out = rows(revision(), *events)
    assert (len(found), left_out) == (24, 9)
    assert f"revision `{BAD}` was created[^rev-{BAD}]" in [what for _, what in found]
    assert f"first seen: Labels are not printed[^{LOG}]" in [what for _, what in found]
