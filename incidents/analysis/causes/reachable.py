"""What a commit builds on, as far as history was collected."""

from incidents.analysis.facts import Facts


def reachable(facts: Facts, sha: str | None) -> set[str]:
    """The commit and its ancestors, as far as they were collected."""
    start = next((each for each in facts.commits if sha and each.startswith(sha)), None)
    found: set[str] = set()
    waiting = [start] if start else []
    while waiting:
        each = waiting.pop()
        if each in facts.commits and each not in found:
            found.add(each)
            waiting += facts.commits[each].parents
    return found


def held_by(facts: Facts, sha: str) -> list[str]:
    """The revisions of both sides of the window whose image is known to hold the commit."""
    serving = (*facts.window.baseline.revisions, *facts.window.candidate.revisions)
    return [each.revision for each in serving if sha in reachable(facts, each.commit)]
