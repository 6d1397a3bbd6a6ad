"""What a revision logged of migrations."""

import time

import pytest

from incidents.analysis.deployments.migrated import looks_for_migrations, migrated_by
from incidents.analysis.facts import Facts
from incidents.model.evidence import LogPattern, RevisionCount
from tests import builders
from tests.builders import BAD, GOOD, at


def said(text: str, revision: str = BAD, count: int = 1) -> LogPattern:
    return builders.log_pattern(
        template=text,
        excerpt=text,
        severity="INFO",
        error_type=None,
        count=count,
        by_revision=(RevisionCount(revision=revision, count=count, first=at(2), last=at(2)),),
        by_minute=(),
        exemplars=(builders.exemplar(revision=revision, at=at(2), text=text),),
    )


def facts(*patterns: LogPattern) -> Facts:
    return Facts(builders.sealed(collected=builders.collected(*patterns)))


@pytest.mark.parametrize(
    "text",
    [
        "INFO  [alembic.runtime.migration] Running upgrade 7a1 -> 8b2, labels once",
        "  Applying labels.0008_once... OK",
        'Migrating schema "public" to version "8 - labels once"',
        "Applying migration `20260226_labels_once`",
        "== 20260226 LabelsOnce: migrated (0.0021s) =====",
        "ChangeSet db/8.xml::8::ada ran successfully in 7ms",
        "Batch 8 run: 2 migrations",
        "Applying migration '20260226_LabelsOnce'.",
        "Migration LabelsOnce1772 has been executed successfully.",
        "8/u labels_once (12.5ms)",
        "OK   00008_labels_once.sql (8.31ms)",
    ],
)
def test_what_tools_print_of_a_migration_is_known(text: str) -> None:
    pattern = said(text, count=2)
    found = migrated_by(facts(pattern), BAD)
    assert found is not None
    assert (found.said in text, found.times, found.cites) == (True, 2, (pattern.id,))
    assert migrated_by(facts(pattern), GOOD) is None


@pytest.mark.parametrize("text", ["No migrations to apply.", "Batch 8 run: 0 migrations", "parcels migrated: 7"])
def test_what_applied_none_is_no_migration(text: str) -> None:
    assert migrated_by(facts(said(text)), BAD) is None


def test_who_says_that_there_is_nothing_to_apply_has_looked() -> None:
    looked = said("alembic.runtime.migration: Context impl PostgresqlImpl.", GOOD)
    assert looks_for_migrations(facts(looked), GOOD) == looked.id
    assert looks_for_migrations(facts(said("label printed", GOOD)), GOOD) is None


def test_a_line_that_no_tool_prints_is_read_in_a_moment() -> None:
    began = time.process_time()
    for text in ("Running upgrade" + " " * 20_000, "1" * 20_000):
        assert looks_for_migrations(facts(said(text)), BAD) is None
    assert time.process_time() - began < 1
