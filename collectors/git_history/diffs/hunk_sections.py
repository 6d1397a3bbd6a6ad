"""Names of functions and classes from the lines of a diff, for languages that are not parsed."""

import re
from collections.abc import Iterator

from collectors.git_history.diffs.patch import RawHunk

_LONGEST = 400
_NAME = r"[A-Za-z_$][\w$]*"
_DEFINES = tuple(
    re.compile(pattern)
    for pattern in (
        # JavaScript, PHP, Lua, shell
        rf"^\s*(?:(?:export|default|async|local|public|private|protected|static)\s+)*function\s*\*?\s*({_NAME})",
        # Go; the receiver before the name is left out
        rf"^func\s+(?:\([^)]{{0,200}}\)\s*)?({_NAME})",
        # Python, Ruby, Scala, Groovy, Elixir, Rust, Kotlin, Swift
        rf"^\s*(?:[a-z]+(?:\([a-z]+\))?\s+){{0,6}}(?:def|defp|fn|fun|func)\s+(?:self\.)?({_NAME})",
        # a class of any language
        rf"^\s*(?:[a-z]+\s+){{0,6}}(?:class|interface|struct|enum|trait|impl|object|record|module)\s+({_NAME})",
        # const name = (…) =>, name = function
        rf"^\s*(?:export\s+)?(?:const|let|var)\s+({_NAME})\s*(?::[^=]{{0,200}})?=\s*(?:async\s*)?(?:function\b|\(|{_NAME}\s*=>)",
        # Java, C#, TypeScript: a modifier before the name is what tells it from a call
        rf"^\s*(?:public|private|protected|internal|static|async|override|final)\s[^=;(]{{0,200}}?\b({_NAME})\s*\(",
    )
)  # fmt: skip
# Languages where git's own pattern or the shape of a line at the margin says that the section names a function.
_C_LIKE = re.compile("java|kt|cs|c|h|cc|cpp|hpp|cxx|mm?|php|rs|sh|bash")
_CALL_LIKE = re.compile(rf"({_NAME})\s*\(")
_CONTROL = frozenset({"if", "for", "while", "switch", "return", "catch", "else", "do", "sizeof", "new", "throw"})


def named_in(hunks: tuple[RawHunk, ...], suffix: str) -> tuple[str, ...]:
    """The nearest definition above each changed line, each once and sorted; what no pattern names is left out."""
    return tuple(sorted({name for hunk in hunks for name in _of(hunk, suffix)}))


def _of(hunk: RawHunk, suffix: str) -> Iterator[str]:
    section = hunk.section.decode("utf-8", "replace")[:_LONGEST]
    current = defined_in(section) or _called(section, suffix)
    if not hunk.lines and current:
        yield current
    for raw in hunk.lines:
        sign, content = raw[:1], raw[1:].decode("utf-8", "replace")[:_LONGEST]
        current = defined_in(content) or current
        if sign in (b"+", b"-") and content.strip() and current:
            yield current


def defined_in(line: str) -> str | None:
    """The function or class that a line begins to define."""
    found = (pattern.match(line) for pattern in _DEFINES)
    return next((match[1] for match in found if match and match[1] not in _CONTROL), None)


def _called(section: str, suffix: str) -> str | None:
    found = _CALL_LIKE.search(section) if _C_LIKE.fullmatch(suffix) else None
    return found[1] if found and found[1] not in _CONTROL else None
