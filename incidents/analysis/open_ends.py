"""What single findings leave open: an onset beside a gap, jobs that failed, a migration, who acted, blind probes."""

from collections.abc import Iterator

from incidents.analysis.causes.code import missing_migration
from incidents.analysis.facts import Facts
from incidents.analysis.log_holes import query_of
from incidents.analysis.rules import changed_while_read_only, failed_probe
from incidents.analysis.work import failed_jobs
from incidents.model.cause import Cause, Chain
from incidents.model.evidence import FileChange
from incidents.model.finding import Finding
from incidents.model.incident import Question
from incidents.model.record import digest
from incidents.model.scope import Reading

_BESIDE_S = 300


def open_ends(
    facts: Facts, findings: list[Finding], chains: list[Chain], holes: tuple[Reading, ...]
) -> Iterator[Question]:
    """For each finding that is new or worse, in their order; then for the probes that could not see."""
    leads = {chain.finding: chain.lead for chain in chains}
    for each in findings:
        if each.state in ("new", "worse"):
            yield from _onset(facts, each, holes)
            yield from _jobs(facts, each)
            yield from _session(each)
            yield from _migration(facts, leads.get(each.id))
    for probe in failed_probe.blinded(facts):
        why = f"its probes failed together with their control {probe.control}, which tells of the way and not of it"
        yield _question(f"Does {probe.target} answer?", why, f"incident show {probe.id}")


def _onset(facts: Facts, finding: Finding, holes: tuple[Reading, ...]) -> Iterator[Question]:
    """What is first seen right behind a stretch of which nothing was read may have begun in it."""
    for hole in holes:
        end = hole.span.end
        if hole.source == "log-holes" and end and finding.first and 0 <= end.seconds_until(finding.first) <= _BESIDE_S:
            text = (
                f"When did it begin: {finding.title}? It was first seen right after the {hole.what}, which are missing."
            )
            yield _question(text, hole.why or "", query_of(facts, hole))


def _jobs(facts: Facts, finding: Finding) -> Iterator[Question]:
    if finding.kind == "log" and failed_jobs(facts, finding) is not None:
        text = f"How many jobs of {finding.service} are lost for good, and how many wait to be delivered again?"
        why = "its log tells of the failures, and the queue that it works on was not read"
        yield _question(text, why, "read how many messages the queue holds, and how many it gave up")


def _session(finding: Finding) -> Iterator[Question]:
    if finding.rule == changed_while_read_only.NAME:
        text = "Did the session make these commits and deployments, or somebody else meanwhile?"
        why = "the records tell when something changed, and not on whose behalf"
        yield _question(text, why, f"incident show {finding.primary[0]}")


def _migration(facts: Facts, lead: Cause | None) -> Iterator[Question]:
    """Where the change brings a migration: whether it was run; else whether there is one."""
    if lead is None or lead.rule != missing_migration.NAME or lead.confidence == "refuted":
        return
    changes = [each for key in lead.evidence_for if isinstance(each := facts.records.get(key), FileChange)]
    migrations = sorted(each.path for each in changes if missing_migration.migrates(each.path))
    environment = facts.sealed.scope.environment
    text = f"Which migration was the database of {environment} to get, and was it run?"
    if migrations:
        text = f"Was {migrations[0]} run on the database of {environment}?"
    question = _question(text, "no record that was read tells which migrations were run", "list the applied migrations")
    yield question.model_copy(update={"about": "cause"})


def _question(text: str, why: str, query: str) -> Question:
    return Question(id=f"question-{digest(text, why)}", text=text, why=why, query=query)
