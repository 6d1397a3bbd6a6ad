"""The rubric: the first row that holds gives the level, and row and reason are kept."""

from incidents.analysis.facts import Facts
from incidents.analysis.priority.rubric_rows import rows_of
from incidents.model.finding import Finding, Priority


def ranked(facts: Facts, finding: Finding) -> Finding:
    """The finding with the level that its evidence, echoes included, amounts to."""
    return finding.model_copy(update={"priority": priority_of(facts, finding)})


def priority_of(facts: Facts, finding: Finding) -> Priority:
    """By the rubric as it is declared, and then what an author gave instead, with the author's reason."""
    policy = facts.sealed.policy
    rows = rows_of(facts, finding)
    first = next(each for each in policy.rubric if each.row in rows)
    by_rubric = Priority(level=first.level, row=first.row, reason=rows[first.row], holds=tuple(sorted(rows)))
    override = next((each for each in policy.overrides if each.finding == finding.id), None)
    if override is None:
        return by_rubric
    instead = "the same" if override.level == first.level else first.level
    reason = (
        f"set to {override.level} in incident.toml: {override.reason}; the rubric gives {instead}: {rows[first.row]}"
    )
    return by_rubric.model_copy(update={"level": override.level, "reason": reason, "declared": override.declared})
