"""A secret that stands in the log, where whoever may read the log can read it.

Claims: entries of a shape that was never logged before hold what is a secret by its form or its name: a key, a token, a
password, an authorization. Refuted by one such entry on the baseline side, or by a value that lets nobody in.
"""

import re
from collections.abc import Iterable

from incidents.amounts import counted
from incidents.analysis.facts import Facts
from incidents.analysis.rates.traffic import heard_before
from incidents.analysis.titles import quoted
from incidents.model.evidence import LogPattern
from incidents.model.finding import Finding, Priority, Ratio
from incidents.model.record import digest

NAME = "secret-in-log"
# What was redacted is told by its kind alone.
_REDACTED = re.compile(r"\[redacted:([a-z][a-z0-9-]{1,60}):[0-9a-f]{1,8}\]")
_OF_PEOPLE = frozenset(
    {"email", "phone-number", "card-number", "bank-account", "personal-number", "client-address", "cookie"}
)
"""Kinds that name or follow a person and open nothing."""


def find(facts: Facts) -> list[Finding]:
    """One for each service, with all that it began to log so."""
    exposing: dict[str, list[LogPattern]] = {}
    for pattern in facts.patterns:
        sides = facts.pattern_sides(pattern)
        if sides.after and not sides.before and heard_before(facts, pattern.service) and kinds(facts, [pattern]):
            exposing.setdefault(pattern.service, []).append(pattern)
    return sorted((_finding(facts, *each) for each in exposing.items()), key=lambda each: each.id)


def kinds(facts: Facts, patterns: Iterable[LogPattern]) -> list[str]:
    """The kinds of secrets that the entries which were kept hold."""
    entries = (each.text for pattern in patterns for each in pattern.exemplars if each.revision in facts.new_revisions)
    texts = (*entries, *(each.excerpt for each in patterns))
    return sorted({kind for text in texts for kind in _REDACTED.findall(text)} - _OF_PEOPLE)


def _finding(facts: Facts, service: str, patterns: list[LogPattern]) -> Finding:
    sides = [facts.pattern_sides(each) for each in patterns]
    what = " and ".join(kinds(facts, patterns)).replace("-", " ")
    more = f" and {counted(len(patterns) - 1, 'more messages')}" if len(patterns) > 1 else ""
    return Finding(
        id=f"finding-{digest(NAME, service, *(each.id for each in patterns))}",
        rule=NAME,
        kind="warning",
        title=f"{service}: its log holds a secret ({what}) in {quoted(patterns[0].template)}{more}",
        service=service,
        component=None,
        state="new",
        priority=Priority(
            level="P0", row="A", reason=f"a secret ({what}) stands in the log, where whoever reads it finds it"
        ),
        signature=f"{what} in {patterns[0].template}",
        before=Ratio(n=0, unit="log entries"),
        after=Ratio(n=sum(each.after for each in sides), unit="log entries"),
        first=min((each.first for each in sides if each.first), default=None),
        last=max((each.last for each in sides if each.last), default=None),
        primary=tuple(sorted(each.id for each in patterns)),
    )
