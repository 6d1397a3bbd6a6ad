"""Where each key of a TOML text stands: the parser of the standard library keeps no lines."""

import re
import tomllib
from bisect import bisect_right
from contextlib import suppress
from dataclasses import dataclass, field

Key = tuple[str | int, ...]
"""The way to a value: names of keys, and positions in lists counted from 0."""

_BLANK = re.compile(r"(?:[ \t\r\n]+|#[^\n]*)*+")
_SPACE = re.compile(r"[ \t]*+")
_STRING = re.compile(
    r'"""(?:[^"\\]+|\\.|"{1,2}(?!"))*+"{3,5}'
    r"|'''(?:[^']+|'{1,2}(?!'))*+'{3,5}"
    r'|"(?:[^"\\\n]|\\.)*+"'
    r"|'[^'\n]*+'",
    re.DOTALL,
)
_BARE_KEY = re.compile(r"[A-Za-z0-9_-]+")
_DEEPEST = 100
_SCALAR = re.compile(r"[^,\]}#\n]+")


@dataclass(frozen=True)
class Place:
    """The lines of a key, from the one it starts on to the one its value ends on, counted from 1."""

    first: int
    last: int


@dataclass(frozen=True)
class Repeated:
    """A key that is given a second time, which TOML forbids."""

    key: Key
    first: int
    again: int


@dataclass(frozen=True)
class KeyLines:
    """The place of every key and table; a table that is only implied stands where it is first implied."""

    lines: tuple[str, ...]
    places: dict[Key, Place]
    repeated: tuple[Repeated, ...]

    def line(self, key: Key) -> int:
        """The line of the key, or of the nearest table around it; 1 for the file itself."""
        return next((self.places[key[:end]].first for end in range(len(key), 0, -1) if key[:end] in self.places), 1)

    def verbatim(self, key: Key) -> str:
        """The lines of the key as they were written."""
        place = self.places.get(key) or Place(self.line(key), self.line(key))
        return "\n".join(self.lines[place.first - 1 : place.last])


def scan(text: str) -> KeyLines:
    """Find the keys of `text`.

    It does not judge: what the parser accepts is found whole, and in a broken text everything before the break.
    """
    scanner = _Scanner(text)
    with suppress(_BrokenError, RecursionError):
        scanner.document()
    lines = tuple(line.removesuffix("\r") for line in text.split("\n"))
    return KeyLines(lines, scanner.places, tuple(scanner.repeated))


class _BrokenError(Exception):
    """The text is no TOML from here on."""


@dataclass
class _Scanner:
    text: str
    at: int = 0
    places: dict[Key, Place] = field(default_factory=dict)
    repeated: list[Repeated] = field(default_factory=list)
    given: set[Key] = field(default_factory=set)
    lengths: dict[Key, int] = field(default_factory=dict)
    newlines: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.newlines = [found.start() for found in re.finditer("\n", self.text)]

    def document(self) -> None:
        table: Key = ()
        while self.skip(_BLANK) < len(self.text):
            if self.text[self.at] == "[":
                table = self.header()
            else:
                self.assignment(table)

    def header(self) -> Key:
        line = self.line()
        many = self.text.startswith("[[", self.at)
        self.at += 2 if many else 1
        *outer, last = self.dotted()
        self.expect("]]" if many else "]")
        key = (*self.resolved(tuple(outer)), last)
        if many:
            self.imply(key, line)
            self.lengths[key] = self.lengths.get(key, 0) + 1
            key = (*key, self.lengths[key] - 1)
        self.give(key, line, Place(line, line))
        return key

    def resolved(self, names: tuple[str, ...]) -> Key:
        """A name that stands for a list of tables means its newest table."""
        key: Key = ()
        for name in names:
            key = (*key, name)
            if key in self.lengths:
                key = (*key, self.lengths[key] - 1)
        return key

    def assignment(self, table: Key) -> None:
        line = self.line()
        key = (*table, *self.dotted())
        self.expect("=")
        self.skip(_SPACE)
        self.value(key)
        self.give(key, line, Place(line, self.line(self.at - 1)))

    def value(self, key: Key) -> None:
        opening = self.text[self.at : self.at + 1]
        if opening == "[":
            self.array(key)
        elif opening == "{":
            self.inline_table(key)
        else:
            found = (_STRING if opening in ("'", '"') else _SCALAR).match(self.text, self.at)
            if found is None:
                raise _BrokenError
            self.at += len(found[0].rstrip())

    def array(self, key: Key) -> None:
        self.at += 1
        index = 0
        while not self.closed("]"):
            line = self.line()
            self.value((*key, index))
            self.give((*key, index), line, Place(line, self.line(self.at - 1)))
            index += 1
            self.comma("]")

    def inline_table(self, key: Key) -> None:
        self.at += 1
        while not self.closed("}"):
            self.assignment(key)
            self.comma("}")

    def closed(self, bracket: str) -> bool:
        """Step over the closing bracket if it is next; a new line may stand before it."""
        self.skip(_BLANK)
        if not self.text.startswith(bracket, self.at):
            return False
        self.at += 1
        return True

    def comma(self, bracket: str) -> None:
        self.skip(_BLANK)
        if self.text.startswith(",", self.at):
            self.at += 1
        elif not self.text.startswith(bracket, self.at):
            raise _BrokenError

    def dotted(self) -> tuple[str, ...]:
        names = [self.name()]
        while self.text.startswith(".", self.skip(_SPACE)):
            self.at += 1
            names.append(self.name())
            if len(names) > _DEEPEST:
                raise _BrokenError
        return tuple(names)

    def name(self) -> str:
        self.skip(_SPACE)
        found = _BARE_KEY.match(self.text, self.at) or _STRING.match(self.text, self.at)
        if found is None:
            raise _BrokenError
        self.at = found.end()
        return found[0] if found[0][0] not in "'\"" else _unquoted(found[0])

    def expect(self, mark: str) -> None:
        if not self.text.startswith(mark, self.skip(_SPACE)):
            raise _BrokenError
        self.at += len(mark)

    def skip(self, what: re.Pattern[str]) -> int:
        found = what.match(self.text, self.at)
        assert found is not None
        self.at = found.end()
        return self.at

    def line(self, at: int | None = None) -> int:
        return bisect_right(self.newlines, (self.at if at is None else at) - 1) + 1

    def imply(self, key: Key, line: int) -> None:
        for end in range(1, len(key) + 1):
            self.places.setdefault(key[:end], Place(line, line))

    def give(self, key: Key, line: int, place: Place) -> None:
        if key in self.given:
            self.repeated.append(Repeated(key, self.places[key].first, line))
            return
        self.imply(key, line)
        self.given.add(key)
        self.places[key] = place


def _unquoted(quoted: str) -> str:
    try:
        return str(tomllib.loads(f"name = {quoted}")["name"])
    except ValueError as error:
        raise _BrokenError from error
