"""The JSON objects of a file that is an array, JSON lines, or a mixture, one at a time."""

import json
import re
from collections.abc import Iterable, Iterator

from collectors.logs.entries.surrogates import may_hold_halves, with_escaped_halves
from collectors.problem_tally import ProblemTally

LONGEST = 4 << 20
"""Characters of one value; Cloud Logging takes no entry above 256 KB."""

_LARGE = 1 << 20

Json = dict[str, object]
_DECODER = json.JSONDecoder()
_SPACE = re.compile(r"[\s,]*")
_NEXT_ELEMENT = re.compile(r"\}\s*,\s*(?=\{)")
_LITERALS = ("true", "false", "null", "NaN", "Infinity", "-Infinity")
_LONGEST_ESCAPE = 12


class JsonValues:
    """Iterates over the objects in chunks of text, holding one value and one chunk.

    What is no object, or cannot be decoded, is counted and passed over. Afterwards `cut_off` says why the text seems to
    end too early, `seen` how many values there were, good or bad, and `is_array` whether they stood in an array.
    """

    left_out: str | None = None

    def __init__(self, chunks: Iterable[str], problems: ProblemTally, longest: int = LONGEST) -> None:
        self.cut_off: str | None = None
        self.seen = 0
        self.is_array = False
        self._chunks = iter(chunks)
        self._problems = problems
        self._longest = longest
        self._buffer = ""
        self._in_array = False
        self._indent: str | None = None
        self._one_line = False

    def __iter__(self) -> Iterator[Json]:
        position = 0
        while (position := self._next_start(position)) >= 0:
            try:
                value, end = _DECODER.raw_decode(self._buffer, position)
                if may_hold_halves(self._buffer, position, end):
                    value, halves = with_escaped_halves(value)
                    self._problems.add("halves of characters, kept as escapes", f"value {self.seen + 1}", halves)
            except json.JSONDecodeError as error:
                if self._is_unfinished(error, position):
                    position = self._grow(position)
                else:
                    position = self._pass_over(position, "text that is not JSON")
            except RecursionError:
                position = self._pass_over(position, "JSON nested too deeply")
            except ValueError:
                position = self._pass_over(position, "a number with too many digits")
            else:
                position = end
                self.seen += 1
                if isinstance(value, dict):
                    yield value
                else:
                    self._count("a JSON value that is no object")
        if self._in_array:
            self.cut_off = self.cut_off or "the array is not closed"

    def _next_start(self, position: int) -> int:
        """Where the next value starts; -1 at the end of the text."""
        while True:
            start = _SPACE.match(self._buffer, position).end()  # type: ignore[union-attr]  # matches the empty text
            if start == len(self._buffer):
                if not self._refill(start):
                    return -1
                position = 0
                continue
            head = self._buffer[start]
            if (head == "[" and not self._in_array) or (head == "]" and self._in_array):
                self._in_array = head == "["
                self.is_array = True
                position = start + 1
                continue
            if self._indent is None and head == "{":
                self._learn_layout(start)
            return start

    def _learn_layout(self, start: int) -> None:
        """How far the first object is indented: after a bad value the next one starts on such a line."""
        line = self._buffer.rfind("\n", 0, start) + 1
        before = self._buffer[line:start]
        self._indent = before if line and not before.strip() else ""
        self._one_line = self._in_array and not line

    def _refill(self, keep_from: int, at_least: int = 1) -> bool:
        """Read a chunk, or as many as hold so many characters."""
        pieces = [self._buffer[keep_from:]]
        wanted = at_least
        while wanted > 0 and (chunk := next(self._chunks, None)) is not None:
            pieces.append(chunk)
            wanted -= len(chunk)
        if len(pieces) == 1:
            return False
        self._buffer = "".join(pieces)
        return True

    def _is_unfinished(self, error: json.JSONDecodeError, position: int) -> bool:
        """Whether the decoder met the end of the text inside the value, rather than something wrong."""
        rest = self._buffer[error.pos : error.pos + _LONGEST_ESCAPE]
        return self._buffer[position] in '{["' and (
            error.msg.startswith("Unterminated string")
            or any(literal.startswith(rest) for literal in _LITERALS)
            or (error.msg.startswith("Invalid \\") and len(rest) < _LONGEST_ESCAPE)
        )

    def _grow(self, position: int) -> int:
        """Read on, as the value may go on; returns where it starts then."""
        held = len(self._buffer) - position
        if held > self._longest:
            return self._pass_over(position, f"a value longer than {self._longest >> 20} MiB")
        # Each attempt decodes the value from its start: a large one is tried again only when it is twice as long.
        if self._refill(position, min(held, self._longest - held + 1) if held > _LARGE else 1):
            return 0
        self.cut_off = "the last entry is cut off"
        return self._pass_over(position, "an entry that is cut off")

    def _pass_over(self, position: int, what: str) -> int:
        """Count the bad value and go to where the next one may start; in unindented text each line was a value."""
        self.seen += 1
        lines = 0
        while (found := self._resume(position)) < 0:
            keep = max(position, len(self._buffer) - 64)
            lines += self._buffer.count("\n", position, keep)
            if not self._refill(keep):
                self._in_array = self._in_array and not self._buffer.rstrip().endswith("]")
                found = len(self._buffer)
                break
            position = 0
        lines += self._buffer.count("\n", position, found)
        self._count(what, 1 if self._indent or self._one_line else max(1, lines))
        return found

    def _resume(self, position: int) -> int:
        if self._one_line:
            between = _NEXT_ELEMENT.search(self._buffer, position)
            return between.end() if between else -1
        marker = f"\n{self._indent or ''}{{"
        found = self._buffer.find(marker, position)
        return found if found < 0 else found + 1

    def _count(self, what: str, count: int = 1) -> None:
        self._problems.add(what, f"value {self.seen}", count)
