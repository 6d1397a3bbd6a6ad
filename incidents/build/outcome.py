"""From sealed evidence to the incident folder: the analysis, the documents, one write."""

from dataclasses import dataclass
from pathlib import Path

from incidents.analysis.analyse import analyse
from incidents.model.incident import Incident
from incidents.model.sealed import SealedEvidence
from incidents.store import evidence_file, incident_file
from incidents.store.evidence_file import EVIDENCE_FILE
from incidents.store.folder import IncidentFolder
from incidents.store.incident_file import INCIDENT
from reports.documents import render
from reports.drafts import merge


@dataclass(frozen=True)
class Outcome:
    """What a build or a render left: the files are those of the folder, notes are sentences for the person."""

    folder: Path
    incident: Incident
    files: tuple[str, ...]
    notes: tuple[str, ...]


def store(folder: IncidentFolder, sealed: SealedEvidence) -> Outcome:
    """Analyse, render and write all files of the incident in one transaction; authors' edits are kept."""
    incident = analyse(sealed)
    documents = render(incident, {each.id: each for each in sealed.collected.evidence}, None)
    notes: list[str] = []
    files: list[str] = []
    with folder.writing() as writing:
        writing.put(EVIDENCE_FILE, evidence_file.to_bytes(sealed))
        writing.put(INCIDENT, incident_file.to_bytes(incident))
        for name, text in documents.items():
            merged = merge(writing.read_text(f".generated/{name}"), writing.read_text(name), text)
            writing.put(f".generated/{name}", text.encode())
            if merged.text is not None:
                writing.put(name, merged.text.encode())
                files.append(name)
            if merged.note:
                notes.append(f"{name}: {merged.note}")
    written = (*files, EVIDENCE_FILE, INCIDENT)
    return Outcome(folder=folder.path, incident=incident, files=written, notes=(*writing.notes, *notes))
