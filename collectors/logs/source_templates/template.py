"""What a call prints: literal pieces and holes, in their order."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from collectors.logs.masking.mask_text import CUT
from collectors.logs.masking.mask_text import LONGEST as LONGEST_SHOWN

MOST_SHAPES = 16
"""Templates of one call; where more are possible, what varies most becomes a hole."""

MOST_PARTS = 64
LONGEST = 8000
"""Literal characters that are kept of one template; what follows is one hole."""


@dataclass(frozen=True, slots=True)
class Hole:
    """A value that is known at run time only. `name` is empty where the source has no short name for it."""

    name: str = ""
    numeric: bool = False


Part = str | Hole
Parts = tuple[Part, ...]
Shapes = tuple[Parts, ...]
ANYTHING: Shapes = ((Hole(),),)


def tidy(parts: Iterable[Part]) -> Parts:
    """With neighbouring literals joined, and bounded: what is too much at the end is one hole."""
    found: list[Part] = []
    left = LONGEST
    for part in parts:
        if len(found) >= MOST_PARTS or left <= 0:
            return (*found, Hole())
        if isinstance(part, Hole):
            found.append(part)
            continue
        kept = part[:left]
        left -= len(kept)
        if found and isinstance(found[-1], str):
            found[-1] += kept
        elif kept:
            found.append(kept)
        if len(kept) < len(part):
            return (*found, Hole())
    return tuple(found)


def one_after_another(pieces: Sequence[Shapes]) -> Shapes:
    """Every way in which the pieces can follow one another.

    Where a piece may be anything, its other texts are only examples: `kind or "unknown"` is one hole in a sentence.
    """
    kept = [_open(piece) for piece in pieces] if len(pieces) > 1 else list(pieces)
    total = 1
    for piece in kept:
        total *= len(piece)
    while total > MOST_SHAPES:
        widest = max(range(len(kept)), key=lambda index: len(kept[index]))
        total //= len(kept[widest])
        kept[widest] = ANYTHING
    found: list[list[Part]] = [[]]
    for piece in kept:
        found = [[*start, *parts] for start in found for parts in piece]
    return either(tuple(tidy(parts) for parts in found))


def _open(piece: Shapes) -> Shapes:
    anything = next((parts for parts in piece if len(parts) == 1 and isinstance(parts[0], Hole)), None)
    return piece if anything is None else (anything,)


def either(*alternatives: Shapes) -> Shapes:
    """All of the alternatives, each once; too many are no longer told apart."""
    found = tuple(dict.fromkeys(parts for shapes in alternatives for parts in shapes))
    return found if len(found) <= MOST_SHAPES else (*found[: MOST_SHAPES - 1], (Hole(),))


def is_literal(shapes: Shapes) -> bool:
    """Whether any of the shapes holds a literal piece."""
    return any(isinstance(part, str) for parts in shapes for part in parts)


def letters(parts: Parts) -> int:
    """How many letters and digits are literal."""
    return sum(sum(map(str.isalnum, part)) for part in parts if isinstance(part, str))


def signature(parts: Parts) -> str:
    """The literals with a mark at each hole, whatever its name."""
    return "".join(part if isinstance(part, str) else "\0" for part in parts)


def shown(parts: Parts) -> str:
    """One line to stand beside masked messages.

    `{name}` is what the source calls the value; without a name it is `<num>` or `<value>`, as masks are written. So
    braces tell an exact template from one that was guessed, and a variable called `id` from the mask `<id>`.
    """
    line = " ".join("".join(part if isinstance(part, str) else _hole(part) for part in parts).split())
    return line if len(line) <= LONGEST_SHOWN else line[: LONGEST_SHOWN - 1] + CUT


def _hole(hole: Hole) -> str:
    if hole.name:
        return f"{{{hole.name}}}"
    return "<num>" if hole.numeric else "<value>"
