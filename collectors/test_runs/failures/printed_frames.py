"""How languages other than Python print one frame of a stack; all of them begin with the innermost."""

import re
from functools import lru_cache

from incidents.model.evidence import Frame

# Before Java's, whose shape fits a .NET frame without a file: `at Depot.Find(System.String)`.
_DOTNET = re.compile(
    r"^\s*at (?P<function>[^()\n]{1,300}?) ?\([^\n]{0,1000}\)(?: \[0x[0-9a-f]+\])?"
    r" in (?P<file>[^<\n][^\n]{0,500}?):(?:line )?(?P<line>\d{1,9})\s*$"
)
_JAVA = re.compile(r"^\s*at (?:[\w.@-]*/)*(?P<function>[\w.$<>]+)\((?P<file>[\w$]+\.\w+)(?::(?P<line>\d{1,9}))?\)")
_NODE = re.compile(r"^\s*at (?:(?P<function>[^()\n]+?) \()?(?P<file>[^\s()]+?):(?P<line>\d{1,9}):\d+\)?$")
_RUBY = re.compile(
    r"^\s*(?:# |from )?(?P<file>[^\s:][^:\n]{0,500}\.(?:rb|erb|ru|rake)):(?P<line>\d{1,9})"
    r":in [`'](?P<function>[^'\n]{1,300})'"
)
_PHPUNIT = re.compile(r"^(?P<file>(?:[A-Za-z]:)?[^\s:()]{1,500}\.php):(?P<line>\d{1,9})$")
_PHP = re.compile(r"^#\d+ (?P<file>[^\n()]{1,500})\((?P<line>\d{1,9})\): (?P<function>[^(\n]{1,300})\(")
_GO_TEST = re.compile(r"^\s+(?P<file>[\w./-]{1,500}\.go):(?P<line>\d{1,9}): ")
_SHAPES = (_DOTNET, _JAVA, _NODE, _RUBY, _PHPUNIT, _PHP, _GO_TEST)


@lru_cache(maxsize=8192)
def printed_frame(line: str) -> Frame | None:
    """The frame that this line prints; None where it is no frame, or one without a place in a file.

    The failures of one run share most of their frames, so each is read once.
    """
    for shape in _SHAPES:
        if match := shape.match(line):
            found = match.groupdict()
            number = int(found["line"]) if found["line"] else None
            return Frame(file=found["file"], line=number, function=(found.get("function") or "").strip())
    return None
