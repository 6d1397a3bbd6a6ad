"""Numbers of people: payment cards, bank accounts, social security, telephones."""

import re
from collections.abc import Iterator

from collectors.redaction.found import Found
from collectors.redaction.linear_search import places
from collectors.redaction.view import View

_CARD = r"[3-6][0-9]{3}[ -]?[0-9]{4,6}[ -]?[0-9]{4,5}(?:[ -]?[0-9]{1,4})?"
_SSN = r"[0-8][0-9]{2}-[0-9]{2}-[0-9]{4}"
_PHONE = r"\+[1-9][0-9 ().-]{6,20}[0-9]|\(?[2-9][0-9]{2}\)?[ .-][2-9][0-9]{2}[ .-][0-9]{4}"
_IBAN = r"\b[A-Z]{2}[0-9]{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,3})?\b"
_ANCHOR = f"{_CARD}|{_SSN}|{_PHONE}|{_IBAN}"
# Looser than what is looked for, for an automaton that counts little is small.
CLUE = (
    r"[0-9]{4}[ -]?[0-9]{4}[ -]?[0-9]{4}|[0-9]{4}[ -]?[0-9]{6}[ -]?[0-9]{4}|[0-9]{3}-[0-9]{2}-[0-9]{4}"
    r"|\+[1-9][0-9 ().-]{3}|[0-9]{3}\)?[ .-][0-9]{3}[ .-][0-9]{4}|[A-Z]{2}[0-9]{2} ?[A-Z0-9]{4}"
)

_AFTER = re.compile(r"[\w/-]|[.,:][0-9]")
_NETWORKS = (
    (re.compile(r"4"), (13, 16)),
    (re.compile(r"5[1-5]|2[2-7]|35|6[02357]|64[4-9]"), (16,)),
    (re.compile(r"3[47]"), (15,)),
    (re.compile(r"30[0-5]|36|38"), (14,)),
)
_DATE = re.compile(r"[12][09][0-9]{2}-[01][0-9]|[0-9]{4}[-./][0-9]{2}")


def personal_numbers(view: View) -> Iterator[Found]:
    text = view.text
    for start, _ in places(_ANCHOR, view):
        for pattern, kind, holds in _KINDS:
            number = pattern.match(text, start)
            if number and _stands_alone(text, *number.span()) and holds(number[0]):
                yield Found(start, number.end(), kind, guessable=True)
                break


def _stands_alone(text: str, start: int, end: int) -> bool:
    before = text[start - 1] if start else " "
    return not (before.isalnum() or before in "_.+-/#$") and _AFTER.match(text, end) is None


def _is_card(number: str) -> bool:
    digits = [int(char) for char in number if char.isdigit()]
    written = "".join(map(str, digits))
    known = any(lead.match(written) and len(digits) in lengths for lead, lengths in _NETWORKS)
    return known and len(set(digits)) > 1 and _luhn(digits)


def _luhn(digits: list[int]) -> bool:
    doubled = [digit if index % 2 == 0 else digit * 2 for index, digit in enumerate(reversed(digits))]
    return sum(value - 9 if value > 9 else value for value in doubled) % 10 == 0


def _is_iban(number: str) -> bool:
    """Whether the check digits are right."""
    plain = number.replace(" ", "")
    if not 15 <= len(plain) <= 34:
        return False
    return int("".join(str(int(char, 36)) for char in plain[4:] + plain[:4])) % 97 == 1


def _is_social_security_number(number: str) -> bool:
    area, group, serial = number.split("-")
    return area not in ("000", "666") and group != "00" and serial != "0000"


def _is_phone(number: str) -> bool:
    digits = sum(char.isdigit() for char in number)
    if number.startswith("+"):
        # Coordinates and offsets have one group, or few digits.
        return 8 <= digits <= 15 and not re.fullmatch(r"\+[0-9]{1,3}\.[0-9]+", number)
    return digits == 10 and not _DATE.match(number)


_KINDS = (
    (re.compile(_CARD), "card-number", _is_card),
    (re.compile(_IBAN), "bank-account", _is_iban),
    (re.compile(_SSN), "personal-number", _is_social_security_number),
    (re.compile(_PHONE), "phone-number", _is_phone),
)
