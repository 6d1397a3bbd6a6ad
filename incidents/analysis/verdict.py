"""One word for the whole, from a fixed function of the findings and of what was read."""

from incidents.analysis.facts import Facts
from incidents.analysis.onset import is_over
from incidents.analysis.outside import outside
from incidents.model.cause import Chain
from incidents.model.finding import Finding
from incidents.model.incident import Doubt, Verdict
from incidents.model.scope import Reading

_OUTSIDE = {
    "external": "they began on a revision that had served well, no change explains them, and another party failed",
    "capacity": "they began on a revision that had served well, no change explains them, and room ran out",
}


def verdict(
    facts: Facts, findings: list[Finding], chains: list[Chain], doubts: list[Doubt], readings: tuple[Reading, ...]
) -> tuple[Verdict, str]:
    """Something new or worse makes an incident; nothing found makes "healthy" only where everything was read."""
    worse = [each for each in findings if each.state in ("new", "worse")]
    failures = [each for each in worse if each.kind != "session"]
    if failures:
        return _of_failures(facts, failures, chains)
    if worse:
        return "session-violated", "nothing failed, but the window was declared read-only and something changed in it"
    unknown = [each for each in findings if each.state == "not-comparable" and each.kind != "authenticity"]
    if unknown:
        count = f"{len(unknown)} finding{'s' if len(unknown) > 1 else ''}"
        return "inconclusive", f"nothing is known to be new, but {count} could not be compared with an earlier run"
    failed = [each for each in readings if each.status != "complete"]
    if failed:
        count = f"{len(failed)} reading{'s' if len(failed) > 1 else ''}"
        return "inconclusive", f"nothing new was found, but {count} failed or stopped early"
    if doubts:
        count = f"{len(doubts)} test result{'s' if len(doubts) > 1 else ''}"
        return "inconclusive", f"nothing new was found, but {count} showed nothing"
    return "healthy", "nothing new or worse was found, and every source that was asked was read to its end"


def _of_failures(facts: Facts, failures: list[Finding], chains: list[Chain]) -> tuple[Verdict, str]:
    count = f"{len(failures)} finding{'s' if len(failures) > 1 else ''} new or worse on the candidate side"
    if all(is_over(facts, each) for each in failures):
        return "resolved", f"{count}, and a later revision served without any of them"
    word = outside(facts, failures, chains)
    return (word, f"{count}; {_OUTSIDE[word]}") if word else ("incident", count)
