"""The block that defines footnotes: merged label by label, so that every citation of a draft goes on resolving."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from reports.drafts.lines import lines_of, plain

_DEFINITION = re.compile(r"\ufeff?[ ]{0,3}\[\^([^\]\s]+)\]:")
_CITATION = re.compile(r"\[\^([^\]\s]+)\](?!:)")


def cited(text: str) -> frozenset[str]:
    """The labels that are cited, in small letters: renderers tell labels apart without regard to case."""
    return frozenset(label.casefold() for label in _CITATION.findall(text))


def defined(text: str) -> frozenset[str]:
    """The labels as they are written where lines define them."""
    return frozenset(match[1] for line in lines_of(text) if (match := _DEFINITION.match(line)))


def defines_footnotes(body: str) -> bool:
    """Whether it holds definitions and nothing else, as a generated one does."""
    entries = [each for each in _entries(body) if each.text.strip()]
    return bool(entries) and all(each.label for each in entries)


def merged_definitions(before: str, theirs: str, now: str, needed: frozenset[str], line_end: str) -> str:
    """The author's definitions as they are now generated.

    What an author wrote or changed stays. A definition that is generated no longer stays while it is `needed`, and one
    that an author took out comes back when it is.
    """
    was, new = _by_label(_entries(before)), _by_label(_entries(now))
    own = _entries(theirs)
    if plain(theirs) == before:
        kept = [_Entry(each.label, each.text.replace("\n", line_end)) for each in _entries(now)]
        late = [each for each in own if each.label and each.label not in new and each.label in needed]
        return _text(_before_the_end(kept, late))
    kept = [_updated(each, was, new, line_end) for each in own if _stays(each, was, new, needed)]
    present = {each.label for each in own}
    known = {**was, **new}
    late = [
        _Entry(label, text.replace("\n", line_end))
        for label, text in known.items()
        if label not in present and (label in needed or label not in was)
    ]
    return _text(_before_the_end(kept, late))


@dataclass(frozen=True)
class _Entry:
    """A definition with the lines that go on with it; a line between definitions has no label."""

    label: str
    text: str


def _entries(body: str) -> list[_Entry]:
    found: list[_Entry] = []
    for line in lines_of(body):
        definition = _DEFINITION.match(line)
        if definition:
            found.append(_Entry(definition[1].casefold(), line))
        elif found and found[-1].label and line.strip():
            found[-1] = _Entry(found[-1].label, found[-1].text + line)
        else:
            found.append(_Entry("", line))
    return found


def _by_label(entries: Iterable[_Entry]) -> dict[str, str]:
    return {each.label: each.text for each in entries if each.label}


def _stays(entry: _Entry, was: dict[str, str], new: dict[str, str], needed: frozenset[str]) -> bool:
    generated = plain(entry.text) == was.get(entry.label)
    return not generated or entry.label in new or entry.label in needed


def _updated(entry: _Entry, was: dict[str, str], new: dict[str, str], line_end: str) -> _Entry:
    if not entry.label or plain(entry.text) != was.get(entry.label):
        return entry
    text = new.get(entry.label)
    return entry if text is None or text == plain(entry.text) else _Entry(entry.label, text.replace("\n", line_end))


def _before_the_end(entries: list[_Entry], late: list[_Entry]) -> list[_Entry]:
    """Behind the last definition, and before the blank line that parts the block's text from its end."""
    place = len(entries)
    while place and not entries[place - 1].text.strip():
        place -= 1
    return [*entries[:place], *late, *entries[place:]]


def _text(entries: Iterable[_Entry]) -> str:
    return "".join(each.text for each in entries)
