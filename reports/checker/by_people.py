"""What of a draft is still as it was generated: the rest is of people, and is not judged."""

from dataclasses import dataclass

from reports.drafts.blocks import Block, Loose, blocks_of, parts_of
from reports.drafts.lines import lines_of, plain


@dataclass(frozen=True)
class Judged:
    """`text` has blank lines where people wrote, so that lines keep their numbers; `by_people` names what they are."""

    text: str
    by_people: tuple[str, ...]


def judged(draft: str, generated: str) -> Judged:
    """A block counts as theirs when a character of it differs, text outside of blocks line by line."""
    was = parts_of(generated)
    bodies = {name: plain(block.body) for name, block in blocks_of(was).items()}
    outside = {line.strip() for part in was if isinstance(part, Loose) for line in lines_of(part.text)}
    kept, theirs = "", list[str]()
    for part in parts_of(draft):
        if isinstance(part, Block):
            same = bodies.get(part.id) == plain(part.body)
            kept += plain(part.text) if same else _blank(part.text)
            theirs += [] if same else [part.id]
            continue
        for line in lines_of(plain(part.text)):
            kept += line if line.strip() in outside else _blank(line)
            if line.strip() not in outside and "outside of the blocks" not in theirs:
                theirs.append("outside of the blocks")
    return Judged(kept, tuple(theirs))


def _blank(text: str) -> str:
    return "\n" * text.count("\n")
