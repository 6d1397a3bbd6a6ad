"""Errors whose entries hold no stack trace, so that what failed beneath the message is not told."""

from collections.abc import Iterator

from incidents.analysis.facts import Facts
from incidents.analysis.unknown.asking import question
from incidents.model.evidence import LogPattern
from incidents.model.finding import Finding
from incidents.model.incident import Question


def without_stack(facts: Facts, findings: list[Finding]) -> Iterator[Question]:
    """A question for each new error of that kind."""
    for finding in findings:
        records = [facts.records[key] for key in finding.primary]
        patterns = [each for each in records if isinstance(each, LogPattern)]
        if finding.kind != "log" or finding.state not in ("new", "worse") or not patterns:
            continue
        if not any(each.frames for each in patterns):
            place = next((each.printed_by for each in patterns if each.printed_by), None)
            text = f"Where in the code does this come from: {finding.title}?"
            why = "its entries hold no stack trace, and no call of the deployed source is known to print them"
            if place:
                text = f"What failed beneath the call that prints this: {finding.title}?"
                why = f"its entries hold no stack trace; {place.file} prints them in {place.function}"
            query = f"log the exception with its stack trace; `incident show {patterns[0].id}` has what there is"
            yield question(text, why, query)
