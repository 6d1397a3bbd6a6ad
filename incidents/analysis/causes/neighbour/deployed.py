"""What was deployed of other services before a failure began, and what links the failing service to it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from incidents.analysis.causes.neighbour.service_names import addressed, calling_frame, names
from incidents.analysis.causes.settings.setting_change import leaf_of, usable_before
from incidents.analysis.course.set_in import before_window
from incidents.analysis.course.symptom import Symptom
from incidents.analysis.facts import Facts
from incidents.model.evidence import Evidence, Exemplar, LogPattern, RequestStatistics, Revision
from incidents.model.finding import Finding
from incidents.model.instant import Instant

_SOON = 900
_STORES = ("cloudsql-instances", "PGHOST", "PGDATABASE", "DB_HOST", "DB_NAME", "DATABASE_URL", "DATASOURCE_URL")


@dataclass(frozen=True)
class Neighbour:
    """A deployment of another service; `soon` is set where the failure is new and began shortly after it.

    `linked` says what shows that the two services have to do with each other, each with the records that show it.
    """

    revision: Revision
    at: Instant
    soon: str | None
    linked: tuple[tuple[str, tuple[str, ...]], ...]


def neighbours(facts: Facts, finding: Finding, symptom: Symptom) -> list[Neighbour]:
    """The deployments of the window that were made before the failure was seen, the latest first.

    Where it set in before the window, so were those that led to it.
    """
    found = []
    earlier = before_window(facts, finding)
    older = facts.window.baseline.revisions if earlier else ()
    for serving in (
        *(each for each in older if _has_one_before(facts, each.revision)),
        *facts.window.candidate.revisions,
    ):
        revision = facts.revisions[serving.revision]
        created, first = revision.at, finding.first
        other = finding.service is not None and revision.service != finding.service
        # What is counted by the minute tells its first moment no closer than that.
        if other and revision.ready is not False and created and first and created.minute <= first:
            linked = tuple(_links(facts, finding, symptom, revision))
            found.append(
                Neighbour(
                    revision,
                    created,
                    _soon(revision.name, created, first, fresh=earlier or finding.state == "new"),
                    linked,
                )
            )
    return sorted(found, key=lambda each: (-each.at.nanoseconds, each.revision.name))


def _has_one_before(facts: Facts, name: str) -> bool:
    """Whether it is known what the revision replaced, and so what it changed."""
    revision = facts.revisions.get(name)
    return revision is not None and usable_before(facts, revision) is not None


def _soon(name: str, created: Instant, first: Instant, *, fresh: bool) -> str | None:
    if not fresh or created.minute.seconds_until(first) > _SOON:
        return None
    minutes = round(created.minute.seconds_until(first.minute) / 60)
    if not minutes:
        return f"it was first seen in the minute in which {name} was deployed"
    return f"it was first seen {minutes} {'minute' if minutes == 1 else 'minutes'} after {name} was deployed"


def _links(facts: Facts, finding: Finding, symptom: Symptom, other: Revision) -> Iterator[tuple[str, tuple[str, ...]]]:
    logged = [pair for record in (*facts.patterns, *facts.requests) for pair in exemplars(record)]
    shared = shared_trace(facts, finding, (pair for pair in logged if pair[1].revision == other.name))
    if shared:
        yield f"{finding.service} and {other.name} logged parts of the same request", tuple(sorted(shared))
    own = own_revision(facts, finding, symptom)
    setting = addressed(own.settings, other.service) if own else None
    frame = calling_frame(symptom.stacks, other.service)
    if own and setting:
        yield f"{own.name} finds {other.service} by `{leaf_of(setting.path)}`", (own.id,)
    if names(symptom.message, other.service):
        yield f"the failure names {other.service}", ()
    if frame:
        yield f"the stack runs through {frame.file}", ()
    store = _same_store(own, other) if own else None
    if own and store:
        yield f"{own.name} and {other.name} have the same `{store}`", tuple(sorted((own.id, other.id)))


def shared_trace(facts: Facts, finding: Finding, others: Iterable[tuple[str, Exemplar]]) -> tuple[str, str] | None:
    """The finding's own record and the other one that both hold an entry of the same request."""
    own = {each.trace: key for key in (*finding.primary, *finding.related) for _, each in exemplars(facts.records[key])}
    own.pop(None, None)
    return next(((own[each.trace], key) for key, each in others if each.trace in own), None)


def exemplars(record: Evidence) -> list[tuple[str, Exemplar]]:
    """The entries that a record of logs keeps, each with the id of the record."""
    held = record.exemplars if isinstance(record, LogPattern | RequestStatistics) else ()
    return [(record.id, each) for each in held]


def own_revision(facts: Facts, finding: Finding, symptom: Symptom) -> Revision | None:
    """The revision that failed; where nothing of the service was deployed in the window, its newest one."""
    own = [each for each in facts.revisions.values() if each.service == finding.service and each.at]
    known = facts.revisions.get(symptom.revision or "")
    return known or max(own, key=lambda each: (each.at or Instant(0), each.name), default=None)


def _same_store(own: Revision, other: Revision) -> str | None:
    held = {(each.path, each.value) for each in other.settings if each.value}
    same = (each.path for each in own.settings if (each.path, each.value) in held)
    return next((leaf_of(path) for path in sorted(same) if path.endswith(_STORES)), None)
