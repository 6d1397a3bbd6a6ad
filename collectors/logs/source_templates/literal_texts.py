"""The texts that an expression gives in languages that are not parsed: literals with what is filled in, and sums."""

import re
from dataclasses import dataclass

from collectors.logs.source_templates.template import Hole, Part, Parts, letters, tidy

_LONGEST = 2000
_LONGEST_VALUE = 500
_NAME = re.compile(r"\$?(?:this->|self\.|this\.)?([A-Za-z_]\w{0,60})")
_ESCAPE = re.compile(r"\\(.)", re.DOTALL)
_ESCAPED = {"n": "\n", "t": "\t", "r": "\r"}
_PERCENT = re.compile(r"%(?:%|(?:\d+\$)?[-+# 0]{0,4}\d{0,6}(?:\.\d{1,6})?([a-zA-Z]))")
_BRACES = re.compile(r"\{([A-Za-z_@$]?\w{0,60})(?:[,:][^{}]{0,60})?\}")
_NUMERIC = frozenset("deEfgGu")


@dataclass(frozen=True)
class Writing:
    """How a language writes texts: `filled` are the values inside of those in `quotes`, `plus` joins two of them."""

    quotes: str
    filled: re.Pattern[str] | None
    plus: str
    prefix: str = ""


_DOLLAR = re.compile(r"\$\{((?:[^{}]|\{[^{}]*\}){0,300})\}|\$([A-Za-z_]\w{0,60})")
_PHP = re.compile(r"\{(\$(?:[^{}]){0,300})\}|\$([A-Za-z_]\w{0,60}(?:->\w{1,60}|\[[^\]]{0,60}\])?)")
_HASH = re.compile(r"#\{((?:[^{}]|\{[^{}]*\}){0,300})\}")
_CSHARP = re.compile(r"\{((?:[^{}]){1,300})\}")
_JS_FILLED = re.compile(r"\$\{((?:[^{}]|\{[^{}]*\}){0,300})\}")

WRITINGS = {
    "php": Writing('"', _PHP, "."),
    "rb": Writing('"', _HASH, "+"),
    "go": Writing("", None, "+"),
    "js": Writing("`", _JS_FILLED, "+"),
    "java": Writing("", None, "+"),
    "kt": Writing('"', _DOLLAR, "+"),
    "cs": Writing('"', _CSHARP, "+", prefix="$"),
}


def text_at(code: str, at: int, writing: Writing) -> tuple[Parts, int] | None:
    """The text of the expression that begins at a place, and where it ends; None where it holds no literal."""
    parts: list[Part] = []
    end = min(len(code), at + _LONGEST)
    while at < end:
        at = _skipped(code, at, end)
        literal = _literal(code, at, writing)
        if literal is not None:
            found, at = literal
            parts += found
        else:
            name = _NAME.match(code, at)
            start, at = at, _after_value(code, at, min(end, at + _LONGEST_VALUE), writing.plus)
            if at == start:
                break
            parts.append(Hole(name[1] if name and name.end() == start + len(code[start:at].rstrip()) else ""))
        at = _skipped(code, at, end)
        if not code.startswith(writing.plus, at) or code.startswith(
            (f"{writing.plus}=", f"{writing.plus}{writing.plus}"), at
        ):
            break
        at += 1
    found_parts = tidy(parts)
    return (found_parts, at) if letters(found_parts) else None


def formatted(parts: Parts, *, braces: bool) -> Parts:
    """With a hole for each directive of a format, such as `%s`, or `{}` and `{name}`."""
    pattern = _BRACES if braces else _PERCENT
    found: list[Part] = []
    for part in parts:
        if isinstance(part, Hole):
            found.append(part)
            continue
        at = 0
        for match in pattern.finditer(part):
            found.append(part[at : match.start()])
            found.append("%" if match[0] == "%%" else _directive(match[1] or "", braces=braces))
            at = match.end()
        found.append(part[at:])
    return tidy(part for part in found if part != "")


def _directive(given: str, *, braces: bool) -> Hole:
    if braces:
        return Hole(given if given.isidentifier() else "")
    return Hole("", given in _NUMERIC)


def _skipped(code: str, at: int, end: int) -> int:
    while at < end and code[at].isspace():
        at += 1
    return at


def _literal(code: str, at: int, writing: Writing) -> tuple[list[Part], int] | None:
    """One text in quotes, taken apart; `$"…"` of C# is filled in, and its others are not."""
    prefixed = bool(writing.prefix) and code.startswith(writing.prefix, at)
    start = at + prefixed
    quote = code[start : start + 1]
    if quote not in {'"', "'", "`"} or code.startswith('"""', start):
        return None
    end, last = start + 1, min(len(code), start + _LONGEST)
    while end < last and code[end] != quote:
        end += 2 if code[end] == "\\" else 1
    if end >= last:
        return None
    inner = code[start + 1 : end]
    if writing.filled is None or quote not in writing.quotes or (writing.prefix and not prefixed):
        return [_unescaped(inner)], end + 1
    return _filled(inner, writing.filled), end + 1


def _filled(inner: str, pattern: re.Pattern[str]) -> list[Part]:
    found: list[Part] = []
    at = 0
    for match in pattern.finditer(inner):
        name = _NAME.fullmatch(next((each for each in match.groups() if each), "").strip())
        found += [_unescaped(inner[at : match.start()]), Hole(name[1] if name else "")]
        at = match.end()
    return [*found, _unescaped(inner[at:])]


def _unescaped(text: str) -> str:
    return _ESCAPE.sub(lambda match: _ESCAPED.get(match[1], match[1]), text)


def _after_value(code: str, at: int, end: int, plus: str) -> int:
    """Where a value ends: at the next plus, comma, bracket or line that is not inside of brackets or quotes."""
    depth = 0
    while at < end:
        char = code[at]
        if char in "\"'`":
            closing = code.find(char, at + 1, end)
            at = end if closing < 0 else closing
        elif char in "([{":
            depth += 1
        elif char in ")]}":
            if not depth:
                break
            depth -= 1
        elif not depth and (char in ",;\n" or code.startswith(f" {plus} ", at)):
            break
        at += 1
    return at
