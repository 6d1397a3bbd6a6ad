"""Where a block goes that the draft has not held so far, and what goes with one that leaves it."""

from collections.abc import Sequence

from reports.drafts.blocks import Block, Loose, Part, joined
from reports.drafts.lines import line_end, plain


def inserted(parts: Sequence[Part], block: Block, order: Sequence[str]) -> tuple[Part, ...]:
    """The parts with the block where a reader of the generated document would look for it; `order` holds its ids.

    It stands right before the block that follows it there, so that what an author wrote beneath the section before it
    stays with that section. Where authors turned the two round, it stands right after the one it follows.
    """
    places = {each.id: place for place, each in enumerate(parts) if isinstance(each, Block)}
    own = order.index(block.id)
    earlier = next((places[each] for each in reversed(order[:own]) if each in places), None)
    later = next((places[each] for each in order[own + 1 :] if each in places), None)
    if later is not None and (earlier is None or earlier < later):
        new = _like(block, parts[later])
        return joined([*parts[:later], new, _blank_line(new), *parts[later:]])
    if earlier is None:
        return tuple(parts)
    before, behind = list(parts[: earlier + 1]), list(parts[earlier + 1 :])
    new = _like(block, before[-1])
    if not before[-1].text.endswith("\n"):  # the last line of a file whose editor takes the last newline away
        return joined([*before, Loose(_end(new)), _blank_line(new), new])
    return joined([*before, _blank_line(new), new, *behind])


def removed(parts: Sequence[Part], name: str) -> tuple[Part, ...]:
    """The parts without the block, and without one of the two blank lines between which it stood."""
    place = next(place for place, each in enumerate(parts) if isinstance(each, Block) and each.id == name)
    before, behind = "".join(each.text for each in parts[:place]), list(parts[place + 1 :])
    parted = not before or plain(before).endswith("\n\n")
    if parted and behind and isinstance(behind[0], Loose):
        first, _, rest = behind[0].text.partition("\n")
        if not first.strip():
            behind[0] = Loose(rest)
    elif parted and not behind and isinstance(parts[place - 1], Loose):
        return joined([*parts[: place - 1], Loose(parts[place - 1].text.removesuffix("\n").removesuffix("\r"))])
    return joined([*parts[:place], *behind])


def _like(block: Block, neighbour: Part) -> Block:
    """With the line ends of the block beside which it goes."""
    end = line_end(neighbour.text)
    begin, body, last = (plain(each).replace("\n", end) for each in (block.begin, block.body, block.end))
    return Block(block.id, begin, body, last)


def _blank_line(block: Block) -> Loose:
    return Loose(_end(block))


def _end(block: Block) -> str:
    return line_end(block.text)
