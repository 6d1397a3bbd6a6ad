"""Errors that were there before the window and go on in it, which no finding of the window is about."""

from collections.abc import Iterator

from incidents.analysis.course.one_value import one_value
from incidents.analysis.facts import Facts
from incidents.analysis.rates import traffic
from incidents.analysis.rates.pattern_change import echoes, is_error
from incidents.analysis.rates.rate_state import judge
from incidents.analysis.titles import quoted
from incidents.model.claim import Claim, Value
from incidents.model.evidence import LogPattern
from incidents.model.finding import Finding

_MOST = 8


def as_before(facts: Facts, findings: list[Finding]) -> Iterator[Claim]:
    """A sentence for each, the most frequent first; what one fault printed beside it is told with it."""
    left = on_both_sides(facts, findings)
    for _ in range(_MOST):
        if not left:
            return
        head, *rest = left
        beside = [each for each in rest if echoes(facts, [head], [each])]
        yield _claim(facts, head, beside)
        left = [each for each in rest if each not in beside]


def on_both_sides(facts: Facts, findings: list[Finding]) -> list[LogPattern]:
    """The errors that no finding rests on; one that became clearly more frequent has a finding."""
    cited = {key for each in findings for key in (*each.primary, *each.related)}
    errors = [each for each in facts.patterns if is_error(each) and each.id not in cited]
    sides = {each.id: facts.pattern_sides(each) for each in errors}
    kept = [each for each in errors if sides[each.id].before and sides[each.id].after]
    return sorted(kept, key=lambda each: _order(facts, each))


def _order(facts: Facts, pattern: LogPattern) -> tuple[int, bool, int, str]:
    """By the count, then what holds a stack, then what was printed first."""
    sides = facts.pattern_sides(pattern)
    return (-sides.after, not pattern.frames, sides.first.nanoseconds if sides.first else 0, pattern.id)


def _claim(facts: Facts, pattern: LogPattern, beside: list[LogPattern]) -> Claim:
    sides, whole = facts.pattern_sides(pattern), traffic.of_service(facts, pattern.service, pattern)
    values = [
        Value(name="service", form="name", value=pattern.service),
        Value(name="what", form="text", value=quoted(pattern.message or pattern.template)),
        Value(name="after", form="number", value=sides.after),
        Value(name="before", form="number", value=sides.before),
    ]
    entries = "entry" if sides.after == 1 else "entries"
    template = f"{{service}}: {{what}}, {{after}} log {entries} in the window"
    if sides.first and sides.last:
        template += ", from {first} to {last}"
        values.append(Value(name="first", form="time", value=str(sides.first)))
        values.append(Value(name="last", form="time", value=str(sides.last)))
    template += ", and {before} before it: {reason}"
    reason = judge(sides.before, whole.before, sides.after, whole.after).reason
    values.append(Value(name="reason", form="text", value=reason))
    if beside:
        template += "; as often in the same minutes: {beside}"
        values.append(Value(name="beside", form="text", value=" and ".join(quoted(each.template) for each in beside)))
    clause, more = one_value((pattern, *beside))
    if clause:
        template += f"; on both sides {clause}"
        values += more
    return Claim(
        id=f"claim-as-before-{pattern.id}",
        kind="observed",
        template=f"{template}.",
        values=tuple(values),
        cites=(pattern.id, *(each.id for each in beside)),
    )
