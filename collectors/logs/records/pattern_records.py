"""Groups of messages as evidence."""

from collections.abc import Iterator

from collectors.logs.entries.moment import MINUTE
from collectors.logs.grouping.group import Group
from collectors.logs.grouping.patterns import Found, Patterns
from collectors.logs.grouping.tally import Tally
from collectors.logs.masking.holes import with_joined_kinds
from collectors.logs.messages.message import Message
from collectors.logs.messages.stacks.stack import Stack
from collectors.logs.records.shown import SOURCE, Redact, excerpt, exemplar, locator
from incidents.model.evidence import Frame, LogPattern, MinuteCount, RevisionCount
from incidents.model.instant import Instant
from incidents.model.record import digest

REST = "<text>"
"""Stands in a template for what varies without end; alone, for all the messages that are not kept apart."""

_LONGEST_MESSAGE = 1000


def pattern_records(patterns: Patterns, redact: Redact) -> Iterator[LogPattern]:
    """One record for each template; groups that redaction makes equal become one."""
    merged: dict[tuple[str, str, str, str], tuple[Found, Group]] = {}
    for found in patterns.found():
        message = _message(found.group)
        template = _template(patterns, found, message, redact)
        kind = redact(message.error_type) if message.error_type and found.words != 0 else ""
        key = (found.service, found.severity, template, kind)
        if key in merged:
            merged[key][1].merge(found.group)
        else:
            merged[key] = (found, found.group)
    for (_, _, template, kind), (found, group) in sorted(merged.items(), key=lambda item: item[0]):
        yield _record(found, group, template, kind or None, redact)


def _message(group: Group) -> Message:
    assert group.message is not None
    return group.message


def _template(patterns: Patterns, found: Found, message: Message, redact: Redact) -> str:
    if found.words == 0:
        return REST
    signature = patterns.signatures.redacted(message, redact)
    words = signature.template.split(" ")
    if found.words is None:
        return with_joined_kinds(signature.template, found.group.template)
    if found.words >= len(words):
        return signature.template
    return f"{' '.join(words[: found.words])} {REST}{signature.tail}"


def _record(found: Found, group: Group, template: str, error_type: str | None, redact: Redact) -> LogPattern:
    earliest = group.tally.earliest
    stack = _message(group).stack if found.words != 0 else None
    return LogPattern(
        id=f"log-{digest(found.service, found.severity, template, error_type or '')}",
        at=Instant(earliest.at),
        source=SOURCE,
        locator=locator(earliest),
        excerpt=excerpt(earliest.text, redact),
        service=found.service,
        severity=found.severity,
        severity_from=_message(group).severity_from,
        template=template,
        error_type=error_type,
        message=excerpt(stack.message, redact, _LONGEST_MESSAGE) if stack and stack.message else None,
        frames=_frames(stack, redact),
        count=group.tally.count,
        by_revision=_by_revision(group.tally),
        by_minute=_by_minute(group.tally),
        exemplars=tuple(exemplar(each.earliest, redact) for _, each in sorted(group.tally.revisions.items())),
    )


def _frames(stack: Stack | None, redact: Redact) -> tuple[Frame, ...]:
    frames = stack.frames if stack else ()
    return tuple(Frame(file=redact(each.file), line=each.line, function=redact(each.function)) for each in frames)


def _by_revision(tally: Tally) -> tuple[RevisionCount, ...]:
    return tuple(
        RevisionCount(revision=name, count=each.count, first=Instant(each.first), last=Instant(each.last))
        for name, each in sorted(tally.revisions.items())
    )


def _by_minute(tally: Tally) -> tuple[MinuteCount, ...]:
    """In the order of time, and of revisions' names within a minute."""
    counts = sorted(
        (minute, name, count) for name, each in tally.revisions.items() for minute, count in each.minutes.items()
    )
    return tuple(
        MinuteCount(revision=name, minute=Instant(minute * MINUTE), count=count) for minute, name, count in counts
    )
