"""All documents of three incidents, and of one with hostile words in every value that comes from outside."""

from typing import Any

from incidents.model.evidence import EVIDENCE
from incidents.model.incident import Incident
from reports.documents import render
from tests.builders import incident, sealed
from tests.reports.incident_by_hand import rich_incident
from tests.reports.records_by_hand import EVIDENCE as RICH

EVIDENCE_OF_BUILDERS = {each.id: each for each in sealed().collected.evidence}
BARE = {"findings": (), "claims": (), "readings": ()}

# What the text of one field may be replaced by, without another field having to follow.
FREE = frozenset(
    {"title", "reason", "text", "why", "query", "claim", "mechanism", "looked_for", "separating", "missing", "what"}
    | {"counterfactual", "subject", "excerpt", "locator", "message", "done_when", "verdict_reason", "owner", "dated"}
    | {"run_name", "unit", "region", "project", "environment", "setting", "template", "value"}
)
CLOSED = (
    "not-collected",
    "outside-window",
    "conflicting-evidence",
    "needs-a-person",
    "log",
    "route",
    "latency",
    "test",
)
"""Words of the model's own, in fields that are named like one of those."""


def held(name: str) -> dict[str, str]:
    """All documents of an incident, by file."""
    if name == "rich":
        return render(rich_incident(), RICH)
    return render(incident(**(BARE if name == "bare" else {})), EVIDENCE_OF_BUILDERS)


def with_words(words: str) -> dict[str, str]:
    """The documents of the rich incident, with these words behind every text that comes from outside."""
    given = in_every_text(rich_incident().model_dump(mode="json"), words)
    records = in_every_text([each.model_dump(mode="json") for each in RICH.values()], words)
    evidence = [EVIDENCE.validate_python(each) for each in records]
    return render(Incident.model_validate(given), {each.id: each for each in evidence})


def in_every_text(value: Any, words: str) -> Any:
    """The value with the words behind every text that comes from outside, however deep it lies."""
    if isinstance(value, list):
        return [in_every_text(each, words) for each in value]
    if not isinstance(value, dict):
        return value
    changed = {key: in_every_text(each, words) for key, each in value.items()}
    for key, each in changed.items():
        if key in FREE and isinstance(each, str) and not each.startswith("claim-") and each not in CLOSED:
            changed[key] = f"{each} {words}"
    if "hash" in changed:
        changed["hash"] = ""
    return changed
