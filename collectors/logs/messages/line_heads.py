"""The head that a logger puts before every line of one record: its tags, or clock, process and level."""

import re
from typing import NamedTuple

from collectors.logs.messages.line_prefix import read_prefix

_TAGS = re.compile(r"(?!\[\d{4}[-/])(?:\[[^\]\n]{1,80}\] ?){1,4}")
_TAG_OF_REQUEST = (
    r"\[(?:(?:[\w.-]{0,20}(?:req|request|trace|span|correlation|session)[\w.-]{0,20}[=:] ?)?"
    r"(?:[0-9a-fA-F]{8}-(?:[0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}|(?=[A-Za-z]{0,40}\d)[0-9a-zA-Z]{16,64}"
    r"|(?:req|request|trace)-[\w-]{4,60})|\d{1,3}(?:\.\d{1,3}){3})\]"
)
_OF_REQUEST = re.compile(rf"(?:{_TAG_OF_REQUEST} ?){{1,3}}")
_CLOCK = re.compile(r"\[?\d{2,4}[-/:]|[A-Z], \[|[IWEF]\d{4} ")
_DIGITS = re.compile(r"\d")
_WITHIN = 200


class Head(NamedTuple):
    """`tags` stand before each line of the record, `start` all before the first's message, with digits as noughts."""

    tags: str
    start: str


def head_of(text: str) -> Head:
    """The head of the first line of a record; both parts are empty where it has none."""
    line = text.partition("\n")[0][:_WITHIN]
    found = _TAGS.match(line)
    tags = found[0] if found else request_tags(line)
    return Head(tags, _masked(line[: len(line) - len(read_prefix(line).rest)]) if has_clock(line) else "")


def has_clock(line: str) -> bool:
    """Whether a line begins with a time, as the first one of a record does and its further ones may."""
    return _CLOCK.match(line) is not None


def request_tags(text: str) -> str:
    """The ids of a request in brackets, at the start of a line or behind its level."""
    found = _OF_REQUEST.search(text, 0, _WITHIN) if "[" in text else None
    return found[0] if found else ""


def without_tags(line: str) -> str:
    """A line without whatever stands in brackets before it."""
    found = _TAGS.match(line)
    return line[found.end() :] if found else line


def below(line: str, head: Head) -> str | None:
    """A further line of a record without the head it repeats; None where it does not repeat it."""
    if head.start and _masked(line[: len(head.start)]) == head.start:
        return line[len(head.start) :]
    tags = head.tags.rstrip()
    if tags and line.startswith(tags):
        return line[len(tags) :].removeprefix(" ")
    return None


def without_repeated_heads(text: str) -> str:
    """A text of several lines without what each of them repeats of the head of the first."""
    first, line_break, rest = text.partition("\n")
    if not line_break:
        return text
    head = head_of(first)
    if not (head.tags or head.start):
        return text
    lines = [first]
    for line in rest.split("\n"):
        bare = below(line, head)
        lines.append(line if bare is None else bare)
    return "\n".join(lines)


def without_request_tags(said: str) -> str:
    """A message without the ids of its request in front of it, unless they are all of it."""
    found = _OF_REQUEST.match(said)
    rest = said[found.end() :].lstrip(" ") if found else ""
    return rest if rest.strip() else said


def _masked(text: str) -> str:
    return _DIGITS.sub("0", text)
