"""What an application logged, text by text, in patterns: by stack, by request line, or by what is mined."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import Literal, NamedTuple

from collectors.logs.entries.entry import Entry
from collectors.logs.first_step.statement import BEYOND, WITHOUT_MESSAGE
from collectors.logs.masking.coarse import KEPT_BEHIND, as_read, coarse_text, without_versions
from collectors.logs.masking.holes import with_joined_kinds, without_kinds
from collectors.logs.messages.access_line import access_template
from collectors.logs.messages.message import Message, read_message
from collectors.logs.messages.stacks.stack import Stack
from collectors.logs.mining.mine import OVERFLOW, Pattern, mine
from collectors.logs.patterns.printed import NOTHING_AT_STACK, AtStack, Statements
from collectors.logs.patterns.shown_template import shown_template, tokens_before
from collectors.logs.patterns.signature import Signatures, first_line
from collectors.logs.patterns.texts import Text, TextTable
from collectors.logs.records.shown import Redact
from collectors.logs.severity import RANK, stated_severity
from collectors.logs.source_templates.template import Parts
from incidents.model.evidence import CodePlace, Severity

How = Literal["stack", "error object", "request line", "statement", "masks", "mining", "bound"]
REST = "<text>"
"""The template of all the messages that are not kept apart."""

MOST = 5000
"""Patterns of one service and severity."""

# Stacks have several lines, error objects several fields; a request line is known by the finer masks alone.
_READ = r"""contains(coarse, chr(10)) OR contains(coarse, chr(30))
  OR regexp_matches(coarse, '\b(?:GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS|TRACE|CONNECT|WebSocket) +"?/')"""
_BEYOND = f"fate = 'app' AND coarse = chr({ord(BEYOND)})"
_KNOWN = f"fate = 'app' AND coarse <> chr({ord(BEYOND)})"
_LOUD = RANK["WARNING"]
_LONGEST_EXAMPLE = 2000
# A first word is never taken for a value, and what a KeyError says is nothing but one.
_SAYS = "says:"
_Key = tuple[str, str, str | None, str, str]


@dataclass(frozen=True)
class Shape:
    """What makes messages one pattern, and the call that printed them.

    `texts` counts the masked texts in it, `examples` are some of them. `parts` is what the call prints, `at_stack`
    what the lines of the stack do.
    """

    service: str
    severity: Severity
    template: str
    error_type: str | None
    how: How
    texts: int
    examples: tuple[str, ...]
    place: CodePlace | None = None
    parts: Parts = ()
    at_stack: AtStack = NOTHING_AT_STACK


@dataclass
class _Found:
    """Texts that are one pattern, before its message was read."""

    how: How
    mined: str = ""
    texts: int = 0
    entries: int = 0
    examples: tuple[tuple[str, int], ...] = ()

    def add(self, text: Text) -> None:
        self.texts += 1
        self.entries += text.entries
        self.examples = tuple(sorted((*self.examples, (text.coarse, text.id)))[:3])


class MessagePatterns:
    """Assigns each text of an application to a shape; the relation `messages` has the numbers of the shapes."""

    def __init__(self, table: TextTable, redact: Redact, statements: Statements | None) -> None:
        self._statements = statements
        self._table = table
        self._redact = redact
        self._signatures = Signatures()
        self._keys: dict[_Key, int] = {}
        self._found: list[_Found] = []
        self._assigned: dict[int, int] = {}
        self.bounded = 0
        self.beyond = 0

    def shapes(self) -> list[Shape]:
        """All shapes, in the order of their numbers."""
        to_mine: _ToMine = {}
        failures: dict[_Shelf, dict[str, list[tuple[Text, str]]]] = {}
        # Where the source is at hand, every text is read: a call of it may have printed it.
        read = "TRUE" if self._statements else _READ
        for text, entry in self._table.with_entries(f"{_KNOWN} AND ({read})"):
            message = read_message(entry)
            if message.stack is not None:
                shelf = _Shelf(text.service, text.severity or "", f"{message.severity} {_where(message.stack)}")
                # Which of several models was not found does not make it another failure.
                said = without_versions(coarse_text(f"{_SAYS} {first_line(message.stack)}"))
                failures.setdefault(shelf, {}).setdefault(said, []).append((text, self._signatures.of(message)))
                continue
            if self._known(text, message):
                continue
            printed = self._statements.of(entry, message) if self._statements else None
            if printed and RANK[message.severity] < _LOUD:
                self._assign(("statement", text.service, text.severity, printed.call, ""), "statement", text)
            else:
                shelf = _Shelf(text.service, text.severity or "", printed.call if printed else "")
                _add(to_mine, shelf, _coarse(text, message), text)
        for text in self._table.bare(f"{_KNOWN} AND NOT ({read})"):
            _add(to_mine, _Shelf(text.service, text.severity or "", ""), text.coarse, text)
        for text in self._table.bare(_BEYOND):
            self._assign(("bound", text.service, text.severity, "", ""), "bound", text)
            self.beyond += text.entries
        for shelf, texts in sorted(to_mine.items()):
            self._mine(shelf, texts)
        for shelf, said_alike in sorted(failures.items()):
            self._mine_stacks(shelf, said_alike)
        self._table.assign("found", self._assigned)
        return self._merged(list(self._read()))

    def _known(self, text: Text, message: Message) -> bool:
        """Whether the message tells by itself what it is an instance of."""
        if access_template(message.said):
            how: How = "request line"
        elif message.error_type:
            how = "error object"
        else:
            return False
        template = f"{message.severity} {self._signatures.redacted(message, self._redact)}"
        self._assign((how, text.service, text.severity, template, message.error_type or ""), how, text)
        return True

    def _mine(self, shelf: "_Shelf", texts: Mapping[str, tuple[Text, ...]]) -> None:
        """What complains is mined though its call is known: of one call, each kind of failure is a pattern."""
        counts = Counter({coarse: sum(text.entries for text in alike) for coarse, alike in texts.items()})
        stated = stated_severity(shelf.severity)
        # Of what complains, each status and code is a failure of its own.
        mining = mine(counts, kinds_apart=stated is None or RANK[stated] >= _LOUD)
        for coarse, place in mining.pattern_of.items():
            pattern = mining.patterns[place]
            how: How = "bound" if pattern.template == OVERFLOW else "masks" if pattern.texts == 1 else "mining"
            key = (how, shelf.service, shelf.severity, f"{place} {shelf.call}", "")
            for text in texts[coarse]:
                self._assign(key, how, text, _with_kept(pattern))

    def _mine_stacks(self, shelf: "_Shelf", said: Mapping[str, list[tuple[Text, str]]]) -> None:
        """Of one exception out of one function, messages that differ in values alone are one failure."""
        mining = mine(Counter({each: sum(text.entries for text, _ in texts) for each, texts in said.items()}))
        members: dict[int, list[str]] = {}
        for each, place in sorted(mining.pattern_of.items()):
            members.setdefault(place, []).append(each)
        for place, alike in members.items():
            pattern = mining.patterns[place]
            how: How = "bound" if pattern.template == OVERFLOW else "stack"
            varies = len({signature for each in alike for _, signature in said[each]}) > 1
            for each in alike:
                for text, _ in said[each]:
                    key = (how, shelf.service, shelf.severity, f"{place} {shelf.call}", "")
                    self._assign(key, how, text, _with_kept(pattern) if varies else "")

    def _assign(self, key: _Key, how: How, text: Text, mined: str = "") -> None:
        number = self._keys.get(key)
        if number is None:
            number = self._keys[key] = len(self._found)
            self._found.append(_Found(how, mined))
        self._found[number].add(text)
        self._assigned[text.id] = number

    def _read(self) -> Iterator[tuple[int, Shape]]:
        examples = self._examples()
        for number, entry in self._table.earliest("found"):
            found = self._found[number]
            shape = self._shape(found, entry)
            yield number, replace(shape, examples=tuple(examples[text_id] for _, text_id in found.examples))

    def _examples(self) -> dict[int, str]:
        """The masked texts that are shown, by their ids: redacted before they are masked, so no mask cuts a secret."""
        wanted = sorted({text_id for found in self._found for _, text_id in found.examples})
        texts = self._table.with_entries(f"text_id IN ({', '.join(map(str, wanted)) or 'NULL'})")
        return {
            text.id: coarse_text(self._redact(read_message(entry).text[:_LONGEST_EXAMPLE])) for text, entry in texts
        }

    def _shape(self, found: _Found, entry: Entry) -> Shape:
        message = read_message(entry)
        template = self._signatures.redacted(message, self._redact)
        printed = self._statements.of(entry, message) if self._statements else None
        if found.how == "statement" and printed:
            template = self._redact(f"{message.logger}: {printed.template}" if message.logger else printed.template)
        if found.how == "bound":
            template = REST
        elif found.mined:
            template = self._shown(found, message)
        error_type = self._redact(message.error_type) if message.error_type and found.how != "bound" else None
        return Shape(
            service=entry.service,
            severity=message.severity,
            template=template,
            error_type=error_type,
            how=found.how,
            texts=found.texts,
            examples=(),
            place=_redacted(printed.place, self._redact) if printed and found.how != "bound" else None,
            parts=printed.parts if printed and found.how != "bound" else (),
            at_stack=self._statements.at_stack(entry, message)
            if self._statements and found.how != "bound"
            else NOTHING_AT_STACK,
        )

    def _shown(self, found: _Found, message: Message) -> str:
        mined = self._redact(found.mined)
        if message.stack is not None:
            show = partial(shown_template, mined, before=1, varies=True)
            return self._signatures.redacted_stack(message, message.stack, self._redact, show)
        fine = self._signatures.redacted(message._replace(logger=None), self._redact)
        before = tokens_before(message.text, message.said)
        shown = shown_template(mined, fine, before=before, varies=found.texts > 1)
        return f"{self._redact(message.logger)}: {shown}" if message.logger else shown

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
        self.bounded -= self.beyond
        self._table.assign("messages", {text: became[number] for text, number in self._assigned.items()})
        return merged

    def _beyond(self, entries: Counter[tuple[str, str, str, str]]) -> set[tuple[str, str, str, str]]:
        shelves: dict[tuple[str, str], list[tuple[str, str, str, str]]] = {}
        for identity in sorted(entries, key=lambda each: (-entries[each], each)):
            shelves.setdefault(identity[:2], []).append(identity)
        return {identity for shelf in shelves.values() for identity in shelf[MOST:]}


class _Shelf(NamedTuple):
    """Texts that are mined together."""

    service: str
    severity: str
    call: str


_ToMine = dict[_Shelf, dict[str, tuple[Text, ...]]]


def _add(to_mine: _ToMine, shelf: _Shelf, coarse: str, text: Text) -> None:
    """A message may be worded as the fields of a payload are shown."""
    alike = to_mine.setdefault(shelf, {})
    alike[coarse] = (*alike.get(coarse, ()), text)


def _coarse(text: Text, message: Message) -> str:
    """Of a payload without any message, its fields in the order in which they are shown."""
    return coarse_text(message.text) if text.coarse.startswith(WITHOUT_MESSAGE) else text.coarse


def _where(stack: Stack) -> str:
    return f"{stack.error_type or ''} in {stack.origin or ''}"


def _redacted(place: CodePlace, redact: Redact) -> CodePlace:
    return place.model_copy(update={"file": redact(place.file), "function": redact(place.function)})


def _identity(shape: Shape) -> tuple[str, str, str, str]:
    """What makes two shapes one; the kinds of holes are left out, since an id may happen to look like a number."""
    return (shape.service, shape.severity, without_kinds(shape.template), shape.error_type or "")


def _joined(first: Shape, second: Shape) -> Shape:
    examples = tuple(sorted({*first.examples, *second.examples})[:3])
    return replace(
        first,
        template=with_joined_kinds(first.template, second.template),
        how=min(first.how, second.how),
        parts=first.parts if first.parts == second.parts else (),
        texts=first.texts + second.texts,
        examples=examples,
    )


def _with_kept(pattern: Pattern) -> str:
    return as_read(KEPT_BEHIND.join((pattern.template, *pattern.kept)))
