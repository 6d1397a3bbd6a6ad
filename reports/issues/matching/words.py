"""The words by which two descriptions of a problem are compared, each weighed by how rare it is."""

import math
import re
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache

_TOKEN = re.compile(r"[A-Za-z][A-Za-z0-9_]*[A-Za-z0-9]|\d{3,}")
_PART = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+")
# What every report of a failure says, in a tracker's or a test runner's own words, and the small words of English.
_COMMON = """a again all an and any are as assert assertion assertionerror at be because been before both bug but by can
    cannot case cases could critical crash did do does done during e2e each error exception fail failed failing fails
    failure failing-test fix for found from get gets got had has have high how if in incident into investigate is issue
    it its itself just last line log logged low major may minor more most new no none not now of on once one only or
    other our out over p0 p1 p2 p3 p4 priority problem raise raised regression report reported request run same seen
    should since so some staging still such test tested testing than that the their them then there these they this
    those times to traceback type under unit until up used uses value was were what when where which while who why will
    with within without would you your"""
_EVERYWHERE = frozenset(_COMMON.split())
_FEWEST_ISSUES = 50
# Ten problems and five hundred long issues of words drawn at random then have no match by accident.
_SURPRISE = 5.0

# An exception says in its name what people say in words.
_MEANT = {
    "attributeerror": ("missing", "attribute"),
    "connectionrefusederror": ("connection", "refused"),
    "importerror": ("missing", "import"),
    "keyerror": ("missing", "key"),
    "modulenotfounderror": ("missing", "module", "import"),
    "nameerror": ("undefined", "name"),
    "timeouterror": ("timeout",),
}


def words(text: str) -> set[str]:
    """Words in small letters and the singular; of a name such as `toolName` or `tool_name` its parts as well."""
    found: set[str] = set()
    for token in _TOKEN.findall(text):
        found |= _words_of(token)
    return found


@lru_cache(maxsize=65_536)
def _words_of(token: str) -> frozenset[str]:
    parts = [part.lower() for piece in token.split("_") for part in _PART.findall(piece)]
    inner = [part for part in parts if len(part) > 2] if len(parts) > 1 else []
    said = (_singular(each) for each in (token.lower(), *inner) if each not in _EVERYWHERE)
    return frozenset((*_MEANT.get(token.lower(), ()), *said)) - _EVERYWHERE


class Weights:
    """How much words tell: the rarer a word is among the issues, the more.

    A list of a few issues says little about what is rare, so it counts as if it were as long as `_FEWEST_ISSUES`.
    """

    def __init__(self, issues: Iterable[set[str]]) -> None:
        kept = list(issues)
        self._seen = Counter(word for each in kept for word in each)
        self._issues = max(len(kept), _FEWEST_ISSUES)

    def of(self, word: str) -> float:
        return math.log(1 + self._issues / max(1, self._seen[word]))

    def share(self, part: set[str], whole: set[str]) -> float:
        """How much of the whole the part covers, from 0 to 1."""
        total = sum(self.of(word) for word in sorted(whole))
        return sum(self.of(word) for word in sorted(whole & part)) / total if total else 0.0

    def is_no_accident(self, part: set[str], whole: set[str]) -> bool:
        """Whether the part has more of the whole in common with it than the most alike of so many issues would.

        A word that many issues hold is in common by accident as often as it is in them.
        """
        by_accident = sum(max(0, self._seen[word] - 1) / self._issues * self.of(word) for word in sorted(whole))
        in_common = sum(self.of(word) for word in sorted(whole & part))
        return in_common - by_accident >= math.log(self._issues) + _SURPRISE


def _singular(word: str) -> str:
    if len(word) > 4 and word.endswith("ies"):
        return f"{word[:-3]}y"
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")) else word
