"""How many different users, sessions, instances and traces the entries of a finding name."""

from collections.abc import Iterator

from incidents.analysis.course.one_value import one_value
from incidents.analysis.facts import Facts
from incidents.analysis.rates.pattern_change import echoes
from incidents.analysis.rules import ended_instances
from incidents.model.claim import Claim, Value
from incidents.model.evidence import LogPattern, PlatformEvent
from incidents.model.finding import Finding

_ONE = {"users": "user", "sessions": "session", "instances": "instance", "traces": "trace"}
_OF_TESTS = {"users": "test users", "sessions": "those of tests"}


def named_by_entries(facts: Facts, findings: list[Finding]) -> Iterator[Claim]:
    """For each new error how many its entries name, and what all of them name; an older one's are of both sides."""
    for finding in findings:
        yield from _ended(facts, finding)
        patterns = _patterns(facts, finding.primary)
        if finding.kind not in ("log", "warning") or finding.state != "new" or len(patterns) != 1:
            continue
        beside = [each for each in _patterns(facts, finding.related) if echoes(facts, patterns[:1], [each])]
        clause, values = one_value((*patterns, *beside))
        if clause:
            yield Claim(
                id=f"claim-only-{finding.id}",
                kind="observed",
                template=f"{{title}}: {clause}.",
                values=(Value(name="title", form="text", value=finding.title), *values),
                cites=tuple(each.id for each in (*patterns, *beside) if each.filled),
            )
        counts = {each.of: each.count for each in patterns[0].different}
        known = [(of, counts[of]) for of in _ONE if of in counts]
        if known:
            parts = [f"{{{of}}} different {of}" if count > 1 else f"{{{of}}} {_ONE[of]}" for of, count in known]
            said = " and ".join(([", ".join(parts[:-1])] if parts[1:] else []) + parts[-1:])
            tests = next((f"; {each} are among them" for of, each in _OF_TESTS.items() if of in counts), "")
            yield Claim(
                id=f"claim-named-{finding.id}",
                kind="observed",
                template=f"{{title}}: its entries name {said}{tests}. Entries that name none are not counted.",
                values=(
                    Value(name="title", form="text", value=finding.title),
                    *(Value(name=of, form="number", value=count) for of, count in known),
                ),
                cites=(patterns[0].id,),
            )


def _ended(facts: Facts, finding: Finding) -> Iterator[Claim]:
    """How often an instance ended, which the count of failed requests does not tell."""
    if finding.rule != ended_instances.NAME:
        return
    events = [each for key in finding.primary if isinstance(each := facts.records[key], PlatformEvent)]
    times = sum(sum(ended_instances.seen(facts, each).values()) for each in events)
    named = max((each.instances or 0 for each in events), default=0)
    template = f"{{title}}: the platform said so {{times}} {'time' if times == 1 else 'times'}"
    values = [
        Value(name="title", form="text", value=finding.title),
        Value(name="times", form="number", value=times),
    ]
    if named and len(events) == 1:
        template += f", and named {{instances}} different {'instance' if named == 1 else 'instances'}"
        values.append(Value(name="instances", form="number", value=named))
    yield Claim(
        id=f"claim-ended-{finding.id}",
        kind="observed",
        template=f"{template}.",
        values=tuple(values),
        cites=tuple(each.id for each in events),
    )


def _patterns(facts: Facts, keys: tuple[str, ...]) -> list[LogPattern]:
    return [each for key in keys if isinstance(each := facts.records[key], LogPattern)]
