"""What stays in a database whichever revision serves: the migrations that were applied."""

import re
from collections.abc import Iterable, Sequence

from incidents.analysis.causes.code import added_constraint, dropped_schema, missing_migration
from incidents.analysis.causes.code.migrations import forward
from incidents.analysis.causes.neighbour.suspects import DROPPED
from incidents.analysis.causes.reachable import reachable
from incidents.analysis.course.symptom import first_revision
from incidents.analysis.deployments.migrated import looks_for_migrations, migrated_by
from incidents.analysis.facts import Facts
from incidents.model.cause import Cause
from incidents.model.evidence import FileChange
from incidents.model.finding import Finding
from incidents.model.window import Serving

_SURE = ("probable", "confirmed")
_DROPS = (DROPPED, dropped_schema.NAME)
_FOLDER = re.compile(r"migrat|alembic|flyway|changelog|(?:^|/)V\d[\w.]*__", re.IGNORECASE)


def is_left(facts: Facts, finding: Finding, lead: Cause | None) -> bool:
    """Whether what fails comes from what a migration did to the database, which no revision takes back.

    A migration is known to be applied by what fails, or by what the revision that showed it logged.
    """
    if lead is None or lead.confidence not in _SURE:
        return False
    if lead.rule in (*_DROPS, added_constraint.NAME):
        return True
    changed = [each for key in lead.evidence_for if isinstance(each := facts.records.get(key), FileChange)]
    only = bool(changed) and all(_FOLDER.search(each.path) and forward(each) for each in changed)
    revision = first_revision(facts, finding)
    applied = revision is not None and migrated_by(facts, revision) is not None
    return only and applied and lead.rule != missing_migration.NAME


def why_left(facts: Facts, findings: Iterable[tuple[Finding, Cause | None]]) -> str:
    """What to do instead of going back, and what stands in its way."""
    pairs = list(findings)
    leads = [lead for _, lead in pairs if lead]
    commits = dict.fromkeys(each.change.commit for each in leads if each.change and each.change.commit)
    names = " and ".join(f"commit {sha[:12]}" for sha in commits)
    services = list(dict.fromkeys(each.service for each, _ in pairs if each.service))
    if all(each.rule in _DROPS for each in leads):
        return (
            f"a migration of {names} took away what {' and '.join(services)} asks for, and an earlier revision does "
            "not bring it back; a migration that adds it again would"
        )
    text = f"a migration of {names} leads to it, and stays in the database whichever revision serves; "
    text += "a further migration that undoes it would end it, which is a decision about the data"
    return "; ".join([text, *(said for each in services for said in _at_its_start(facts, each))])


def _at_its_start(facts: Facts, service: str) -> list[str]:
    """What an older revision does when it is started anyway."""
    new = [each.revision for each in facts.window.candidate.of(service)]
    old = [each.revision for each in facts.window.baseline.of(service)][-1:]
    applied = any(migrated_by(facts, each) for each in new)
    return [_asks(each) for each in old if applied and looks_for_migrations(facts, each)]


def _asks(revision: str) -> str:
    return (
        f"{revision} looks for migrations when it starts and does not know those that were applied since, "
        "so whether new instances of it start is not shown"
    )


def leaves(facts: Facts, back: Serving, since: Sequence[Serving]) -> tuple[list[str], list[str]]:
    """What going back to a revision leaves in the database, in words and with the records.

    `since` are the revisions that were deployed after it.
    """
    applied = {each.revision: found for each in since if (found := migrated_by(facts, each.revision))}
    if not applied:
        return _unknown(facts, back, since)
    said: list[str] = []
    cites: list[str] = []
    for revision, found in applied.items():
        what = "the migration" if found.times == 1 else f"the {found.times} migrations"
        said.append(f"going back leaves {what} that {revision} logged as applied (`{found.said}`)")
        cites += found.cites
    looks = looks_for_migrations(facts, back.revision)
    return [*said, *([_asks(back.revision)] if looks else [])], [*cites, *([looks] if looks else [])]


def _unknown(facts: Facts, back: Serving, since: Sequence[Serving]) -> tuple[list[str], list[str]]:
    """Migrations among the commits that going back takes out, of which no entry says whether they were applied."""
    commits = {sha for each in since for sha in reachable(facts, each.commit)} - reachable(facts, back.commit)
    own = [sha for sha in commits if back.service in facts.commits[sha].new_in]
    found = [each for each in facts.changes if each.commit in own and _FOLDER.search(each.path) and forward(each)]
    if not found:
        return [], []
    paths = sorted({each.path for each in found})
    more = f" and {len(paths) - 1} more" if len(paths) > 1 else ""
    return [
        f"no entry tells whether the migration {paths[0]}{more} was applied, and if it was, going back leaves it"
    ], [min(found, key=lambda each: (each.path, each.id)).id]
