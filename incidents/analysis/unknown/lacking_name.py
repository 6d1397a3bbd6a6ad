"""What a message says of a thing that stood in the place of another: its kind, and the name that it lacks."""

import re
from collections.abc import Iterator

from incidents.analysis.facts import Facts
from incidents.analysis.unknown.asking import question
from incidents.model.cause import Chain
from incidents.model.evidence import LogPattern
from incidents.model.finding import Finding
from incidents.model.incident import Question

# Of CPython, and of V8 as in https://developer.mozilla.org/en-US/docs/Web/JavaScript/Reference/Errors (2025).
_LACKS = (
    re.compile(r"'(?P<kind>[\w.]{1,80})' object has no attribute '(?P<name>\w{1,80})'"),
    re.compile(r"Cannot read propert(?:y|ies) of (?P<kind>undefined|null) \(reading '(?P<name>\w{1,80})'\)"),
    re.compile(r"(?P<kind>[A-Za-z_$][\w$.]{0,80})\.(?P<name>[\w$]{1,80}) is not a function"),
)


def lacking_name(facts: Facts, findings: list[Finding], chains: list[Chain]) -> Iterator[Question]:
    """A question for each new error without a cause, with the history of the name that was looked up."""
    caused = {each.finding for each in chains if each.explained}
    for finding in findings:
        if finding.kind != "log" or finding.state not in ("new", "worse") or finding.id in caused:
            continue
        for key in (*finding.primary, *finding.related):
            record = facts.records[key]
            found = _lack(record) if isinstance(record, LogPattern) else None
            if found is not None:
                yield _question(facts, finding, found)
                break


def _lack(pattern: LogPattern) -> tuple[str, str] | None:
    matches = (each.search(pattern.message or pattern.excerpt) for each in _LACKS)
    return next(((each["kind"], each["name"]) for each in matches if each), None)


def _question(facts: Facts, finding: Finding, found: tuple[str, str]) -> Question:
    kind, name = found
    bad = next((each.bad for each in facts.window.commits if each.service == finding.service and each.bad), None)
    text = f"What put `{kind}` where something with `{name}` is looked for: {finding.title}?"
    why = "the message names both, and no change between the last good and the first bad commit is tied to them"
    query = f"git log -p -S {name} {bad}" if bad else f"git log -p -S {name}"
    return question(text, why, query, "cause")
