"""Lines that two sides changed: both changes where they touch different lines, the author's where they clash."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from reports.drafts.lines import lines_of, plain
from reports.drafts.reworded import reworded_lines


@dataclass(frozen=True)
class Clash:
    """Generated lines in whose place stand an author's: as they were when the author changed them, and as they are."""

    before: tuple[str, ...]
    now: tuple[str, ...]


@dataclass(frozen=True)
class Woven:
    """The text that comes out, and what was generated and is not in it."""

    text: str
    clashes: tuple[Clash, ...] = ()


def weave(before: str, theirs: str, now: str, line_end: str = "\n") -> Woven:
    """What an author made of `before` with what has become of it `now`; the author's lines are kept to the byte.

    Changes of lines that only touch each other do not clash: every line of a list or a table says something of its own.
    A line that the author changed or took out does not come back when it is generated in another place.
    """
    if plain(theirs) == before:
        return Woven(now.replace("\n", line_end))
    written = lines_of(theirs)
    base, own, new = (lines_of(plain(each)) for each in (before, theirs, now))
    taken = {line for line in base if line.strip()}.difference(own)
    text: list[str] = []
    clashes: list[Clash] = []
    done = 0
    for chunk in _chunks(base, own, new):
        was, is_new = base[chunk.before], new[chunk.now]
        kept = written[chunk.theirs]
        generated = [line.replace("\n", line_end) for line in is_new if line not in taken]
        text += written[done : chunk.theirs.start]
        done = chunk.theirs.stop
        if own[chunk.theirs] == was:
            text += generated
        elif not was and generated:
            text += _both_added(kept, generated)
        else:
            text += kept
            if is_new not in (was, own[chunk.theirs]) and not (set(was) <= set(new) and set(is_new) <= set(base)):
                clashes.append(Clash(tuple(was), tuple(is_new)))
    return Woven("".join([*text, *written[done:]]), tuple(clashes))


@dataclass(frozen=True)
class _Edit:
    """Lines of the base, which may be none, and what one side put in their place."""

    start: int
    stop: int
    shift: int
    theirs: bool


@dataclass(frozen=True)
class _Chunk:
    """The same place in all three texts."""

    before: slice
    theirs: slice
    now: slice


def _chunks(base: Sequence[str], own: Sequence[str], new: Sequence[str]) -> Iterator[_Chunk]:
    """Where a side differs from the base; changes of both that overlap are one."""
    edits = sorted(
        [*_edits(base, own, theirs=True), *_edits(base, new, theirs=False)], key=lambda each: (each.start, each.stop)
    )
    own_shift = new_shift = 0
    while edits:
        first = edits.pop(0)
        start, stop, group = first.start, first.stop, [first]
        while edits and (edits[0].start < stop or edits[0].start == edits[0].stop == start == stop):
            group.append(edits.pop(0))
            stop = max(stop, group[-1].stop)
        own_end = next((each.shift for each in reversed(group) if each.theirs), own_shift)
        new_end = next((each.shift for each in reversed(group) if not each.theirs), new_shift)
        yield _Chunk(
            slice(start, stop),
            slice(start + own_shift, stop + own_end),
            slice(start + new_shift, stop + new_end),
        )
        own_shift, new_shift = own_end, new_end


def _edits(base: Sequence[str], side: Sequence[str], *, theirs: bool) -> Iterator[_Edit]:
    """In order. `shift` is by how much the side's lines behind the edit are further down than the base's."""
    for kind, start, stop, side_start, side_stop in SequenceMatcher(None, base, side, autojunk=False).get_opcodes():
        if kind == "equal":
            continue
        b, s = start, side_start
        for line, side_line in reworded_lines(base[start:stop], side[side_start:side_stop]):
            at, side_at = start + line, side_start + side_line
            if (b, s) != (at, side_at):
                yield _Edit(b, at, side_at - at, theirs)
            yield _Edit(at, at + 1, side_at - at, theirs)
            b, s = at + 1, side_at + 1
        if (b, s) != (stop, side_stop):
            yield _Edit(b, stop, side_stop - stop, theirs)


def _both_added(kept: list[str], generated: list[str]) -> list[str]:
    """Two additions at one place do not clash; a new line of a list goes before the paragraph that follows it."""
    if set(generated) <= set(kept):
        return kept
    opens = not generated[0].strip()
    return [*kept, *generated] if opens else [*generated, *kept]
