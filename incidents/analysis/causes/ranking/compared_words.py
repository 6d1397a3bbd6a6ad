"""The words in which what a failed comparison got differs from what it expected."""

import re
from difflib import SequenceMatcher

from incidents.analysis.causes.ranking.vocabulary import names_in, words_of

_READ = 2000
# What may be any of several parts of a pattern is tried as each of them, at each place.
_BLANKS = re.compile(r"[^\S\n]+")
# Both sides as test frameworks print them: with the operator between them, or each behind what it is.
_SIDES = (
    re.compile(r"\A(?:\w*Error: |assert |\w+ differ: )*(.+?) (?:[!=]=|(?:not )?in|is(?: not)?) (.+)"),
    re.compile(
        r"\bexpected\b[ :]*(.+?)[,;]?\s+(?:but )?(?:was|got|received|actual|to (?:\w+ )??(?:be|equal))\b[ :]*(.+)",
        re.IGNORECASE,
    ),
    re.compile(r"\b(?:got|received|actual)\b[ :]*(.+?)[,;]?\s+(?:want(?:ed)?|expected)\b[ :]*(.+)", re.IGNORECASE),
)


def compared_words(message: str) -> frozenset[str]:
    """Words that one side alone has, or has at another place; none where no comparison is recognised."""
    read = _BLANKS.sub(" ", message[:_READ])
    sides = next((match.groups() for pattern in _SIDES if (match := pattern.search(read))), ("", ""))
    got, wanted = (names_in(side) for side in sides)
    blocks = SequenceMatcher(None, got, wanted, autojunk=False).get_matching_blocks()
    same_got = {place for each in blocks for place in range(each.a, each.a + each.size)}
    same_wanted = {place for each in blocks for place in range(each.b, each.b + each.size)}
    apart = {name for place, name in enumerate(got) if place not in same_got}
    apart |= {name for place, name in enumerate(wanted) if place not in same_wanted}
    return frozenset(word for name in apart for word in words_of(name))
