"""What an application logged, text by text, in patterns: by stack, by request line, or by what is mined."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from collectors.logs.entries.entry import Entry
from collectors.logs.masking.coarse import KEPT_BEHIND, as_read
from collectors.logs.messages.access_line import access_template
from collectors.logs.messages.message import Message, read_message
from collectors.logs.mining.mine import OVERFLOW, Pattern, mine
from collectors.logs.patterns.shown_template import shown_template
from collectors.logs.patterns.signature import Signatures
from collectors.logs.patterns.texts import Text, TextTable
from collectors.logs.severity import RANK, stated_severity
from incidents.model.evidence import Severity

Redact = Callable[[str], str]
How = Literal["stack", "error object", "request line", "statement", "masks", "mining", "bound"]
REST = "<text>"
"""The template of all the messages that are not kept apart."""

MOST = 5000
"""Patterns of one service and severity."""

# Stacks have several lines, error objects several fields; a request line is known by the finer masks alone.
_READ = r"""contains(coarse, chr(10)) OR contains(coarse, chr(30))
  OR regexp_matches(coarse, '\b(?:GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS|TRACE|CONNECT|WebSocket) +"?/')"""
_LOUD = RANK["WARNING"]
_Key = tuple[str, str, str | None, str, str]


@dataclass(frozen=True)
class Shape:
    """What makes messages one pattern. `texts` counts the masked texts in it, `examples` are some of them."""

    service: str
    severity: Severity
    template: str
    error_type: str | None
    how: How
    texts: int
    examples: tuple[str, ...]


@dataclass
class _Found:
    """Texts that are one pattern, before its message was read."""

    how: How
    mined: str = ""
    texts: int = 0
    entries: int = 0
    examples: tuple[str, ...] = ()

    def add(self, text: Text) -> None:
        self.texts += 1
        self.entries += text.entries
        self.examples = tuple(sorted((*self.examples, text.coarse))[:3])


class MessagePatterns:
    """Assigns each text of an application to a shape; the relation `messages` has the numbers of the shapes."""

    def __init__(self, table: TextTable, redact: Redact) -> None:
        self._table = table
        self._redact = redact
        self._signatures = Signatures()
        self._keys: dict[_Key, int] = {}
        self._found: list[_Found] = []
        self._assigned: dict[int, int] = {}
        self.bounded = 0

    def shapes(self) -> list[Shape]:
        """All shapes, in the order of their numbers."""
        to_mine: dict[tuple[str, str | None], dict[str, Text]] = {}
        for text, entry in self._table.with_entries(f"fate = 'app' AND ({_READ})"):
            if not self._known(text, read_message(entry)):
                to_mine.setdefault((text.service, text.severity), {})[text.coarse] = text
        for text in self._table.bare(f"fate = 'app' AND NOT ({_READ})"):
            to_mine.setdefault((text.service, text.severity), {})[text.coarse] = text
        for (service, severity), texts in sorted(to_mine.items(), key=lambda item: (item[0][0], item[0][1] or "")):
            self._mine(service, severity, texts)
        self._table.assign("found", self._assigned)
        return self._merged(list(self._read()))

    def _known(self, text: Text, message: Message) -> bool:
        """Whether the message tells by itself what it is an instance of."""
        if message.stack is not None:
            how: How = "stack"
        elif access_template(message.said):
            how = "request line"
        elif message.error_type:
            how = "error object"
        else:
            return False
        template = f"{message.severity} {self._signatures.redacted(message, self._redact).template}"
        self._assign((how, text.service, text.severity, template, message.error_type or ""), how, text)
        return True

    def _mine(self, service: str, severity: str | None, texts: Mapping[str, Text]) -> None:
        counts = Counter({coarse: text.entries for coarse, text in texts.items()})
        stated = stated_severity(severity)
        # Of what complains, each status and code is a failure of its own.
        mining = mine(counts, kinds_apart=stated is None or RANK[stated] >= _LOUD)
        for coarse, place in mining.pattern_of.items():
            pattern = mining.patterns[place]
            how: How = "bound" if pattern.template == OVERFLOW else "masks" if pattern.texts == 1 else "mining"
            self._assign((how, service, severity, str(place), ""), how, texts[coarse], _with_kept(pattern))

    def _assign(self, key: _Key, how: How, text: Text, mined: str = "") -> None:
        number = self._keys.get(key)
        if number is None:
            number = self._keys[key] = len(self._found)
            self._found.append(_Found(how, mined))
        self._found[number].add(text)
        self._assigned[text.id] = number

    def _read(self) -> Iterator[tuple[int, Shape]]:
        for number, entry in self._table.earliest("found"):
            yield number, self._shape(self._found[number], entry)

    def _shape(self, found: _Found, entry: Entry) -> Shape:
        message = read_message(entry)
        signature = self._signatures.redacted(message, self._redact)
        template = signature.template
        if found.how == "bound":
            template = REST
        elif found.mined:
            template = shown_template(self._redact(found.mined), template, varies=found.texts > 1)
        error_type = self._redact(message.error_type) if message.error_type and found.how != "bound" else None
        return Shape(entry.service, message.severity, template, error_type, found.how, found.texts, found.examples)

    def _merged(self, shapes: list[tuple[int, Shape]]) -> list[Shape]:
        """Shapes that read the same are one; beyond the bound the least frequent become one."""
        entries: Counter[tuple[str, str, str, str]] = Counter()
        for number, shape in shapes:
            entries[_identity(shape)] += self._found[number].entries
        rest = self._beyond(entries)
        final: dict[tuple[str, str, str, str], int] = {}
        merged: list[Shape] = []
        became: dict[int, int] = {}
        for number, each in shapes:
            shape = replace(each, template=REST, error_type=None, how="bound") if _identity(each) in rest else each
            place = final.setdefault(_identity(shape), len(merged))
            if place == len(merged):
                merged.append(shape)
            else:
                merged[place] = _joined(merged[place], shape)
            became[number] = place
            self.bounded += self._found[number].entries if shape.how == "bound" else 0
        self._table.assign("messages", {text: became[number] for text, number in self._assigned.items()})
        return merged

    def _beyond(self, entries: Counter[tuple[str, str, str, str]]) -> set[tuple[str, str, str, str]]:
        shelves: dict[tuple[str, str], list[tuple[str, str, str, str]]] = {}
        for identity in sorted(entries, key=lambda each: (-entries[each], each)):
            shelves.setdefault(identity[:2], []).append(identity)
        return {identity for shelf in shelves.values() for identity in shelf[MOST:]}


def _identity(shape: Shape) -> tuple[str, str, str, str]:
    return (shape.service, shape.severity, shape.template, shape.error_type or "")


def _joined(first: Shape, second: Shape) -> Shape:
    examples = tuple(sorted({*first.examples, *second.examples})[:3])
    return replace(first, how=min(first.how, second.how), texts=first.texts + second.texts, examples=examples)


def _with_kept(pattern: Pattern) -> str:
    return as_read(KEPT_BEHIND.join((pattern.template, *pattern.kept)))
