import time
from typing import Any

import pytest

from incidents.analysis.facts import Facts
from incidents.analysis.priority.lost_data import losses, says_so
from incidents.analysis.priority.priority import priority_of
from incidents.model.evidence import LogPattern, MinuteCount
from incidents.model.finding import Finding
from tests import builders
from tests.builders import GOOD, SERVICE, at
from tests.incidents.analysis.causes.symptoms import change

SQL = "db/migrations/0007_weight.sql"


@pytest.mark.parametrize(
    "said",
    [
        "discarding message <id>: schema mismatch",
        "message <id> dropped: buffer full",
        "dropped <num> of <num> pending records",
        "possible data loss in shipment <id>",
        "moved to dead letter: order <id>",
        "event sent to shipments dead-letter topic after <num> attempts",
        "delivery <id> was dead-lettered",
        "payment <id> has been lost",
        "queue closed, losing queued jobs",
        "overwrote a record that another writer changed",
        "Discarded ParcelSyncJob: DeserializationError",
    ],
)
def test_words_that_tell_of_a_loss(said: str) -> None:
    assert says_so(said)


@pytest.mark.parametrize(
    "said",
    [
        "cache entry <id> dropped: evicted after <num> s",
        "dropped packets on eth0",
        "dropped connection to the record store",
        "lost connection while reading messages",
        "dropped privileges to uid <num>",
        "dropping span batch: exporter queue is full",
        "log records dropped by the sink",
        "duplicate message <id> discarded",
        "message dropped, will retry in <num> s",
        "shut down without data loss",
        "no messages were lost",
        "the record must not be dropped",
        "dead letter topic is not configured",
        "failed to drop the table records",
        "video frames dropped",
        "order <id> is invalid",
        "lost the lock on row <id>",
    ],
)
def test_words_that_tell_of_none(said: str) -> None:
    assert not says_so(said)


def test_a_long_line_of_numbers_is_read_in_a_moment() -> None:
    began = time.process_time()
    assert not says_so(f"dropped {('1' * 40 + ' ') * 4}of it")
    assert time.process_time() - began < 1


def given(*records: Any, **changes: Any) -> tuple[Facts, Finding]:
    facts = Facts(builders.sealed(collected=builders.collected(*records)))
    return facts, builders.finding(**{"kind": "log", "primary": (records[0].id,), **changes})


def lost(**changes: Any) -> LogPattern:
    return builders.log_pattern(template="message <id> dropped: buffer full", error_type=None, **changes)


def test_a_new_message_of_a_loss_is_row_a_and_a_cited_sentence() -> None:
    facts, finding = given(lost())
    ranked = priority_of(facts, finding)
    said = "data may have been lost: `message <id> dropped: buffer full` was logged 12 times, and not before"
    assert (ranked.level, ranked.row, ranked.reason) == ("P0", "A", said)
    (claim,) = losses(facts, [finding])
    assert (claim.text, claim.cites) == (f"{finding.title}: {said}.", finding.primary)


def test_a_warning_of_it_counts_and_an_information_does_not() -> None:
    facts, finding = given(lost(severity="WARNING"), kind="warning")
    assert priority_of(facts, finding).row == "A"
    facts, finding = given(lost(severity="INFO"))
    assert priority_of(facts, finding).row != "A"


@pytest.mark.parametrize("changes", [{"kind": "test"}, {"state": "flaky"}])
def test_a_test_or_what_is_not_new_tells_of_no_loss(changes: dict[str, str]) -> None:
    facts, finding = given(lost(), **changes)
    assert losses(facts, [finding]) == []


def test_what_was_logged_before_as_well_is_no_loss_of_the_window() -> None:
    minutes = (MinuteCount(revision=GOOD, minute=at(0, 5), count=1), *lost().by_minute)
    facts, finding = given(lost(by_minute=minutes), state="worse")
    assert losses(facts, [finding]) == []


def test_what_is_logged_beside_the_failure_as_often_is_heard() -> None:
    facts, finding = given(builders.log_pattern(), lost(severity="WARNING"))
    (claim,) = losses(facts, [finding])
    assert claim.cites == (lost(severity="WARNING").id,)
    once = lost(count=1, by_minute=(lost().by_minute[0].model_copy(update={"count": 1}),))
    facts, finding = given(builders.log_pattern(), once)
    assert losses(facts, [finding]) == []


def missing(line: str, *new_in: str) -> list[str]:
    pattern = builders.log_pattern(template='column "weight_g" does not exist', error_type=None)
    facts, finding = given(pattern, change(line, path=SQL), builders.commit(new_in=new_in), signature=pattern.template)
    return [each.text for each in losses(facts, [finding])]


def test_a_dropped_column_that_is_missed_may_be_lost_with_its_data() -> None:
    (said,) = missing("+alter table parcel drop column weight_g;", SERVICE)
    assert said.endswith(f"data may have been lost: {SQL} drops the column `weight_g`, for want of which it fails.")


def test_a_column_that_was_renamed_or_not_dropped_by_what_runs_is_not_lost() -> None:
    assert missing("+alter table parcel rename column weight_g to weight;", SERVICE) == []
    assert missing("+alter table parcel drop column weight_g;") == []
