"""The blocks of a draft with what they have become, in the places that the authors gave them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from reports.drafts.blocks import Block, Loose, Part, blocks_of, parts_of, text_of, torn
from reports.drafts.footnotes import cited, defines_footnotes, merged_definitions
from reports.drafts.lines import ended, line_end, lines_of, plain
from reports.drafts.placing import inserted, removed
from reports.drafts.three_way import Clash, Woven, weave


@dataclass(frozen=True)
class MergedBlocks:
    """The parts of the draft, and by block what was generated and is not in it."""

    parts: tuple[Part, ...]
    clashes: tuple[tuple[str, Clash], ...] = ()


def merge_blocks(before: str, theirs: str, now: str, stay_out: frozenset[str] = frozenset()) -> MergedBlocks:
    """Every block three-way: as generated last, as its authors left it, as generated now.

    Blocks stay where authors put them, and those that they took out stay out, as do those of `stay_out`. Loose text
    is not looked at. A block whose markers are torn is loose text.
    """
    was, is_now = blocks_of(parts_of(before)), blocks_of(parts_of(now))
    own = parts_of(theirs)
    woven = [(each, _woven(each, was, is_now)) for each in own]
    parts = tuple(each.holding(found.text) if isinstance(each, Block) and found else each for each, found in woven)
    clashes = tuple(
        (each.id, clash) for each, found in woven if isinstance(each, Block) and found for clash in found.clashes
    )
    for name in _leaving(own, was, is_now):
        parts = removed(parts, name)
    out = stay_out | was.keys() | torn(own)
    for block in is_now.values():
        if block.id not in out and block.id not in blocks_of(parts):
            parts = inserted(parts, block, tuple(is_now))
    text = text_of(_with_footnotes(parts, was, is_now))
    # A block that leaves the inside of another one makes that one whole again, so the text is taken apart anew.
    return MergedBlocks(parts_of(ended(text, like=theirs)), clashes)


def _woven(part: Part, was: Mapping[str, Block], is_now: Mapping[str, Block]) -> Woven | None:
    """What becomes of one part; None where it stays as it is."""
    if isinstance(part, Loose) or part.id not in is_now or _defines(part.id, was, is_now):
        return None
    new = is_now[part.id].body
    if part.id in was:
        return weave(was[part.id].body, part.body, new, line_end(part.begin))
    if plain(part.body) == new:
        return None
    return Woven(part.body, (Clash((), tuple(lines_of(new))),))


def _leaving(own: tuple[Part, ...], was: Mapping[str, Block], is_now: Mapping[str, Block]) -> Iterator[str]:
    """The blocks that are generated no longer and that nobody edited; whether footnotes are cited is asked later."""
    for name, block in blocks_of(own).items():
        unedited = name in was and plain(block.body) == was[name].body
        if unedited and name not in is_now and not _defines(name, was, is_now):
            yield name


def _defines(name: str, was: Mapping[str, Block], is_now: Mapping[str, Block]) -> bool:
    return any(name in each and defines_footnotes(each[name].body) for each in (was, is_now))


def _with_footnotes(parts: tuple[Part, ...], was: Mapping[str, Block], is_now: Mapping[str, Block]) -> tuple[Part, ...]:
    definitions = [each for each in blocks_of(parts).values() if _defines(each.id, was, is_now)]
    needed = cited(text_of(parts))
    for block in definitions:
        old, new = (side[block.id].body if block.id in side else "" for side in (was, is_now))
        body = merged_definitions(old, block.body, new, needed, line_end(block.begin))
        if block.id not in is_now and not body.strip():
            parts = removed(parts, block.id)
        else:
            parts = tuple(block.holding(body) if each == block else each for each in parts)
    return parts
