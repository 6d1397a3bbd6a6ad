"""Answers that a failed test could not read: what it asked, what its code raised, and the keys that it was shown."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from incidents.analysis.course.printed_keys import keys_at
from incidents.analysis.course.test_requests import Asked, asked_by
from incidents.model.evidence import CaseResult

_OF_THE_SHAPE = re.compile(
    r"indices must be integers|\bobject is not (?:subscriptable|iterable)|object of type '\w+' has no len|"
    r"'(?:list|dict|str|int|float|bool|tuple|NoneType)' object has no attribute|^KeyError: ['\"\d]|"
    r"Cannot read propert(?:y|ies) [^\n]{0,60}of (?:undefined|null)|(?:undefined|null) is not an object|"
    r"\.\w+ is not a function|\bis not iterable",
    re.MULTILINE,
)
_WELL = re.compile(
    r"\b(?:status_code|status|code)\b\)?\s*(?:==|===|,)\s*2\d\d\b|\b[Rr]esponse \[2\d\d|raise_for_status\("
)
_WELL_TOO = re.compile(r"\bassert [\w.]+\.(?:ok|is_success)\b|toBe\(2\d\d\)|\btoBeOK\(|is_success\b")
_WHOLE = re.compile(r"(?:\blen\(|[!=]= |\bin |\bset\(|\blist\(|\bsorted\(|\bassert )(?=\{)")
_MOST_OBJECTS = 20
_EQUAL = re.compile(r"\} [!=]= \{")


@dataclass(frozen=True)
class Misread:
    """`asked` are the requests of the test up to where it failed, `said` its message.

    `raised` is set where the test's own code could not go on with an answer that was a good one; `keys` are those of
    the object which a comparison was of as a whole, and where it was of two, those that one of them has alone.
    """

    asked: tuple[Asked, ...]
    said: str
    raised: bool
    keys: frozenset[str]


def misread(case: CaseResult) -> Misread | None:
    """None where the report shows no request of the test, or nothing of how the answer is made."""
    asked = asked_by(case)
    said = f"{case.error_type or ''}: {case.message or ''}".removeprefix(": ")
    raised = raised_by_test(case) and _was_good(case)
    keys = frozenset(_keys(case)) if not raised else frozenset()
    return Misread(asked, said, raised, keys) if asked and (raised or keys) else None


def raised_by_test(case: CaseResult) -> bool:
    """Whether the code of the test itself stopped at something that is made in another way than it takes it to be."""
    said = f"{case.error_type or ''}: {case.message or ''}".removeprefix(": ")
    own = bool(case.frames) and case.frames[-1].file.endswith(case.test.partition("::")[0])
    return own and case.outcome == "failed" and _OF_THE_SHAPE.search(said) is not None


def _was_good(case: CaseResult) -> bool:
    return any(pattern.search(case.excerpt) for pattern in (_WELL, _WELL_TOO))


def _keys(case: CaseResult) -> Iterator[str]:
    text = f"{case.message or ''}\n{case.excerpt}"
    both = next(iter(_EQUAL.finditer(text)), None)
    if both is not None:
        start = text.rfind("assert {", 0, both.start())
        if start >= 0:
            yield from keys_at(text, start + len("assert ")) ^ keys_at(text, both.end() - 1)
        return
    for place in islice(_WHOLE.finditer(text), _MOST_OBJECTS):
        yield from keys_at(text, place.end())
