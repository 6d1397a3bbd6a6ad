"""Each error and warning of the log, by its share of the traffic of the side that logged it."""

from incidents.analysis.facts import Facts
from incidents.analysis.rates import traffic
from incidents.analysis.rates.pattern_change import is_error
from incidents.analysis.rates.rate_state import judge
from incidents.analysis.titles import fitted
from incidents.model.comparison import Comparison
from incidents.model.evidence import LogPattern
from incidents.model.finding import Ratio
from incidents.model.record import digest


def compared(facts: Facts) -> list[Comparison]:
    """Patterns at WARNING or above, or with a stack; the revision that logged an entry decides on its side."""
    told = [each for each in facts.patterns if is_error(each) or each.severity == "WARNING"]
    return [_compared(facts, each) for each in told]


def _compared(facts: Facts, pattern: LogPattern) -> Comparison:
    sides = facts.pattern_sides(pattern)
    whole = traffic.of_service(facts, pattern.service, pattern)
    judged = judge(sides.before, whole.before, sides.after, whole.after)
    unit = f"log entries, of {{}} {whole.unit}"
    return Comparison(
        id=f"compared-{digest('log', pattern.id)}",
        subject="log",
        name=fitted(pattern.template),
        service=pattern.service,
        state=judged.state,
        before=Ratio(n=sides.before, unit=unit.format(whole.before)) if whole.before else None,
        after=Ratio(n=sides.after, unit=unit.format(whole.after)) if whole.after else None,
        times=judged.times,
        low=judged.low,
        high=judged.high,
        chance=judged.chance,
        reason=judged.reason,
        cites=(pattern.id,),
    )
