"""The claims of one subject as sentences; a claim's subject is what its id begins with."""

from typing import Literal

from incidents.model.claim import Claim
from incidents.model.incident import Incident
from reports.citations import Citations
from reports.claims_in_prose import sentence
from templates.safe import Safe

Subject = Literal[
    "common",
    "recurrence",
    "delay",
    "drift",
    "traffic",
    "account",
    "contradiction",
    "category",
    "missing",
    "elsewhere",
    "trend",
    "impossible",
    "rerun",
    "as-before",
    "start-up",
    "only",
    "named",
    "lost",
    "weighed",
]


def stated(incident: Incident, subject: Subject, citations: Citations) -> tuple[Safe, ...]:
    """In the order of the analysis."""
    return tuple(sentence(each, citations) for each in incident.claims if is_about(each, subject))


def is_about(claim: Claim, subject: Subject) -> bool:
    return claim.id.startswith(f"claim-{subject}-")


def sentence_of(incident: Incident, claim: str, citations: Citations) -> Safe:
    """The claim with this id, which a part of the incident names."""
    return next(sentence(each, citations) for each in incident.claims if each.id == claim)
