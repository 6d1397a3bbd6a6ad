"""A mined template as people read it: with the kinds of its holes, and without what a library printed before it."""

from collections.abc import Sequence
from difflib import SequenceMatcher

from collectors.logs.masking.coarse import HOLE, coarse_text
from collectors.logs.masking.holes import without_kinds
from collectors.logs.mining.tokens import tokens_of

VALUE = "<value>"
_HOLE_START = "<"
_REDACTED = "[redacted:"
_COMPARED = 2000


def shown_template(mined: str, fine: str, *, before: int | None, varies: bool) -> str:
    """`fine` is one of the messages under the finer masks; `varies` tells that there are others in the pattern.

    Where the mined template has a hole, the finer mask tells its kind. Where that has words, they are a value. `before`
    is how many tokens stand before the message in what was mined; None where the message is not the end of that.
    """
    theirs, ours = mined.split()[before or 0 :], fine.split(" ")
    compared = SequenceMatcher(None, theirs, [without_kinds(token) for token in ours], autojunk=False)
    shown: list[str] = []
    for kind, start, end, from_, to in compared.get_opcodes():
        at_an_edge = before is None and (start == 0 or end == len(theirs))
        if kind == "replace" and not at_an_edge:
            shown += _replaced(theirs[start:end], ours[from_:to], varies=varies)
        elif kind != "delete":
            shown += ours[from_:to]
    return " ".join(shown)


def tokens_before(text: str, said: str) -> int | None:
    """How many tokens of a text a library printed before the message; None where the message is not the end of it."""
    if not text.endswith(said):
        return None
    whole, bare = text[:_COMPARED], text[len(text) - len(said) : _COMPARED]
    # Of the whole, since a number in the message may be one value with the time before it.
    return len(tokens_of(coarse_text(whole), {})) - len(tokens_of(coarse_text(bare), {}))


def _replaced(theirs: Sequence[str], ours: Sequence[str], *, varies: bool) -> Sequence[str]:
    holes = [place for place, token in enumerate(theirs) if HOLE in token]
    if not holes:
        return ours
    if len(theirs) == len(ours):
        return [_one(*each) for each in zip(theirs, ours, strict=True)] if varies else ours
    keys = [token.removesuffix(HOLE) for token in theirs if token.endswith(f"={HOLE}")]
    if len(keys) == len(theirs) and all(any(token.startswith(key) for token in ours) for key in keys):
        return [f"{key}{VALUE}" for key in keys]
    behind = len(theirs) - 1 - holes[-1]
    if len(ours) <= behind:
        return ours  # no word of the message stands where the holes are
    return [*ours[: holes[0]], VALUE, *(ours[len(ours) - behind :] if behind else [])]


def _one(mined: str, fine: str) -> str:
    if HOLE not in mined or _HOLE_START in fine or _REDACTED in fine:
        return fine
    # What the finer mask does not show is not shown here either: it may be a piece of what was redacted.
    kept = [piece for piece in mined.split(HOLE) if piece]
    return mined.replace(HOLE, VALUE) if kept and all(piece in fine for piece in kept) else VALUE
