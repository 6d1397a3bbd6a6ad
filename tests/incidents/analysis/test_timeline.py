from incidents.analysis.facts import Facts
from incidents.analysis.timeline import timeline
from incidents.model.evidence import AnyEvidence, OpenIssue, Probe, RunCounts, SessionRecord, TrafficShare
from incidents.model.finding import Finding
from tests import builders
from tests.builders import BAD, GOOD, SERVICE, at

ISSUE = OpenIssue(
    id="issue-12",
    at=at(3, 1),
    source="issues",
    locator="issues.json#12",
    excerpt="#12 Labels are blank",
    number=12,
    title="Labels are blank",
    state="closed",
    labels=(),
    url=None,
    body="",
    closed_at=at(9),
)
PROBE = Probe(
    id="probe-1",
    at=at(2, 40),
    source="probes",
    locator="probes.json#1",
    excerpt="",
    target="/health",
    attempts=3,
    succeeded=2,
    status=200,
    latency_s=None,
    error=None,
)
SESSION = SessionRecord(
    id="session-1",
    at=at(1, 50),
    source="session",
    locator="s",
    excerpt="",
    name="gardening",
    mode="read-only",
    end=None,
)
TRAFFIC = builders.platform_event(first=at(2, 1), last=at(2, 1), traffic=(TrafficShare(revision=BAD, percent=100),))
RUN = builders.test_run(counts=RunCounts(passed=9, failed=1), interrupted=True)


def rows(*evidence: AnyEvidence, findings: tuple[Finding, ...] = ()) -> list[tuple[str, str]]:
    facts = Facts(builders.sealed(collected=builders.collected(*evidence)))
    return [(str(each.at)[11:16], each.claim.text) for each in timeline(facts, list(findings)).moments]


def test_everything_that_is_dated_stands_in_one_list_in_order() -> None:
    records = (builders.revision(name=GOOD), builders.revision(), TRAFFIC, ISSUE, PROBE, SESSION, RUN)
    pattern = builders.log_pattern()
    assert rows(*records, pattern, builders.commit(), findings=(builders.finding(),)) == [
        ("09:00", f"{GOOD} was created."),
        ("10:00", "Commit 222222222222 (deployed): Print labels in the background"),
        ("10:50", "Session gardening began, declared read-only."),
        ("11:00", f"{BAD} was created."),
        ("11:01", f"{SERVICE} was told to send 100 percent to {BAD}."),
        ("11:05", "First seen: Labels are not printed."),
        ("11:06", "Last seen: Labels are not printed."),
        ("11:30", "Run nightly began: 9 passed, 1 failed, and was stopped."),
        ("11:40", "/health answered 2 of 3 attempts."),
        ("12:01", "Issue 12 was opened: Labels are blank"),
    ]


def test_what_lies_outside_of_the_window_or_has_no_time_is_left_out() -> None:
    assert rows(builders.commit(at=at(5)), builders.test_run(at=None, zone="unknown")) == []


def test_each_row_cites_the_record_that_dates_it() -> None:
    facts = Facts(builders.sealed(collected=builders.collected(PROBE, RUN)))
    assert [each.claim.cites for each in timeline(facts, []).moments] == [(RUN.id,), (PROBE.id,)]


def test_two_things_of_one_moment_have_an_order_of_their_own() -> None:
    first, second = builders.test_run(name="a"), builders.test_run(name="b")
    assert rows(first, second) == rows(second, first)


def test_where_there_are_too_many_what_weighs_least_is_left_out_and_counted() -> None:
    commits = tuple(builders.commit(sha=str(n) * 40, at=at(2, n)) for n in range(3, 6))
    facts = Facts(builders.sealed(collected=builders.collected(*commits, PROBE, RUN)))
    told = timeline(facts, [], most=3)
    assert ([each.kind for each in told.moments], told.more) == (["commit", "run", "probe"], 2)
    assert timeline(facts, []).more == 0
