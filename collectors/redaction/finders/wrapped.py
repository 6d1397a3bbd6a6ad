"""Tokens that a line break cuts in two: terminals and mailers wrap long lines."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from collectors.redaction.finders.named_values import named_values
from collectors.redaction.finders.provider_tokens import provider_tokens
from collectors.redaction.finders.schemes import scheme_credentials
from collectors.redaction.finders.web_tokens import web_tokens
from collectors.redaction.found import Found
from collectors.redaction.judging.values import looks_random
from collectors.redaction.linear_search import places, reach_back
from collectors.redaction.view import View, rewritten

# Behind the break stands more than a word.
CLUE = r"[\w+/=.-][ \t]*\\?\r?\n[ \t]*[A-Za-z+/_=-]*(?:[0-9]|[a-z][A-Z])"

_FINDERS: tuple[Callable[[View], Iterable[Found]], ...] = (
    provider_tokens, web_tokens, scheme_credentials, named_values,
)  # fmt: skip
_GAP = re.compile(r"[ \t]*\\?\r?\n[ \t]*")
_LINE = re.compile(r"[^\r\n]*")
_TOKEN = re.compile(r"[\w+/=.~-]{0,4000}")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}|[0-9]{2}:[0-9]{2}")
_NAME_ENDS = re.compile(r"\s{0,2}[:=(]")
_BEFORE = 300
_LEAST = 10
_REST_OF_KNOWN = frozenset(("github-token", "google-api-key", "aws-key-id", "package-token", "model-key"))


class Window(NamedTuple):
    """A few lines, and the breaks in them that a token may reach over; all counted in the whole text."""

    start: int
    end: int
    gaps: tuple[tuple[int, int], ...]


def wrapped_tokens(view: View) -> Iterator[Found]:
    """Only those that reach over a break; on one side of it they are found without this."""
    for window in _windows(view):
        lines = View(view.text[window.start : window.end])
        joined = rewritten(lines, ((start - window.start, end - window.start, "") for start, end in window.gaps))
        cuts = _cuts(window)
        for find in _FINDERS:
            for found in find(joined):
                inside = cuts[bisect_right(cuts, found.start) : bisect_left(cuts, found.end)]
                end = _end(joined.text, found, inside) if inside else found.start
                if end > found.start:
                    start, stop = joined.own_span(found.start, end)
                    yield found._replace(start=window.start + start, end=window.start + stop)


def _windows(view: View) -> Iterator[Window]:
    text = view.text
    chain: list[tuple[int, int]] = []
    for start, _ in places(CLUE, view):
        gap = _GAP.match(text, start + 1)
        if gap and not _DATE.match(text, gap.end()):
            # Lines that a token fills from end to end belong together.
            if chain and not _TOKEN.fullmatch(text, chain[-1][1], gap.start()):
                yield _window(text, chain)
                chain = []
            chain.append(gap.span())
    if chain:
        yield _window(text, chain)


def _window(text: str, gaps: list[tuple[int, int]]) -> Window:
    rest = _TOKEN.match(text, gaps[-1][1])
    # One more character shows whether a name ends there.
    end = min(len(text), (rest.end() if rest else gaps[-1][1]) + 1)
    return Window(reach_back(_LINE, text, gaps[0][0], _BEFORE), end, tuple(gaps))


def _cuts(window: Window) -> list[int]:
    """Where the breaks were, in the joined text."""
    cuts = []
    gone = window.start
    for start, end in window.gaps:
        cuts.append(start - gone)
        gone += end - start
    return cuts


def _end(text: str, found: Found, cuts: list[int]) -> int:
    """How far the token goes on: the next line may as well start with a word of its own."""
    end = found.start
    for start, stop in zip(cuts, [*cuts[1:], found.end], strict=True):
        piece = text[start:stop]
        if _NAME_ENDS.match(text, stop):
            break
        if not looks_random(piece, _LEAST) and found.kind not in _REST_OF_KNOWN:
            break
        end = stop
    return end
