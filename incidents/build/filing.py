"""From the drafts in an incident folder to a plan of what to file, and on to the tracker."""

import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

from incidents.config.config import Config
from incidents.model.evidence import OpenIssue
from incidents.model.finding import Level
from incidents.model.incident import Incident
from incidents.model.issue_draft import IssueDraft
from incidents.store.filed import FILED, Filed, only_filing
from incidents.store.folder import IncidentFolder
from reports.issues.actions import FilingPlan
from reports.issues.applying import Applied, apply
from reports.issues.decision import Rules
from reports.issues.draft.draft_file import fingerprint_in, from_text
from reports.issues.draft.drafting import Unfiled, choice, unfiled
from reports.issues.draft.laying import is_issue
from reports.issues.identity import fingerprints
from reports.issues.matching.known import look
from reports.issues.planning import Material, planned
from reports.issues.tracker import Tracker
from reports.issues.wanted import Wanted, resolved

_BASE = ".generated/"


@dataclass(frozen=True)
class Filing:
    """One incident and where its issues go."""

    folder: IncidentFolder
    settings: Config
    tracker: Tracker
    lowest: Level = "P2"

    def plan(self) -> FilingPlan:
        """Reads the drafts and the tracker, and writes nothing."""
        return self._plan(self._journal())

    @contextmanager
    def applying(self) -> Iterator["Held"]:
        """Hold the right to file for the block; raises StoreError at once where another process has it."""
        with only_filing(self.folder.root, self.folder.disk):
            journal = self._journal()
            yield Held(
                self._plan(journal), self.tracker, journal, self.settings.issues.labels or (self.settings.issues.label,)
            )

    def _journal(self) -> Filed:
        return Filed(self.folder.path / FILED)

    def _plan(self, journal: Filed) -> FilingPlan:
        policy = self.settings.issues
        rules = Rules(
            lowest=self.lowest,
            recurrence=policy.recurrence,
            close_resolved=policy.close_resolved,
            parent=policy.parent,
        )
        material = material_of(self.folder, self.settings)
        # What only the stored evidence knows lies in another tracker, unless issues are filed where they were read.
        issues = (each for each in material.evidence.values() if isinstance(each, OpenIssue) and each.state == "open")
        elsewhere = tuple(issues) if policy.filed_on == "folder" else ()
        known = look(self.tracker, journal, policy.label, policy.closed_days, elsewhere)
        return planned(material, known, self.tracker, rules)


@dataclass(frozen=True)
class Held:
    """A plan and the right to carry it out."""

    plan: FilingPlan
    tracker: Tracker
    journal: Filed
    labels: tuple[str, ...]

    def apply(self, wait: Callable[[float], None] = time.sleep) -> Applied:
        return apply(self.plan, self.tracker, self.journal, self.labels, wait)


def material_of(folder: IncidentFolder, settings: Config) -> Material:
    """Raises BadInputError with every fault of a draft that cannot be read."""
    incident = folder.read_incident()
    evidence = {each.id: each for each in folder.read_evidence().collected.evidence}
    prints = fingerprints(incident.findings)
    findings = {prints[each.id]: each for each in incident.findings}
    drafts = {name: from_text(folder.read_text(name) or "", name) for name in folder.names() if is_issue(name)}
    url = settings.issues.folder_url
    wanted = [Wanted(name, draft, findings.get(draft.fingerprint), incident, url) for name, draft in drafts.items()]
    return Material(
        incident=incident,
        evidence=evidence,
        wanted=wanted,
        over=resolved(incident),
        unfiled=_unfiled(folder, incident, settings, drafts),
    )


def _unfiled(
    folder: IncidentFolder, incident: Incident, settings: Config, drafts: Mapping[str, IssueDraft]
) -> tuple[Unfiled, ...]:
    """What the plan of drafts left out, and what somebody took out of it."""
    chosen, left = choice(incident, settings.issues.most)
    present = {print_ for each in drafts.values() for print_ in each.fingerprints}
    names = [name for name in folder.names() if name.startswith(_BASE) and is_issue(name.removeprefix(_BASE))]
    laid = {fingerprint_in(folder.read_text(name) or "") for name in names}
    prints = fingerprints(incident.findings)
    deleted = [each for each in chosen if prints[each.id] in laid - present]
    return (*(unfiled(each, incident, "its draft was deleted") for each in deleted), *left)
