"""What a component is worth, out of a text such as "$500K+ ARR (golden path)"."""

import re
from dataclasses import dataclass
from decimal import Decimal

from incidents.config import currency
from incidents.config.wording import quoted
from incidents.model.policy import Money

_GAP = "\u00a0\u2009\u202f "
_NUMBER = (
    r"(?>"
    rf"\d{{1,3}}(?:[,'_{_GAP}]\d{{3}})+(?!\d)(?:\.\d+)?"  # 1,200 or 500 000
    r"|\d{1,3}(?:\.\d{3}){2,}(?!\d)(?:,\d+)?|\d{1,3}(?:\.\d{3})+,\d+"  # 1.200.000 or 1.200,50
    r"|\d+(?:[.,]\d+)?"
    r")"
)
_SCALES = {"k": 3, "thousand": 3, "m": 6, "mm": 6, "mn": 6, "mio": 6, "million": 6, "b": 9, "bn": 9, "billion": 9}
_SCALE = "|".join(sorted(_SCALES, key=len, reverse=True))
_LEAST = r"at\s+least|more\s+than|over|min\.?|>=?|≥"
_ABOUT = r"about|around|approx\.?|approximately|circa|ca\.|up\s+to|less\s+than|under|max\.?|~|≈|<=?|≤"
_AMOUNT = re.compile(
    rf"(?:(?<!\w)(?:(?P<least>{_LEAST})|{_ABOUT})\s*)?(?<![\w.,])(?P<minus>[-\u2212])?"
    rf"(?:(?P<before>{currency.PATTERN})\s*(?P<before2>{currency.PATTERN})?)?\s*(?P<minus2>[-\u2212])?"
    rf"(?P<number>{_NUMBER})(?!\d|%|[.,]\d)(?:\s*(?P<scale>{_SCALE})(?!\w))?(?P<plus>\s*\+)?"
    rf"(?:\s*(?P<after>{currency.PATTERN})(?!\w))?(?P<plus2>\s*\+)?",
    re.IGNORECASE,
)
_EACH = r"(?:/|\b(?:per|a|an|each|every)\b)\s*"
_YEAR = rf"\bARR\b|{_EACH}(?:year|yr|annum)\b|/\s*y\b"
_MONTH = rf"\bMRR\b|{_EACH}(?:month|mon|mth|mo)\b|/\s*m\b"
_AFTERWARDS = re.compile(rf"(?P<year>{_YEAR})|(?P<month>{_MONTH})", re.IGNORECASE)
_BESIDE = re.compile(
    rf"(?P<year>{_YEAR}|\bannual(?:ly|i[sz]ed)?\b|\byearly\b|\bp\.a\.)|(?P<month>{_MONTH}|\bmonthly\b)", re.IGNORECASE
)
_KIND_WORDS = r"(?:\s*\b(?:recurring|revenue|run[- ]rate|value|income|sales)\b)*"
_KIND = re.compile(_KIND_WORDS, re.IGNORECASE)
_BEHIND = re.compile(rf"[\s(]*(?:(?:in|of|as)\b\s*)?{_KIND_WORDS}\s*", re.IGNORECASE)
_AHEAD = re.compile(rf"{_KIND_WORDS}[\s:=(]*(?:(?:is|of)\s+)?", re.IGNORECASE)
_PLAIN_THOUSANDS = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?")
_DOTTED_THOUSANDS = re.compile(r"\d{1,3}(?:\.\d{3}){2,}(?:,\d+)?|\d{1,3}(?:\.\d{3})+,\d+")
_DECIMAL_COMMA = re.compile(r"\d+,\d{1,2}")
_EITHER = re.compile(r"\d{1,3}\.\d{3}")
_PHRASE = re.compile(r"[\w\s'-]{0,40}")
_REVENUE = re.compile(r"\s*(?:of\s+|in\s+)?(?:\w+\s+)?(?:revenue|sales|turnover|income)\b", re.IGNORECASE)
_RATE = re.compile(r"\s*(?:/\s*|per\s+)([A-Za-z]+)", re.IGNORECASE)
_RANGE = re.compile(rf"\s*(?:[-\u2013\u2014~\u2026]|\.\.+|to\b|or\b)\s*(?:{currency.PATTERN})?\s*\d", re.IGNORECASE)
_MOST_DIGITS = 18
_LONGEST = 500
_UNREAD = re.compile(r"[$€£¥]\s*-?\d|\d\s*[€£]")
_WRITE = 'write it as "$500K ARR" or "$40K MRR"'


@dataclass(frozen=True)
class Worth:
    """The money of a text and the rest of it; either may be missing."""

    money: Money | None
    note: str | None


def read_worth(text: str) -> Worth:
    """Read one value of `[components.*]` or `[business_value]`.

    A text without an amount is a note. ValueError, with the end of a sentence, for an amount that is neither monthly
    nor yearly, or that can be read in more than one way: a report must not be wrong by a factor of twelve.
    """
    if len(text) > _LONGEST:
        raise ValueError(f"{quoted(text)} is longer than {_LONGEST} characters: keep the amount and a short note")
    amounts = [amount for amount in _AMOUNT.finditer(text) if _is_money(text, amount)]
    if not amounts and _UNREAD.search(text):
        raise ValueError(f"{quoted(text)} holds an amount that cannot be read: {_WRITE}")
    read = [_money(text, amount) for amount in amounts]
    if len({money.per_year for money, _, _ in read}) > 1 or len({m.currency for m, _, _ in read} - {""}) > 1:
        raise ValueError(f"{quoted(text)} holds two amounts that differ: keep one")
    rest = text
    for _, start, end in reversed(read):
        rest = rest[:start] + rest[end:]
    return Worth(read[0][0] if read else None, _note(rest))


