"""One screen for the terminal after a build: state, window, what fails, leading cause, decision, files."""

import textwrap
from collections.abc import Sequence

from incidents.model.finding import Finding, Ratio
from incidents.model.incident import Incident, doubtful_results
from reports.leading_cause import leading
from reports.urgency import STATES, failing
from reports.verdicts import word_of
from templates.outside_text import terminal

_WIDTH = 96
_LABEL = 10
_FINDINGS = 5


def summary(incident: Incident, folder: str, files: Sequence[str]) -> str:
    """At most 24 lines of at most 96 columns, without a newline at the end; only a command may be wider."""
    head = f"{word_of(incident)} in {incident.impact.environment}: {incident.verdict_reason}"
    lines = [
        *_wrapped("", head, most=2),
        *_wrapped("Window", _window(incident), most=2),
        *_fails(incident),
        *_wrapped("Cause", _cause(incident), most=2),
        *_decision(incident),
        *_wrapped("Basis", _basis(incident), most=1),
        *_wrapped("Written", f"{folder}: {', '.join(files)}", most=2),
    ]
    return "\n".join(lines)


def _wrapped(label: str, said: str, *, most: int, deeper: int = 0) -> list[str]:
    """The label and the text beside it, cut with dots after `most` lines."""
    indent = " " * (_LABEL + deeper) if label else ""
    lines = textwrap.wrap(
        terminal(said),
        _WIDTH,
        initial_indent=label.ljust(len(indent)),
        subsequent_indent=indent,
        max_lines=most,
        placeholder=" ...",
        break_on_hyphens=False,
    )
    return lines or [label]


def _window(incident: Incident) -> str:
    span = incident.window.candidate.span
    start, end = (str(each.second).replace("T", " ") if each else "open" for each in (span.start, span.end))
    before, after = incident.window.baseline.revisions, incident.window.candidate.revisions
    names = [", ".join(each.revision for each in side) or "no revision known" for side in (after, before)]
    return f"{start} to {end}, {names[0]}; compared with {names[1]}"


def _fails(incident: Incident) -> list[str]:
    wrong = failing(incident.findings)
    if not wrong:
        return _wrapped("Fails", "nothing was found to fail in what was read", most=1)
    lines = [line for place, each in enumerate(wrong[:_FINDINGS]) for line in _finding(each, first=not place)]
    more = len(wrong) - _FINDINGS
    return [*lines, *_wrapped(" ", f"and {more} more", most=1)] if more > 0 else lines


def _finding(finding: Finding, *, first: bool) -> list[str]:
    counts = _ratio(finding.after)
    if finding.after and finding.before and finding.before.unit == finding.after.unit:
        counts += f", before {_numbers(finding.before)}"
    said = f"{finding.priority.level} {STATES[finding.state]}: {finding.title}"
    return [*_wrapped("Fails" if first else " ", said, most=1), *_wrapped(" ", counts, most=1, deeper=2)]


def _ratio(part: Ratio | None) -> str:
    return part.said if part else "not comparable"


def _numbers(part: Ratio) -> str:
    return str(part.n) if part.total is None else f"{part.n} of {part.total}"


def _cause(incident: Incident) -> str:
    if incident.stage == "preliminary":
        return "not part of a preliminary report"
    lead = leading(incident)
    if lead is None:
        return "none needed"
    if not lead.path:
        return f"unknown: {lead.stop.text}" if lead.stop else "unknown"
    of = "" if lead.finding is failing(incident.findings)[0] else "of another failure, "
    return f"{of}{lead.confidence}: {lead.claim}"


def _decision(incident: Incident) -> list[str]:
    if incident.stage == "preliminary":
        return _wrapped("Decide", "not part of a preliminary report", most=1)
    back = incident.rollback
    if back.command and back.service and back.target:
        return [
            *_wrapped("Decide", f"whether to go back to {back.target}: {back.reason}", most=2),
            *_command(back.command),
        ]
    if incident.questions:
        return _wrapped("Decide", f"no rollback; first open question: {incident.questions[0].text}", most=2)
    return _wrapped("Decide", f"no rollback: {back.reason}", most=2)


def _command(command: str) -> list[str]:
    """The command as it can be pasted: a long one goes on behind a backslash before an option."""
    line = terminal(command)
    if len(line) <= _WIDTH - 2:
        return [f"  {line}"]
    head, _, tail = line.partition(" --region")
    return [f"  {head} \\", f"    --region{tail}"] if tail else [f"  {line}"]


def _basis(incident: Incident) -> str:
    complete = sum(each.status == "complete" for each in incident.readings)
    parts = [f"readings complete: {complete} of {len(incident.readings)}"]
    parts += [f"doubtful test results: {doubtful_results(incident.doubts)}"] if incident.doubts else []
    return "; ".join([*parts, f"open questions: {len(incident.questions)}"])
