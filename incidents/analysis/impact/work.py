"""Services that nobody asks and that work by themselves, as on a queue: what their own log tells of their work."""

from incidents.analysis.facts import Facts
from incidents.analysis.rates.pattern_change import is_error
from incidents.model.evidence import LogPattern
from incidents.model.finding import Finding, Ratio

_REGULAR = 20
"""Entries on the baseline side from which a message is called regular."""
_EXPECTED = 10
"""Entries at the old pace whose absence chance does not explain: less than one in ten thousand for a steady pace."""
_WORKED = 10


def is_worker(facts: Facts, service: str) -> bool:
    """Whether it logged messages of its own and answered no request, while requests to others were read."""
    asked = facts.request_sides(service)
    return not (asked.before or asked.after) and bool(facts.requests) and any(_own(facts, service))


def worked(facts: Facts, service: str, revision: str) -> bool:
    """Whether the revision of a worker logged more than its errors, as often as no start alone does."""
    calm = (count for each in _own(facts, service) if not is_error(each) for count in each.by_revision)
    return is_worker(facts, service) and sum(each.count for each in calm if each.revision == revision) >= _WORKED


def failed_jobs(facts: Facts, finding: Finding) -> Ratio | None:
    """The failures of a worker among them and what is left of the message of its work that fell off most.

    None where no regular message fell to less than half of its pace: then nothing shows that jobs do not end well.
    """
    if finding.service is None or finding.after is None or not is_worker(facts, finding.service):
        return None
    fallen = [each for pattern in _own(facts, finding.service) if (each := _fallen(facts, pattern, finding))]
    if not fallen:
        return None
    _, left = max(fallen)
    return Ratio(n=finding.after.n, total=finding.after.n + left, unit="entries of its work")


def _own(facts: Facts, service: str) -> list[LogPattern]:
    return [each for each in facts.patterns if each.service == service]


def _fallen(facts: Facts, pattern: LogPattern, finding: Finding) -> tuple[float, int] | None:
    """By how much a regular message fell short of its old pace while the failure was seen, and how often it came."""
    if is_error(pattern) or pattern.severity == "WARNING" or finding.first is None or finding.last is None:
        return None
    moments = [each for each in pattern.by_minute if not facts.is_after(pattern.service, each.revision, each.minute)]
    count = sum(each.count for each in moments)
    if count < _REGULAR:
        return None
    first, last = min(each.minute for each in moments), max(each.minute for each in moments)
    left = sum(
        each.count
        for each in pattern.by_minute
        if facts.is_after(pattern.service, each.revision, each.minute)
        and finding.first.minute <= each.minute <= finding.last
    )
    seconds = max(60.0, first.seconds_until(last))
    expected = count / seconds * finding.first.seconds_until(finding.last)
    return (expected - left, left) if expected >= _EXPECTED and 2 * left < expected else None
