"""What a cause of each kind leaves open, and what the kind of a failure does."""

import re
from collections.abc import Iterable, Iterator

from incidents.analysis.causes.code import added_constraint, missing_migration, missing_name
from incidents.analysis.causes.code.migrations import migrates
from incidents.analysis.commands import logs
from incidents.analysis.course.stored import stored_before
from incidents.analysis.course.symptom import first_revision
from incidents.analysis.deployments.deliveries import deliverer_of, failed_rows
from incidents.analysis.facts import Facts
from incidents.analysis.rules import changed_while_read_only
from incidents.analysis.unknown.asking import question
from incidents.analysis.unread.log_holes import holes, query_of
from incidents.model.cause import Cause, Chain
from incidents.model.evidence import FileChange, LogPattern
from incidents.model.finding import Finding
from incidents.model.incident import Question

_WRITES = ("POST", "PUT", "PATCH", "DELETE")
_SOON = 900
_MOST = 3
_OF_A_TABLE = re.compile(r"\b(?:column|table) `")


def open_by_cause(facts: Facts, worse: Iterable[Finding], chains: Iterable[Chain]) -> Iterator[Question]:
    """Of findings that are new or worse; a cause that is refuted leaves nothing open."""
    leads = {chain.finding: chain.lead for chain in chains}
    for finding in worse:
        lead = leads.get(finding.id)
        if lead is not None and lead.confidence != "refuted":
            about = (*_of_migration(facts, finding, lead), *_of_constraint(finding, lead), *_of_settings(facts, lead))
            for each in about:
                yield each.model_copy(update={"about": "cause"})


def open_by_kind(facts: Facts, worse: Iterable[Finding]) -> Iterator[Question]:
    """What no record tells of work that failed, of what was begun, of who did it and of when it began."""
    failed = list(worse)
    yield from _of_jobs(facts, failed)
    yield from _of_writes(facts, failed)
    yield from _of_session(failed)
    for finding in failed:
        yield from _of_hole(facts, finding)


def _of_migration(facts: Facts, finding: Finding, lead: Cause) -> Iterator[Question]:
    of_name = lead.rule == missing_name.NAME and _OF_A_TABLE.search(lead.mechanism)
    if lead.rule != missing_migration.NAME and not of_name:
        return
    cited = [each for key in lead.evidence_for if isinstance(each := facts.records[key], FileChange)]
    paths = sorted(each.path for each in cited if migrates(each.path))
    what = f"the migration `{paths[0]}`" if paths else "a migration for it"
    text = f"Was {what} run on the database of {finding.service or 'the service'} in {facts.sealed.scope.environment}?"
    why = "what the database holds was not read"
    yield question(text, why, "ask the migration tool for the versions that it has applied to this database")


def _of_constraint(finding: Finding, lead: Cause) -> Iterator[Question]:
    """A rule of the data that is new: whether it is right, or what it refuses."""
    if lead.rule != added_constraint.NAME:
        return
    for name in dict.fromkeys(each.name for each in added_constraint.refusals(finding.signature or finding.title)):
        text = f"May there be what `{name}` forbids, or is what {finding.service or 'the service'} stores to be mended?"
        why = "the migration tells the rule, and no record that was read tells whether the rule was meant for such data"
        yield question(text, why, f"incident show {lead.id}")


def _of_settings(facts: Facts, lead: Cause) -> Iterator[Question]:
    """Settings that begin with the same word and were left as they are."""
    change = lead.change
    revision = facts.revisions.get(change.revision or "") if change else None
    if change is None or change.setting is None or revision is None:
        return
    name = change.setting.rpartition(".")[2]
    family = name.partition("_")[0]
    paths = [
        each.path for each in revision.settings if each.path.startswith(f"{change.setting[: -len(name)]}{family}_")
    ]
    beside = [path.rpartition(".")[2] for path in sorted(set(paths) - {change.setting})]
    if "_" in name and beside:
        named = ", ".join(f"`{each}`" for each in beside[:_MOST])
        why = "both begin with the same word, and only one was changed"
        yield question(f"Was {named} to be changed as well as `{name}`?", why, f"incident show {revision.id}")


def _of_jobs(facts: Facts, failed: list[Finding]) -> Iterator[Question]:
    """Of services that log and answer no request: they work on something that waits elsewhere."""
    asked = {each.service for each in facts.requests}
    for service in sorted({each.service for each in failed if each.kind == "log" and each.service} - asked):
        text = f"How many jobs of {service} are lost for good, and how many wait to be delivered or tried again?"
        why = "its failures were counted, and what it works on was not read"
        yield question(text, why, "read the queue's own figures: backlog, deliveries again and dead letters")


def _of_writes(facts: Facts, failed: list[Finding]) -> Iterator[Question]:
    """Of what clients asked for; what is delivered again is asked about by its deliverer."""
    for finding in failed:
        rows = failed_rows(facts, finding) if finding.kind in ("log", "request") else []
        rows = [each for each in rows if each.method in _WRITES and deliverer_of([each]) is None]
        routes = sorted({f"`{each.method} {each.route}`" for each in rows})
        if routes:
            more = f" and {len(routes) - _MOST} more" if len(routes) > _MOST else ""
            which = f"{', '.join(routes[:_MOST])}{more}"
            text = f"Did the failed requests to {which} leave anything half done?"
            why = "an answer of 5xx does not tell what was stored or sent before it, nor what the caller did then"
            if stored := stored_before(facts, finding):
                text = f"{text} {stored[0].said} And was it done twice where a caller asked again?"
                why = "no record tells what the callers did then, nor whether what was stored is to be kept"
            else:
                text = f"{text} And is what they carried lost, or sent again?"
            methods = " OR ".join(sorted({each.method for each in rows}))
            conditions = (f"httpRequest.requestMethod=({methods})", "httpRequest.status>=500")
            yield question(text, why, logs(facts, finding.service, *conditions, since=finding))


def _of_session(failed: list[Finding]) -> Iterator[Question]:
    for finding in failed:
        if finding.rule == changed_while_read_only.NAME:
            text = (
                "Did the session itself make each commit and each deployment that fell into it, or did somebody else?"
            )
            why = "their time lies within the session, and no record names it as their origin"
            yield question(text, why, f"incident show {finding.id}")


def _of_hole(facts: Facts, finding: Finding) -> Iterator[Question]:
    """Where its first sight follows upon a stretch without logs in which it may have begun already."""
    deployed = facts.revisions.get(first_revision(facts, finding) or "")
    logged = any(isinstance(facts.records[key], LogPattern) for key in finding.primary)
    if finding.first is None or deployed is None or deployed.at is None or not logged:
        return
    for hole in holes(facts):
        end = hole.span.end
        if end and deployed.at <= end <= finding.first and end.seconds_until(finding.first) <= _SOON:
            text = f"When did it begin: {finding.title}? No logs were read between {hole.span.start} and {end}."
            why = f"{deployed.name} was deployed before these logs begin again, and it was seen first right after"
            yield question(text, why, query_of(facts, hole))
