"""Calls that store or send something, which had run in the functions of a stack when their lines failed."""

import re
from collections.abc import Iterator
from itertools import islice

from collectors.git_history.diffs.hunk_sections import defined_in
from collectors.logs.source_templates.leading_calls import CodeFiles
from incidents.model.evidence import Frame, LeadingCall

_FRAMES = 6
_LINES_BEFORE = 40
_LINES_OF_BLOCK = 200
_LONGEST = 1000
_MOST = 5
_PART, _OF = r"[A-Za-z_$][\w$]*(?:\(\))?", r"(?:::|->|\?\.|\.)"
# The look behind and the bound keep a search from going through a long chain anew from each of its letters.
_OWNER = rf"(?<![\w$])(?P<receiver>(?:{_PART}{_OF}){{0,8}}{_PART}){_OF}"
# What an open transaction may still take back is none of them.
_STORES = re.compile(
    rf"{_OWNER}(?P<name>[cC]ommit|save|save!|bulk_create|publish|[pP]ublishMessage|insert_(?:one|many)|insertOne|"
    r"insertMany|update_(?:one|many)|updateOne|send_message|sendMessage|enqueue|upload_from_\w+|upload_blob|"
    r"put_object|putObject|create_task|createTask)\s*\("
)
_SENDS = re.compile(
    rf"{_OWNER}(?P<name>post|put|patch|delete)\s*\(\s*f?[\"'`](?:https?:|/|\$?\{{)|"
    r"(?P<bare>\bfetch)\s*\([^\n]*\bmethod:\s*[\"'](?:POST|PUT|PATCH|DELETE)"
)
_RECEIVES = re.compile(r"@|\b(?:app|router|blueprint|bp|server|api|routes)\.", re.IGNORECASE)
_ALWAYS = re.compile(r"\s*(?:(?:async |await )*with|try|using|lock|synchronized|begin)\b")
_GIVEN = re.compile(r"\s*(?:(?:const|let|var|final|val|auto)\s+)?\$?([A-Za-z_]\w*)\s*(?::[^=]{1,80})?:?=(?![=>])")
_WORD = re.compile(r"[A-Za-z_]\w*")
_QUOTED_REMARK = re.compile(r"^\s*(?:\"\"\"|'''|\*|//|#|return\b.*\bif\b)")


def stored_before(frames: tuple[Frame, ...], code: CodeFiles) -> tuple[LeadingCall, ...]:
    """Of the frames that lie in this code, the deepest first; the nearest call of each first."""
    found: dict[LeadingCall, None] = {}
    for path, number in islice(code.placed(frames), _FRAMES):
        for called_in, receiver, name in _calls(code.lines(path), number):
            found.setdefault(LeadingCall(file=path, line=number, called_in=called_in, receiver=receiver, name=name))
    return tuple(found)[:_MOST]


def _calls(lines: list[str], number: int) -> Iterator[tuple[int, str, str]]:
    """What stands in a block that does not lead to the line may not have run, and so is none."""
    if not 0 < number <= len(lines):
        return
    failed = lines[number - 1][:_LONGEST]
    level = _depth(failed)
    for place in range(number - 1, max(0, number - _LINES_BEFORE), -1):
        line = lines[place - 1][:_LONGEST]
        if not line.strip():
            continue
        if defined_in(line):
            return
        depth = _depth(line)
        match = None if _QUOTED_REMARK.match(line) else _call(line)
        match = match if _ran(lines, place, level) and not _awaited(line, failed) else None
        level = min(level, depth)
        if match is not None:
            told = match.groupdict()
            yield place, told["receiver"] or "", told["name"] or told["bare"]


def _ran(lines: list[str], place: int, level: int) -> bool:
    """Whether the line stands beside what failed, or in blocks beside it that are always gone through."""
    depth = _depth(lines[place - 1][:_LONGEST])
    for each in range(place - 1, max(0, place - _LINES_OF_BLOCK), -1):
        if depth <= level:
            break
        line = lines[each - 1][:_LONGEST]
        if line.strip() and _depth(line) < depth:
            if not _ALWAYS.match(line):
                return False
            depth = _depth(line)
    return depth <= level


def _awaited(line: str, failed: str) -> bool:
    """Whether the failed line asks for what the call gave: then it may not have been done yet, or not at all."""
    given = _GIVEN.match(line)
    return given is not None and given[1] in _WORD.findall(failed)


def _call(line: str) -> re.Match[str] | None:
    found = _STORES.search(line)
    if found is not None:
        return found
    sent = _SENDS.search(line)
    return None if sent is None or _RECEIVES.search(line) else sent


def _depth(line: str) -> int:
    return len(line) - len(line.lstrip())
