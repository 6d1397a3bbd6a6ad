"""What no revision takes back: a migration that was applied."""

from typing import Any

import pytest

from incidents.analysis.causes.code import added_constraint, dropped_schema, missing_migration
from incidents.analysis.facts import Facts
from incidents.analysis.way_back.left_in_database import is_left, leaves, why_left
from incidents.model.cause import Cause, ChangeRef
from incidents.model.evidence import AnyEvidence
from tests import builders
from tests.builders import BAD, BAD_COMMIT, GOOD, SERVICE
from tests.incidents.analysis.causes.symptoms import cause, change
from tests.incidents.analysis.deployments.test_migrated import said

MIGRATION = change("+CREATE UNIQUE INDEX once ON parcel (label);", path="db/migrations/0008_once.sql")
CODE = change("+retries = 0", path="parcel_api/labels.py")
LOGGED = said("Running upgrade 7a1 -> 8b2, labels once")
LOOKED = said("alembic.runtime.migration: Context impl PostgresqlImpl.", GOOD)
FAILS = builders.log_pattern()
FINDING = builders.finding(primary=(FAILS.id,))


def facts(*evidence: AnyEvidence) -> Facts:
    records = (builders.revision(name=GOOD), builders.revision(), FAILS, *evidence)
    return Facts(builders.sealed(collected=builders.collected(*records)))


def lead(rule: str, *cited: AnyEvidence, **changes: Any) -> Cause:
    given = {"confidence": "probable", "change": ChangeRef(commit=BAD_COMMIT), **changes}
    return cause(rule=rule, evidence_for=(FAILS.id, *(each.id for each in cited)), **given)


@pytest.mark.parametrize("rule", [dropped_schema.NAME, added_constraint.NAME])
def test_what_a_migration_takes_away_or_forbids_is_left(rule: str) -> None:
    assert is_left(facts(MIGRATION), FINDING, lead(rule, MIGRATION))
    assert not is_left(facts(MIGRATION), FINDING, lead(rule, MIGRATION, confidence="possible"))


def test_any_other_tie_to_a_migration_needs_that_it_was_applied() -> None:
    named = lead("changed-name", MIGRATION)
    assert is_left(facts(MIGRATION, LOGGED), FINDING, named)
    assert not is_left(facts(MIGRATION), FINDING, named)
    assert not is_left(facts(MIGRATION, LOGGED), FINDING, lead(missing_migration.NAME, MIGRATION))
    assert not is_left(facts(MIGRATION, CODE, LOGGED), FINDING, lead("changed-name", MIGRATION, CODE))
    assert not is_left(facts(), FINDING, None)


def test_the_way_forward_is_a_further_migration_and_an_older_image_may_not_start() -> None:
    pairs = [(FINDING, lead(added_constraint.NAME, MIGRATION))]
    forward = (
        f"a migration of commit {BAD_COMMIT[:12]} leads to it, and stays in the database whichever revision serves; "
        "a further migration that undoes it would end it, which is a decision about the data"
    )
    assert why_left(facts(LOGGED), pairs) == forward
    assert why_left(facts(LOGGED, LOOKED), pairs) == (
        f"{forward}; {GOOD} looks for migrations when it starts and does not know those that were applied since, "
        "so whether new instances of it start is not shown"
    )


def test_what_was_taken_away_is_brought_back_by_a_migration_alone() -> None:
    assert why_left(facts(), [(FINDING, lead(dropped_schema.NAME, MIGRATION))]) == (
        f"a migration of commit {BAD_COMMIT[:12]} took away what {SERVICE} asks for, and an earlier revision does not "
        "bring it back; a migration that adds it again would"
    )


def test_going_back_leaves_what_a_newer_revision_logged_as_applied() -> None:
    good, bad = builders.serving(revision=GOOD), builders.serving()
    words, cites = leaves(facts(LOGGED, LOOKED), good, [bad])
    assert words[0] == f"going back leaves the migration that {BAD} logged as applied (`Running upgrade 7a1 -> 8b2`)"
    assert (len(words), cites) == (2, [LOGGED.id, LOOKED.id])
    assert leaves(facts(LOOKED), good, [bad]) == ([], [])


def test_a_migration_of_which_no_entry_tells_may_have_been_applied() -> None:
    good, bad = builders.serving(revision=GOOD), builders.serving()
    words, cites = leaves(facts(MIGRATION, builders.commit()), good, [bad])
    said_of = f"no entry tells whether the migration {MIGRATION.path} was applied"
    assert (words, cites) == ([f"{said_of}, and if it was, going back leaves it"], [MIGRATION.id])
    assert leaves(facts(CODE, builders.commit()), good, [bad]) == ([], [])
