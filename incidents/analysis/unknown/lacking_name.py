"""What new errors leave open that say that a thing stood in the place of another."""

import shlex
from collections.abc import Iterator

from incidents.analysis.facts import Facts
from incidents.analysis.origin.lacked import lacked
from incidents.analysis.unknown.asking import question
from incidents.model.cause import Chain
from incidents.model.evidence import LogPattern
from incidents.model.finding import Finding
from incidents.model.incident import Question


def lacking_name(facts: Facts, findings: list[Finding], chains: list[Chain]) -> Iterator[Question]:
    """A question for each new error without a cause, with the history of the name that was looked up."""
    caused = {each.finding for each in chains if each.explained}
    for finding in findings:
        if finding.kind != "log" or finding.state not in ("new", "worse") or finding.id in caused:
            continue
        for key in (*finding.primary, *finding.related):
            record = facts.records[key]
            found = lacked(record.message or record.excerpt) if isinstance(record, LogPattern) else None
            if found is not None:
                yield _question(facts, finding, found)
                break


def _question(facts: Facts, finding: Finding, found: tuple[str, str]) -> Question:
    kind, name = found
    bad = next((each.bad for each in facts.window.commits if each.service == finding.service and each.bad), None)
    text = f"What put `{kind}` where something with `{name}` is looked for: {finding.title}?"
    why = "the message names both, and no change between the last good and the first bad commit is tied to them"
    query = f"git log -p -S {shlex.quote(name)}{f' {bad}' if bad else ''}"
    return question(text, why, query, "cause")
