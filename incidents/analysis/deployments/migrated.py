"""Migrations of a database that a revision logged, and what tells that it looks for them when it starts."""

import re
from typing import NamedTuple

from incidents.analysis.facts import Facts
from incidents.model.instant import Instant

# What says that one was applied: Alembic, Django, Flyway, Prisma, Rails and Sequelize, Liquibase, Knex, Entity
# Framework, TypeORM, golang-migrate, goose.
_APPLIED = re.compile(
    r"Running upgrade\s+(?:\S+\s+)?->\s*[^\s,]+|Applying [\w.]+\.\.\.\s*OK\b|Migrating schema \S+ to version \"?[\w.]+|"
    r"Applying migration [`'\"]\w+|==\s+\S+(?: \S+)?: migrated \(|Change[Ss]et \S+ ran successfully|"
    r"Batch \d+ run: [1-9]\d* migrations?|Migration \S+ has been executed successfully|\b\d+/u \w+ \([\d.]+m?s\)|"
    r"\bOK\s+\d+_\w+\.(?:sql|go)\b",
)
# What the same tools say where there is nothing to do.
_LOOKED = re.compile(
    r"alembic\.runtime\.migration|Running migrations:|No migrations to apply|"
    r"Successfully validated \d+ migrations?|Schema \S+ is up to date|\b\d+ migrations? found in|"
    r"No pending migrations|Database is up to date, no changesets|goose: no migrations to run",
)


class Migrated(NamedTuple):
    """That a revision applied at least `times` migrations, the first of them in the words of the log."""

    said: str
    times: int
    cites: tuple[str, ...]


class _Entry(NamedTuple):
    first: Instant
    pattern: str
    text: str
    times: int


def migrated_by(facts: Facts, revision: str) -> Migrated | None:
    """None where no entry of the revision says that it applied one."""
    entries = [each for each in _entries(facts, revision) if _APPLIED.search(each.text)]
    if not entries:
        return None
    said = _APPLIED.search(entries[0].text)
    assert said is not None
    return Migrated(said[0], sum(each.times for each in entries), tuple(each.pattern for each in entries))


def looks_for_migrations(facts: Facts, revision: str) -> str | None:
    """The record that shows that the revision looked for migrations itself, or applied some."""
    looked = (each for each in _entries(facts, revision) if _LOOKED.search(each.text) or _APPLIED.search(each.text))
    return next((each.pattern for each in looked), None)


def _entries(facts: Facts, revision: str) -> list[_Entry]:
    """The earliest entry of each pattern of the revision, in their order."""
    found = [
        _Entry(seen.first, each.id, entry.text, seen.count)
        for each in facts.patterns
        for seen in each.by_revision
        for entry in each.exemplars
        if seen.revision == entry.revision == revision
    ]
    return sorted(found, key=lambda each: (each.first.nanoseconds, each.pattern))
