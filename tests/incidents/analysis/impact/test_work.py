"""A service that nobody asks: what its log tells of its work, the way back, and whether it may go on."""

from typing import Any

import pytest

from incidents.analysis.analyse import analyse
from incidents.analysis.facts import Facts
from incidents.analysis.impact.work import is_worker, worked
from incidents.model.evidence import (
    AnyEvidence,
    LogPattern,
    MinuteCount,
    MinuteRequests,
    RequestStatistics,
    RevisionCount,
    StatusCount,
)
from incidents.model.incident import Incident
from incidents.model.scope import ServiceScope
from tests import builders
from tests.builders import BAD, GOOD, SERVICE, at

SHOP = "shop"
SCOPE = builders.scope(services=(ServiceScope(name=SERVICE), ServiceScope(name=SHOP)))


def asked(service: str = SHOP, revision: str = "shop-00001-asd") -> RequestStatistics:
    return builders.request_statistics(
        service=service,
        revision=revision,
        count=9,
        statuses=(StatusCount(status=200, count=9, first=at(1), last=at(1)),),
        by_minute=(MinuteRequests(minute=at(1), count=9, server_errors=0),),
    )


def logged(template: str, *counts: tuple[str, float, int], severity: str = "INFO") -> LogPattern:
    """Counts of one message by revision, hour and number."""
    revisions = sorted({revision for revision, *_ in counts})
    return builders.log_pattern(
        template=template,
        excerpt=template,
        message=None,
        error_type=None,
        severity=severity,
        count=sum(n for *_, n in counts),
        by_revision=tuple(
            RevisionCount(
                revision=name,
                count=sum(n for revision, _, n in counts if revision == name),
                first=at(min(hour for revision, hour, _ in counts if revision == name)),
                last=at(max(hour for revision, hour, _ in counts if revision == name)),
            )
            for name in revisions
        ),
        by_minute=tuple(MinuteCount(revision=revision, minute=at(hour), count=n) for revision, hour, n in counts),
        exemplars=(builders.exemplar(revision=revisions[0]),),
    )


STORED = (GOOD, 0.1, 60), (GOOD, 1.9, 60)
FAILED = logged("label could not be drawn", (BAD, 2.1, 40), (BAD, 3.9, 40), severity="ERROR")


def analysed(*evidence: AnyEvidence, **changes: Any) -> Incident:
    records = (builders.revision(name=GOOD), builders.revision(), *evidence)
    return analyse(builders.sealed(collected=builders.collected(*records), **{"scope": SCOPE, **changes}))


def line(incident: Incident) -> tuple[str, str]:
    texts = {each.id: each.text for each in incident.claims}
    affected = next(each for each in incident.impact.affected if each.component == SERVICE)
    return affected.state, texts[affected.claim]


@pytest.mark.parametrize(
    ("records", "worker"),
    [
        ((logged("label stored", *STORED), asked()), True),
        ((logged("label stored", *STORED), asked(), asked(SERVICE, GOOD)), False),  # it is asked, if only before
        ((logged("label stored", *STORED),), False),  # requests to nobody were read, so that none shows nothing
        ((asked(),), False),  # nothing tells that it works
    ],
)
def test_a_worker_logs_and_is_not_asked_where_others_are(records: tuple[AnyEvidence, ...], worker: bool) -> None:
    facts = Facts(builders.sealed(collected=builders.collected(*records), scope=SCOPE))
    assert is_worker(facts, SERVICE) is worker


@pytest.mark.parametrize(("count", "severity", "did"), [(10, "INFO", True), (9, "INFO", False), (50, "ERROR", False)])
def test_a_revision_worked_that_logged_more_than_a_start_and_errors(count: int, severity: str, did: bool) -> None:
    entry = logged("label stored", (GOOD, 1, count), severity=severity)
    facts = Facts(builders.sealed(collected=builders.collected(entry, asked()), scope=SCOPE))
    assert worked(facts, SERVICE, GOOD) is did


def test_a_worker_of_which_every_job_fails_is_down_and_has_a_way_back() -> None:
    incident = analysed(logged("label stored", *STORED), FAILED, asked())
    (one,) = incident.findings
    assert (one.priority.level, one.priority.row) == ("P1", "C")
    assert one.priority.reason == "80 of 80 entries of its work failed since it began: what it serves is down"
    assert incident.rollback.target == GOOD
    assert incident.rollback.reason.startswith("it was Ready and did its work, and was deployed before")
    state, text = line(incident)
    assert state == "failing"
    assert text == (
        f"{SERVICE} is asked nothing and logged 80 entries in the window, 80 of them errors of kinds that are new or "
        "more frequent, while the messages of its work fell off."
    )


def test_a_worker_that_goes_on_working_beside_its_errors_is_degraded() -> None:
    incident = analysed(logged("label stored", *STORED, (BAD, 2.1, 60), (BAD, 3.9, 60)), FAILED, asked())
    (one,) = incident.findings
    assert one.priority.level == "P2"
    assert line(incident)[0] == "degraded"


def test_a_worker_that_had_not_worked_has_no_way_back() -> None:
    incident = analysed(logged("label stored", (GOOD, 1, 9)), FAILED, asked())
    assert incident.rollback.target is None


def test_a_message_that_came_seldom_before_shows_no_fall() -> None:
    (one,) = analysed(logged("label stored", (GOOD, 0.1, 9), (GOOD, 1.9, 10)), FAILED, asked()).findings
    assert one.priority.level == "P2"


def test_a_healthy_worker_passes_without_a_request() -> None:
    incident = analysed(logged("label stored", *STORED, (BAD, 3, 70)), asked())
    assert line(incident) == (
        "unaffected",
        (
            f"{SERVICE} is asked nothing and logged 70 entries in the window, none of them an error of a kind that is "
            "new or more frequent."
        ),
    )
    assert incident.decision
    criterion = next(each for each in incident.decision.criteria if "by its log" in each.text)
    assert criterion.result == "pass"


def test_a_worker_whose_old_errors_go_on_is_not_told_as_if_it_had_none() -> None:
    old = logged("label torn", (GOOD, 1.5, 9), (BAD, 3, 9), severity="ERROR")
    assert line(analysed(logged("label stored", *STORED, (BAD, 3, 70)), old, asked())) == (
        "as-before",
        (
            f"{SERVICE} is asked nothing and logged 79 entries in the window, none of them an error of a kind that is "
            "new or more frequent, and 9 errors of kinds that were there before."
        ),
    )


def test_a_worker_that_fell_silent_cannot_be_told() -> None:
    incident = analysed(logged("label stored", *STORED), asked())
    assert line(incident) == (
        "not-observed",
        f"No request to {SERVICE} and no entry of it was seen in the window, so its state is unknown.",
    )


def test_a_worker_whose_log_was_not_read_whole_cannot_be_told() -> None:
    cut = builders.reading(status="truncated", why="the file ends inside an entry")
    records = (logged("label stored", *STORED, (BAD, 3, 70)), asked())
    collected = builders.collected(builders.revision(name=GOOD), builders.revision(), *records, readings=(cut,))
    assert line(analyse(builders.sealed(collected=collected, scope=SCOPE)))[0] == "not-observed"
