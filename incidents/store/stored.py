"""The incidents under a report root, and which of them a new one is compared with."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from incidents.errors import StoreError
from incidents.model.incident import Incident
from incidents.model.instant import Instant
from incidents.model.scope import Span
from incidents.store.evidence_file import EVIDENCE_FILE
from incidents.store.folder import IncidentFolder
from incidents.store.incident_file import INCIDENT
from incidents.store.wording import NOTHING_READ, explained


@dataclass(frozen=True)
class StoredIncident:
    """An incident on disk: its services and the span of its candidate side, or the problem with reading it."""

    name: str
    path: Path
    services: tuple[str, ...] = ()
    span: Span | None = None
    problem: str | None = None


class Ended(NamedTuple):
    """An incident that ended, with the name of its folder; of any two the later one has the greater `order`."""

    order: tuple[Instant, str]
    name: str
    incident: Incident


def stored_incidents(root: Path) -> tuple[StoredIncident, ...]:
    """All incidents under the root, by the end of their windows; those that cannot be read come last, by name.

    Folders without an evidence.jsonl or an incident.json are no incidents.
    """
    return tuple(sorted((_described(root, each) for each in _folders(root)), key=_order))


def ended_before(root: Path, services: Iterable[str], moment: Instant, besides: str) -> Iterator[Ended]:
    """Those that share a service with the incident `besides` and ended before its `moment`, in the order of names.

    Each is read once and forgotten with the next. The name decides between equal ends: windows may overlap, as two
    reports on one outage do, and of any two incidents only one can be the earlier one, so building either again never
    turns them round. One that cannot be read is never among them.
    """
    wanted = set(services)
    for name in sorted(_folders(root)):
        incident = _readable(root, name) if name != besides else None
        if incident is None or not wanted.intersection(incident.scope.service_names):
            continue
        end = incident.window.candidate.span.end
        if end and (end, name) < (moment, besides):
            yield Ended((end, name), name, incident)


def _folders(root: Path) -> list[str]:
    """A root that is not there holds none."""
    with explained(root, NOTHING_READ):
        try:
            return [each.name for each in root.iterdir() if _holds_incident(each)]
        except FileNotFoundError:
            return []


def _readable(root: Path, name: str) -> Incident | None:
    try:
        return IncidentFolder(root, name).read_incident()
    except StoreError:
        return None


def _holds_incident(path: Path) -> bool:
    return not path.name.startswith(".") and any(_is_there(path / name) for name in (INCIDENT, EVIDENCE_FILE))


def _is_there(path: Path) -> bool:
    try:
        path.lstat()
    except (FileNotFoundError, NotADirectoryError):
        return False
    except PermissionError:
        return True  # Reading it will say why it cannot be looked into.
    return True


def _described(root: Path, name: str) -> StoredIncident:
    try:
        incident = IncidentFolder(root, name).read_incident()
    except StoreError as error:
        return StoredIncident(name, root / name, problem=str(error))
    return StoredIncident(name, root / name, incident.scope.service_names, incident.window.candidate.span)


def _order(stored: StoredIncident) -> tuple[bool, int, str]:
    moment = (stored.span.end or stored.span.start) if stored.span else None
    return stored.problem is not None, moment.nanoseconds if moment else 0, stored.name
