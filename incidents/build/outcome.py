"""From sealed evidence to the incident folder: the analysis, the documents, one write."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from incidents.analysis.analyse import analyse
from incidents.analysis.priority.priority_history import with_history
from incidents.analysis.stage import preliminary
from incidents.build.issue_files import drafts_of, lay_issues
from incidents.config.config import IssueTracker
from incidents.errors import StoreError
from incidents.model.incident import Incident, Stage
from incidents.model.sealed import SealedEvidence
from incidents.store import evidence_file, incident_file
from incidents.store.evidence_file import EVIDENCE_FILE
from incidents.store.folder import IncidentFolder
from incidents.store.incident_file import INCIDENT, PREVIOUS
from incidents.store.transaction import Transaction
from reports.documents import render
from reports.drafts.rebuild import Rebuilt, needed_files, rebuilt
from reports.issues.matching.known_then import known_at_the_time
from reports.page.render import render_page
from reports.page.seal import PAGE, was_edited


@dataclass(frozen=True)
class Outcome:
    """What a build or a render left: the files are those of the folder, notes are sentences for the person."""

    folder: Path
    incident: Incident
    files: tuple[str, ...]
    notes: tuple[str, ...]


def store(
    folder: IncidentFolder,
    sealed: SealedEvidence,
    templates: Path | None = None,
    issues: IssueTracker | None = None,
    stage: Stage = "analysis",
) -> Outcome:
    """Analyse, render and write all files of the incident in one transaction; authors' edits are kept.

    `templates` is the team's own folder, whose files come before ours. At the stage "preliminary" no cause is written.
    """
    incident, told = _concluded(folder, sealed, stage)
    evidence = {each.id: each for each in sealed.collected.evidence}
    documents = render(incident, evidence, templates)
    drafts = drafts_of(incident, evidence, issues or IssueTracker(), templates)
    page = render_page(incident, evidence, templates, drafts.drafts)
    names = folder.names()
    with folder.writing() as writing:
        writing.put(EVIDENCE_FILE, evidence_file.to_bytes(sealed))
        _put_incident(writing, incident_file.to_bytes(incident))
        rebuild = _put_drafts(writing, documents)
        laid = lay_issues(writing, names, drafts, known_at_the_time(incident, evidence))
        notes = (*told, *rebuild.notes, *laid.notes, *_put_page(writing, page))
    written = (*rebuild.drafts, *laid.files, PAGE, EVIDENCE_FILE, INCIDENT)
    return Outcome(folder=folder.path, incident=incident, files=written, notes=(*writing.notes, *notes))


def _concluded(folder: IncidentFolder, sealed: SealedEvidence, stage: Stage) -> tuple[Incident, tuple[str, ...]]:
    """The analysis with the history of its priorities, and sentences on what of both could not be told."""
    incident = preliminary(analyse(sealed)) if stage == "preliminary" else analyse(sealed)
    known = {each.id for each in incident.findings}
    strange = [each.finding for each in sealed.policy.overrides if each.finding not in known]
    notes = [f"incident.toml sets the priority of {name}, which this incident does not hold" for name in strange]
    try:
        before = folder.read_incident() if folder.read_bytes(INCIDENT) is not None else None
    except StoreError:
        before = None
        notes.append(f"{INCIDENT} cannot be read, so the history of priorities begins anew")
    return with_history(before, incident), tuple(notes)


def _put_incident(writing: Transaction, content: bytes) -> None:
    """What it held until now stays beside it, for `incident diff`; a build that changes nothing leaves both alone."""
    before = writing.read_bytes(INCIDENT)
    if before is not None and before != content:
        writing.put(PREVIOUS, before)
    writing.put(INCIDENT, content)


def _put_drafts(writing: Transaction, documents: Mapping[str, str]) -> Rebuilt:
    rebuild = rebuilt(documents, {name: writing.read_text(name) for name in needed_files(documents)})
    for name, text in rebuild.files.items():
        if text is None:
            writing.remove(name)
        else:
            writing.put(name, text.encode())
    return rebuild


def _put_page(writing: Transaction, page: str) -> tuple[str, ...]:
    """The page is no draft: it is written anew each time, and where somebody changed it that is said."""
    before = writing.read_bytes(PAGE)
    writing.put(PAGE, page.encode())
    if before is not None and was_edited(before.decode("utf-8", "replace")):
        return (
            f"{PAGE}: it was edited and is replaced, because it is generated whole; remarks belong into the drafts",
        )
    return ()
