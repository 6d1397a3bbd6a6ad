"""One word for the whole, from a fixed function of the findings and of what was read."""

from incidents.model.finding import Finding
from incidents.model.incident import Doubt, Verdict
from incidents.model.scope import Reading


def verdict(findings: list[Finding], doubts: list[Doubt], readings: tuple[Reading, ...]) -> tuple[Verdict, str]:
    """Something new or worse makes an incident; nothing found makes "healthy" only where everything was read."""
    worse = [each for each in findings if each.state in ("new", "worse")]
    if worse:
        count = f"{len(worse)} finding{'s' if len(worse) > 1 else ''}"
        return "incident", f"{count} new or worse on the candidate side"
    failed = [each for each in readings if each.status != "complete"]
    if failed:
        count = f"{len(failed)} reading{'s' if len(failed) > 1 else ''}"
        return "inconclusive", f"nothing new was found, but {count} failed or stopped early"
    if doubts:
        count = f"{len(doubts)} test result{'s' if len(doubts) > 1 else ''}"
        return "inconclusive", f"nothing new was found, but {count} showed nothing"
    return "healthy", "nothing new or worse was found, and every source that was asked was read to its end"
