"""Incidents whose findings block one another, with their drafts as they would lie in the folder."""

from pathlib import Path

from incidents.model.evidence import AnyEvidence
from incidents.model.finding import Finding
from incidents.model.incident import Block, Incident
from incidents.store.filed import Filed
from reports.issues.actions import FilingPlan
from reports.issues.applying import Applied, apply
from reports.issues.decision import Rules
from reports.issues.draft.draft_file import from_text, to_text
from reports.issues.draft.drafting import drafted
from reports.issues.identity import fingerprints
from reports.issues.matching.known import look
from reports.issues.planning import Material, planned
from reports.issues.tracker import Tracker
from reports.issues.wanted import Wanted, resolved
from tests.builders import finding, incident, log_pattern, sealed

LABELS = ("incident",)
_WORDS = (
    ("printer", "no paper in tray"),
    ("customs", "tariff table is empty"),
    ("courier", "signature was rejected"),
    ("ledger", "balance does not add up"),
    ("pickup", "depot answered late"),
    ("returns", "voucher expired early"),
    ("search", "shard went away"),
    ("mail", "relay refused the sender"),
    ("login", "cookie had no domain"),
    ("export", "archive ended too soon"),
    ("quota", "tenant has no plan"),
    ("import", "column was unknown"),
)
# By position: each waits for those behind it.
_EDGES = ((1, 0), (2, 0), (3, 1), (3, 2), (4, 3), (5, 0), (6, 5), (7, 6), (8, 4), (9, 8), (11, 10))


def evidence_of(given: Incident) -> dict[str, AnyEvidence]:
    return {each.id: each for each in sealed().collected.evidence if each.id in {entry.id for entry in given.index}}


def problem(place: int, **changes: object) -> Finding:
    part, said = _WORDS[place]
    values = {"id": f"finding-{part}", "title": f"{part}: {said}", "signature": said, "component": part}
    return finding(**{**values, **changes})


def graph(count: int = 12, **changes: object) -> Incident:
    """So many findings, the later ones blocked by earlier ones."""
    findings = tuple(problem(place) for place in range(count))
    blocks = tuple(
        Block(
            blocked=findings[blocked].id,
            blocker=findings[blocker].id,
            path=f"{_WORDS[blocked][0]} calls {_WORDS[blocker][0]} before anything else",
            cites=(log_pattern().id,),
        )
        for blocked, blocker in _EDGES
        if blocked < count
    )
    return incident(**{"findings": findings, "blocks": blocks, **changes})


def edges(count: int = 12) -> int:
    return sum(blocked < count for blocked, _ in _EDGES)


def material(given: Incident) -> Material:
    """The drafts after a way through their files."""
    prints = {print_: key for key, print_ in fingerprints(given.findings).items()}
    findings = {each.id: each for each in given.findings}
    found = drafted(given, evidence_of(given), most=100)
    wanted = []
    for draft in found.drafts:
        finding_ = findings[prints[draft.fingerprint]]
        file = f"issues/{finding_.id}.md"
        wanted.append(Wanted(file, from_text(to_text(draft), file), finding_, given))
    return Material(given, evidence_of(given), wanted, resolved(given), found.unfiled)


def plan_of(tracker: Tracker, what: Material, journal: Filed, rules: Rules | None = None) -> FilingPlan:
    return planned(what, look(tracker, journal, LABELS[0], 30), tracker, rules or Rules())


def file(tracker: Tracker, what: Material, folder: Path, rules: Rules | None = None) -> Applied:
    """One run, which knows of earlier ones only what the journal and the tracker hold."""
    journal = Filed(folder / "filed.jsonl")
    return apply(plan_of(tracker, what, journal, rules), tracker, journal, LABELS, lambda _: None)


def carried_out(plan: FilingPlan, tracker: Tracker, journal: Filed) -> Applied:
    """A plan that was made earlier."""
    return apply(plan, tracker, journal, LABELS, lambda _: None)
