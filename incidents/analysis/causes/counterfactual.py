"""Whether the records hold the counter-experiment: the same service without the change, and without the failure."""

from incidents.analysis.causes.reverts import reverts
from incidents.analysis.causes.suspect import Suspect
from incidents.analysis.facts import Facts
from incidents.analysis.onset import is_over
from incidents.model.finding import Finding


def taken_back(facts: Facts, finding: Finding, suspect: Suspect) -> tuple[str, tuple[str, ...]] | None:
    """What took the change back, where a later revision served long enough without the failure; else None."""
    if not is_over(facts, finding):
        return None
    if suspect.change.commit:
        revert = facts.commits.get(reverts(facts.commits.values()).get(suspect.change.commit, ""))
        if revert is not None and revert.new_in:
            said = f"commit {revert.sha[:12]} takes it back, and a later revision serves without the failure"
            return said, (revert.id,)
        return None
    for serving in facts.window.candidate.revisions:
        later = facts.revisions[serving.revision]
        value = next((each.value for each in later.settings if each.path == suspect.change.setting), None)
        bad = facts.revisions.get(suspect.change.revision or "")
        newer = bad and bad.at and later.at and later.at > bad.at and later.service == bad.service
        if newer and value == suspect.change.before:
            return f"{later.name} has the value of before, and the failure is not seen on it", (later.id,)
    return None
