"""Takes the text of a file apart into code and comments, and tells what two versions of it differ in."""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

import yaml

from collectors.git_history.comments.languages import Language, language_of
from incidents.model.evidence import Effect

MOST_BYTES = 400_000
_MOST_BYTES_OF_YAML = 60_000
# Comments that a compiler, a framework or a server reads: build tags, first lines, magic comments, annotations.
_READ = re.compile(
    r"#!|//(?:go:|export |line |\s*\+build)|///\s*<(?:reference|amd)"
    r"|#\s*-?\*?-?\s*(?:frozen_string_literal|(?:en)?coding|typed)\s*[:=]"
    r"|/\*[!+]|/\*\*(?=.*@(?:[A-Z]\w*[\\(]|jsx))|.{0,20}(?:webpack[A-Z]\w*:|[@#]__PURE__|sourceMappingURL)",
    re.DOTALL,
)
_MARK = re.compile(rb"#|//|/\*|\*|--|^;|<!|@\w*doc|\"\"\"|^=begin")
_BEFORE_A_TEXT = re.compile(r"(?:[(,=:\[!&|?{};~][ \t]*(?=/)|\n[ \t]*(?=/)|\w+[ (]+(?=/))?")
_VISIBLE = re.compile(r"[^\n]")
_SPACE = re.compile(r"[ \t\f\v]+")
_HELD = "\0"


class Parted(NamedTuple):
    """`code` has a mark for each of `texts`, whose space is never changed; empty lines are left out."""

    code: tuple[str, ...]
    texts: tuple[str, ...]
    comments: tuple[str, ...]


def is_told(path: str) -> bool:
    """Whether code and comments of such a file are told apart at all."""
    return _is_yaml(path) or language_of(path) is not None


def may_be_silent(lines: Sequence[bytes]) -> bool:
    """Whether some changed line of a diff could hold a comment, or all of them hold the same but for space."""
    removed, added = ([b"".join(line[1:].split()) for line in lines if line[:1] == sign] for sign in (b"-", b"+"))
    return b"".join(removed) == b"".join(added) or any(_MARK.search(line) for line in (*removed, *added))


def effect_on(path: str, old: bytes, new: bytes) -> Effect:
    """`unknown` also where both have other code: only that they have the same is told."""
    if max(len(old), len(new)) > MOST_BYTES:
        return "unknown"
    try:
        before, after = old.decode("utf-8-sig"), new.decode("utf-8-sig")
    except UnicodeDecodeError:
        return "unknown"
    if _is_yaml(path):
        return "comments-only" if _same_yaml(before, after) else "unknown"
    language = language_of(path)
    if language is None:
        return "unknown"
    first, second = parted(before, language), parted(after, language)
    if first is None or second is None or (first.code, first.texts) != (second.code, second.texts):
        return "unknown"
    return "formatting-only" if first.comments == second.comments else "comments-only"


def parted(text: str, language: Language) -> Parted | None:
    """None where a mark stands that the language's texts and comments do not explain."""
    if _HELD in text:
        return None
    code: list[str] = []
    texts: list[str] = []
    comments: list[str] = []
    at = 0
    text = text.replace("\r\n", "\n")
    for match in _pattern(language).finditer(text):
        if match["refused"] is not None:
            return None
        code.append(text[at : match.start()])
        found, at = match[0], match.end()
        if match["comment"] is not None and not _READ.match(found.lstrip()):
            comments.append(found)
            code.append("\n" if "\n" in found else " ")
        else:
            texts.append(found)
            code.append(_HELD)
    code.append(text[at:])
    return Parted(tuple(_lines("".join(code), language)), tuple(texts), tuple(comments))


def blanked(text: str, language: Language) -> str | None:
    """The code alone, with a space for each character of a comment or a text, so that all else stays in its place.

    None where a mark stands that the language's texts and comments do not explain.
    """
    kept: list[str] = []
    at = 0
    for match in _pattern(language).finditer(text):
        if match["refused"] is not None:
            return None
        # What may stand before a pattern between slashes is found with it.
        first = match.start() + _BEFORE_A_TEXT.match(match[0]).end()  # type: ignore[union-attr]
        kept += [text[at:first], _VISIBLE.sub(" ", text[first : match.end()])]
        at = match.end()
    return "".join([*kept, text[at:]])


def without_comments(text: str, language: Language) -> str | None:
    """The text without its comments, on the same lines; None where a mark is not understood."""
    found: list[str] = []
    at = 0
    for match in _pattern(language).finditer(text):
        if match["refused"] is not None:
            return None
        if match["comment"] is not None:
            found += [text[at : match.start()], "\n" * match[0].count("\n")]
            at = match.end()
    return "".join((*found, text[at:]))


def _lines(code: str, language: Language) -> list[str]:
    lines = code.split("\n")
    kept = [line.rstrip() if language.indented else _SPACE.sub(" ", line).strip() for line in lines]
    return [line for line in kept if line.strip()]


@lru_cache(maxsize=64)
def _pattern(language: Language) -> re.Pattern[str]:
    texts = f"(?P<text>{'|'.join(language.texts)})|" if language.texts else ""
    return re.compile(f"{texts}(?P<comment>{'|'.join(language.comments)})|(?P<refused>{language.refused})", re.DOTALL)


def _is_yaml(path: str) -> bool:
    return path.lower().endswith((".yaml", ".yml"))


def _same_yaml(before: str, after: str) -> bool:
    """By what a parser makes of both, which is no object yet, so that no alias is followed."""
    if max(len(before), len(after)) > _MOST_BYTES_OF_YAML:
        return False
    try:
        return _events(before) == _events(after)
    except (yaml.YAMLError, RecursionError, ValueError):
        return False


def _events(text: str) -> list[tuple[object, ...]]:
    return [
        (
            type(each).__name__,
            *(getattr(each, name, None) for name in ("anchor", "tag", "implicit", "value")),
        )
        for each in yaml.parse(text, Loader=yaml.SafeLoader)
    ]
