"""The drafts of issues in the incident folder, and the list of what gets none."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from incidents.config.config import IssueTracker
from incidents.model.evidence import AnyEvidence
from incidents.model.incident import Incident
from incidents.store.transaction import Transaction
from reports.issues.draft.drafting import Drafted, drafted
from reports.issues.draft.laying import FOLDER, is_issue, laid

_OURS = (f"{FOLDER}/", f".generated/{FOLDER}/", f".generated/remarks/{FOLDER}/")


@dataclass(frozen=True)
class IssueFiles:
    """The drafts that are there now, and sentences for the person."""

    files: tuple[str, ...]
    notes: tuple[str, ...]


def lay_issues(writing: Transaction, names: tuple[str, ...], drafts: Drafted, known: Mapping[str, str]) -> IssueFiles:
    """`names` are the files of the folder before the write, `known` remarks by fingerprint."""
    texts = {name: writing.read_text(name) for name in names if name.startswith(_OURS) and name.endswith(".md")}
    files = {name: text for name, text in texts.items() if text is not None}
    found = laid(drafts, files, known)
    for name, text in found.contents.items():
        if text is None:
            writing.remove(name)
        else:
            writing.put(name, text.encode())
    left = {**files, **found.contents}
    there = sorted(name for name, text in left.items() if text is not None and is_issue(name))
    return IssueFiles(tuple(there), found.notes)


def drafts_of(
    incident: Incident, evidence: Mapping[str, AnyEvidence], tracker: IssueTracker, templates: Path | None
) -> Drafted:
    return drafted(incident, evidence, most=tracker.most, templates=templates)
