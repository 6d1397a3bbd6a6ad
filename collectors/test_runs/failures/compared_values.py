"""What an assertion expected and what it received, where its first line does not say it."""

import re
from collections.abc import Iterator

_LONGEST = 200
_MOST_READ = 20_000
# Jest, Playwright, NUnit, xUnit.net, testify, RSpec, AssertJ, Hamcrest, Rust and IntelliJ name the two sides so.
_EXPECTED = (
    r"expected(?: (?:value|string|substring|pattern|length|path|number of calls|elements?|result))?|want(?:ed)?"
    r"|to be equal to|left"
)
_RECEIVED = (
    r"received(?: (?:value|string|length|path|number of calls|elements?|result))?|actual|but was|but|got"
    r"|expecting actual|right"
)
_LINE = re.compile(
    rf"^[ \t|]*(?:(?P<expected>{_EXPECTED})|(?P<received>{_RECEIVED}))[ \t]*:[ \t]*(?P<value>\S.*|\n[ \t]+\S.*)$",
    re.IGNORECASE | re.MULTILINE,
)
_APART = 4
"""Lines from one side to the other; what stands further apart is said of two things."""
# A difference is told by its heading: which sign is which side, and then a line of each.
_HEADINGS = (
    (
        re.compile(
            r"^[^\S\n]*- Expected\b.*\n[^\S\n]*\+ Received\b.*$|^-{3} Expected[^\S\n]*\n\+{3} Actual[^\S\n]*$"
            r"|\(-want \+got\):?[^\S\n]*$",
            re.MULTILINE,
        ),
        "-+",
    ),
    (re.compile(r"^[^\S\n]*\+ expected - actual[^\S\n]*$", re.MULTILINE), "+-"),
)
_SIGNED = re.compile(r"^[^\S\n]{0,8}(?P<sign>[-+])(?![-+]{2} )[^\S\n]?(?P<value>.*\S)[^\S\n]*$", re.MULTILINE)
_MOST_AFTER = 4000


def compared_values(text: str, said: str) -> tuple[str, ...]:
    """`Expected: ...` and `Received: ...` in this order, or nothing where the text has not both or `said` has them."""
    pair = _named(text[:_MOST_READ]) or _different(text[:_MOST_READ])
    if pair is None or all(re.search(rf"(?<!\w){re.escape(value)}(?!\w)", said) for value in pair):
        return ()
    expected, received = (_cut(value) for value in pair)
    return (f"Expected: {expected}", f"Received: {received}")


def _named(text: str) -> tuple[str, str] | None:
    """The first two lines that stand together and name one side each."""
    sides: dict[str, tuple[int, str]] = {}
    for side, number, value in _sides(text):
        sides[side] = (number, value)
        if len(sides) == 2 and abs(sides["expected"][0] - sides["received"][0]) <= _APART:
            return sides["expected"][1], sides["received"][1]
    return None


def _sides(text: str) -> Iterator[tuple[str, int, str]]:
    for match in _LINE.finditer(text):
        side = "expected" if match["expected"] else "received"
        yield side, text.count("\n", 0, match.start()), match["value"].strip()


def _different(text: str) -> tuple[str, str] | None:
    for heading, signs in _HEADINGS:
        found = heading.search(text)
        if found:
            lines: dict[str, str] = {}
            for match in _SIGNED.finditer(text, found.end(), found.end() + _MOST_AFTER):
                lines.setdefault(match["sign"], match["value"].strip())
            if len(lines) == 2:
                return lines[signs[0]], lines[signs[1]]
    return None


def _cut(value: str) -> str:
    return value if len(value) <= _LONGEST else f"{value[: _LONGEST - 1]}…"