def _is_money(text: str, amount: re.Match[str]) -> bool:
    """Whether a number is an amount of money: "3 regions" and "10K requests a month" are not."""
    if amount["before"] or amount["after"] or amount[0].strip() == text.strip():
        return True
    if amount["scale"] and _REVENUE.match(text, amount.end()):
        return True
    large = amount["scale"] or len(amount["number"]) >= 5
    return bool(large and (_behind(text, amount) or _ahead(text, amount)))


@dataclass(frozen=True)
class _Period:
    times_a_year: int
    start: int
    end: int


def _money(text: str, amount: re.Match[str]) -> tuple[Money, int, int]:
    if amount["minus"] or amount["minus2"]:
        raise ValueError(f"{quoted(text)} is less than nothing: {_WRITE}")
    if _RANGE.match(text, amount.end()):
        raise ValueError(f'{quoted(text)} is a range: write its lower end with a plus, as in "$500K+ ARR"')
    period = _period(text, amount)
    start, end = min(period.start, amount.start()), max(period.end, amount.end())
    worth = _number(text, amount["number"], amount["scale"])
    money = Money(
        text=text[start:end].strip(),
        per_year=float(worth * period.times_a_year),
        currency=currency.code_of(amount["before"], amount["before2"], amount["after"]),
        at_least=bool(amount["plus"] or amount["plus2"] or amount["least"]),
    )
    return money, start, end


def _period(text: str, amount: re.Match[str]) -> _Period:
    behind = _behind(text, amount)
    ahead = _ahead(text, amount)
    if behind and ahead and behind.times_a_year != ahead.times_a_year and not _AMOUNT.search(text, 0, ahead.start):
        raise ValueError(f"{quoted(text)} is called both monthly and yearly: {_WRITE}")
    if behind:
        return behind
    rate = _RATE.match(text, amount.end())
    if rate:
        raise ValueError(f"{quoted(text)} is a rate per {rate[1]}, neither monthly nor yearly: {_WRITE}")
    found = ahead
    later = _AFTERWARDS.search(text, amount.end())
    if found is None and later and _PHRASE.fullmatch(text, amount.end(), later.start()):
        found = _as_period(later)
    if found is None:
        raise ValueError(f"{quoted(text)} holds an amount that is neither monthly nor yearly: {_WRITE}")
    return found


def _behind(text: str, amount: re.Match[str]) -> _Period | None:
    """The period right after an amount, as in "$500K in annual recurring revenue (ARR)"."""
    found = None
    end = amount.end()
    while word := _BESIDE.match(text, _skipped(_BEHIND, text, end)):
        period = _as_period(word)
        if found and found.times_a_year != period.times_a_year:
            raise ValueError(f"{quoted(text)} is called both monthly and yearly: {_WRITE}")
        end = _skipped(_KIND, text, word.end())
        opened = text.count("(", amount.end(), end) > text.count(")", amount.end(), end)
        end += 1 if opened and text.startswith(")", end) else 0
        found = _Period(period.times_a_year, amount.start(), end)
    return found


def _ahead(text: str, amount: re.Match[str]) -> _Period | None:
    """The period right before an amount, as in "ARR: $500K"."""
    words = list(_BESIDE.finditer(text, 0, amount.start()))
    if words and _AHEAD.fullmatch(text, words[-1].end(), amount.start()):
        return _as_period(words[-1])
    return None


def _as_period(word: re.Match[str]) -> _Period:
    return _Period(1 if word["year"] else 12, word.start(), word.end())


def _skipped(what: re.Pattern[str], text: str, start: int) -> int:
    found = what.match(text, start)
    return found.end() if found else start


def _number(text: str, number: str, scale: str | None) -> Decimal:
    plain = re.sub(rf"['_{_GAP}]", "", number)
    if _DOTTED_THOUSANDS.fullmatch(plain):
        plain = plain.replace(".", "").replace(",", ".")
    elif _PLAIN_THOUSANDS.fullmatch(plain):
        plain = plain.replace(",", "")
    elif _DECIMAL_COMMA.fullmatch(plain):
        plain = plain.replace(",", ".")
    elif "," in plain or (_EITHER.fullmatch(plain) and not scale):
        raise ValueError(f"{quoted(text)} holds a number that can be read in two ways: write 1200 or 1.2")
    if len(plain) > _MOST_DIGITS:
        raise ValueError(f"{quoted(text)} holds a number of more than {_MOST_DIGITS} digits: {_WRITE}")
    return Decimal(plain).scaleb(_SCALES[scale.lower()] if scale else 0)


def _note(rest: str) -> str | None:
    note = " ".join(re.sub(r"\(\s*\)|\[\s*\]", " ", rest).split()).strip(" ,;:.-\u2013\u2014")
    if note[:1] + note[-1:] in ("()", "[]") and not re.search(r"[()\[\]]", note[1:-1]):
        note = note[1:-1].strip()
    return note or None
