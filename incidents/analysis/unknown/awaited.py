"""Issues and pull requests that a failure or a skipped test waits for."""

import re
from collections.abc import Iterator

from incidents.analysis.facts import Facts
from incidents.analysis.judged import case_history
from incidents.analysis.origin.last_changes import origin_of
from incidents.analysis.unknown.asking import question
from incidents.model.evidence import CaseResult
from incidents.model.finding import Finding
from incidents.model.incident import Question

_ISSUE = re.compile(r"(?<![\w&/])#([1-9]\d{0,6})\b")
_WAITS = re.compile(
    r"\b(?:block(?:ed|s)? (?:on|by|until)|wait(?:s|ing|ed)? (?:for|on|until)|depend(?:s|ing|ent)? (?:up)?on|"
    r"pending|until|unblocked by)\b[\s:]{0,3}(?:[\w'-]{1,20} ){0,4}"
    r"(?:[\w.-]{0,60}/?[\w.-]{0,100}#|https?://[\w.-]{1,100}/[\w.-]{1,60}/[\w.-]{1,100}/(?:issues|pull)/)"
    r"([1-9]\d{0,6})\b",
    re.IGNORECASE,
)
_WITH_REASON = ("skipped", "xfailed")


def awaited(facts: Facts, findings: list[Finding]) -> Iterator[Question]:
    """A question for each number, in their order."""
    reasons: dict[int, str] = {}
    for finding in findings:
        if finding.state != "persisting":
            continue
        for number in _named(facts, finding):
            reasons.setdefault(number, "the evidence of a failure that persists names it")
        origin = origin_of(facts, finding)
        if origin is not None:
            said = f"{origin.commit.subject}\n{origin.commit.excerpt}"
            made = f"commit {origin.commit.sha[:12]} ({origin.commit.subject})"
            why = f"{made}, before the window, says that it waits for it"
            reasons |= dict.fromkeys(waited_for(said) - set(reasons), why)
    for _, case in case_history.newest(facts):
        if case.outcome in _WITH_REASON:
            numbers = waited_for(f"{case.message or ''}\n{case.captured}")
            reasons |= dict.fromkeys(numbers - set(reasons), f"a test that is {case.outcome} says that it waits for it")
    for number, why in sorted(reasons.items()):
        yield question(f"When will #{number} land?", f"{why}, and its state was not read", f"gh issue view {number}")


def waited_for(said: str) -> set[int]:
    """The issues and pull requests that a text says it is blocked by, waits for or depends on."""
    return {int(number) for number in _WAITS.findall(said)}


def _named(facts: Facts, finding: Finding) -> set[int]:
    records = [facts.records[key] for key in finding.primary]
    texts = [
        f"{each.message or ''}\n{each.captured}\n{each.excerpt}" for each in records if isinstance(each, CaseResult)
    ]
    return {int(number) for text in texts for number in _ISSUE.findall(text)} | {
        number for text in texts for number in waited_for(text)
    }
