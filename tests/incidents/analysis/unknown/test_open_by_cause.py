from typing import Any

import pytest

from incidents.analysis.causes.code import added_constraint, missing_migration, missing_name
from incidents.analysis.facts import Facts
from incidents.analysis.rules import changed_while_read_only
from incidents.analysis.unknown.open_by_cause import open_by_cause, open_by_kind
from incidents.model.cause import ChangeRef
from incidents.model.evidence import AnyEvidence, Deliveries, LeadingCall, MinuteCount, Setting
from incidents.model.finding import Finding
from tests import builders
from tests.builders import BAD, GOOD, at, finding
from tests.incidents.analysis.causes.test_common_cause import chain

PREFIX = "spec.containers[0].env."
MIGRATION = builders.file_change(path="db/migrations/0004_size.sql")


def facts(*evidence: AnyEvidence) -> Facts:
    records = {each.id: each for each in (builders.revision(name=GOOD), builders.revision(), *evidence)}
    return Facts(builders.sealed(collected=builders.collected(*records.values())))


def asked(held: Facts, **cause: Any) -> list[str]:
    return [each.text for each in open_by_cause(held, [finding()], [chain(finding(), **cause)])]


def test_a_missing_column_leaves_open_whether_its_migration_ran() -> None:
    cites = {"evidence_for": (builders.commit().id, MIGRATION.id)}
    held = facts(builders.commit(), MIGRATION)
    expected = "Was the migration `db/migrations/0004_size.sql` run on the database of parcel-api in staging?"
    assert asked(held, rule=missing_migration.NAME, **cites) == [expected]
    column = "the code looks up the column `size`, which is not there"
    assert asked(held, rule=missing_name.NAME, mechanism=column, **cites) == [expected]
    none = asked(facts(builders.commit()), rule=missing_migration.NAME)
    assert none == ["Was a migration for it run on the database of parcel-api in staging?"]
    key = "the code looks up the key `size`, which is not there"
    assert asked(held, rule=missing_name.NAME, mechanism=key, **cites) == []


@pytest.mark.parametrize(
    ("changed", "other", "texts"),
    [
        ("TOKEN_AUDIENCE", "TOKEN_ISSUER", ["Was `TOKEN_ISSUER` to be changed as well as `TOKEN_AUDIENCE`?"]),
        ("TOKEN_AUDIENCE", "DEPOT_HOST", []),
        ("AUDIENCE", "AUDIENCE_OF_OTHERS", []),
    ],
)
def test_a_changed_setting_leaves_open_those_that_belong_to_it(changed: str, other: str, texts: list[str]) -> None:
    settings = tuple(Setting(path=f"{PREFIX}{name}", value="x") for name in (changed, other))
    held = facts(builders.revision(settings=settings))
    change = ChangeRef(revision=BAD, setting=f"{PREFIX}{changed}", before="y", after="x")
    assert asked(held, rule="credentials", change=change) == texts


def test_a_new_rule_of_the_data_leaves_open_whether_it_is_right() -> None:
    said = 'duplicate key value violates unique constraint "parcel_once"'
    refused = finding(signature=said)
    (asks,) = open_by_cause(facts(), [refused], [chain(refused, rule=added_constraint.NAME)])
    assert asks.text == "May there be what `parcel_once` forbids, or is what parcel-api stores to be mended?"
    assert asked(facts(), rule="changed-name") == []


def test_a_refuted_cause_leaves_nothing_open() -> None:
    assert asked(facts(builders.commit()), rule=missing_migration.NAME, confidence="refuted") == []


def kinds(held: Facts, *found: Finding) -> list[str]:
    return [each.text for each in open_by_kind(held, found)]


def test_a_service_without_requests_leaves_open_what_became_of_its_jobs() -> None:
    text = "How many jobs of parcel-api are lost for good, and how many wait to be delivered or tried again?"
    assert kinds(facts(builders.log_pattern()), finding()) == [text]
    assert kinds(facts(builders.log_pattern(), builders.request_statistics(statuses=())), finding()) == []


def test_failed_writes_leave_open_what_was_half_done() -> None:
    rows = builders.request_statistics()
    failed = finding(kind="request", primary=(rows.id,))
    (text,) = kinds(facts(rows), failed)
    assert text.startswith("Did the failed requests to `POST /parcels/<id>/label` leave anything half done?")
    assert text.endswith("And is what they carried lost, or sent again?")
    pushed = builders.request_statistics(deliveries=(Deliveries(by="Pub/Sub", count=20),))
    assert kinds(facts(pushed), failed) == []  # its deliverer tells what became of them
    reads = builders.request_statistics(method="GET")
    assert kinds(facts(reads), finding(kind="request", primary=(reads.id,))) == []


def test_what_had_been_stored_when_it_failed_is_said_to_stay() -> None:
    rows = builders.request_statistics()
    call = LeadingCall(file="parcel_api/labels.py", line=20, called_in=19, receiver="session", name="commit")
    pattern = builders.log_pattern(stored=(call,))
    (text,) = kinds(facts(pattern, rows), finding(primary=(pattern.id,), related=(rows.id,)))
    assert text.endswith(
        "leave anything half done? Line 19 of parcel_api/labels.py calls `session.commit` and had run when line 20 "
        "failed, so that what it did stays. And was it done twice where a caller asked again?"
    )


def test_changes_in_a_read_only_session_leave_open_who_made_them() -> None:
    found = finding(kind="session", rule=changed_while_read_only.NAME)
    (text,) = kinds(facts(builders.log_pattern()), found)
    assert text.startswith("Did the session itself make each commit and each deployment")


def test_a_failure_that_is_seen_right_after_a_hole_may_have_begun_in_it() -> None:
    """Two entries a minute on the good and on the bad revision, and none for an hour around the deployment."""
    minutes = [at(0, each) for each in range(110)] + [at(2, each) for each in range(60, 110)]
    counts = tuple(
        MinuteCount(revision=GOOD if each < at(2) else BAD, minute=each, count=20) for each in sorted(minutes)
    )
    usual = builders.log_pattern(
        template="parcel sent", severity="INFO", error_type=None, count=20 * len(counts), by_minute=counts
    )
    held = facts(builders.log_pattern(), usual, builders.request_statistics(statuses=()))
    found = finding(first=at(3, 2))
    (text,) = kinds(held, found)
    assert text.startswith("When did it begin: Labels are not printed? No logs were read between")
    assert kinds(held, finding(first=at(3, 40))) == []
