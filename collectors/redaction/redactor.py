"""Replaces secrets by placeholders: the same secret gets the same placeholder, so counting and joining still work."""

import re
from collections.abc import Callable, Iterable

from collectors.redaction.patterns import CARD, PATTERNS, SecretPattern
from incidents.model.record import digest

_KEPT = re.compile(r"(?i)^(?:[^@]*@)?[a-z0-9.-]*\.gserviceaccount\.com$")


class Redactor:
    """Redacts by the built-in patterns and by the team's own rules, which come first."""

    def __init__(self, rules: Iterable[tuple[str, str]] = ()) -> None:
        """`rules` are names and regular expressions that are known to compile."""
        own = (SecretPattern(name, (), re.compile(pattern)) for name, pattern in rules)
        self._patterns = (*own, *PATTERNS)

    def redact(self, text: str) -> str:
        lowered = text.lower()
        for each in self._patterns:
            if not each.triggers or any(trigger in lowered for trigger in each.triggers):
                text = each.pattern.sub(_replacing(each.name), text)
        return CARD.sub(_card, text) if any(char.isdigit() for char in text) else text


def _replacing(name: str) -> Callable[[re.Match[str]], str]:
    def replace(match: re.Match[str]) -> str:
        group = "secret" if "secret" in match.re.groupindex else 0
        secret = match[group]
        if name == "email" and _KEPT.match(secret):
            return match[0]  # a service account names a machine, not a person
        start, end = match.start(group) - match.start(), match.end(group) - match.start()
        return match[0][:start] + _placeholder(name, secret) + match[0][end:]

    return replace


def _placeholder(name: str, secret: str) -> str:
    """Four digits of a hash: enough to tell secrets of one incident apart, too few to check a guess."""
    return f"[redacted:{name}:{digest(name, secret, length=4)}]"


def _card(match: re.Match[str]) -> str:
    digits = [int(char) for char in match[0] if char.isdigit()]
    if len(set(digits)) < 2 or digits[0] not in (3, 4, 5, 6) or not _luhn(digits):
        return match[0]
    return _placeholder("card-number", "".join(map(str, digits)))


def _luhn(digits: list[int]) -> bool:
    doubled = [digit if index % 2 == 0 else digit * 2 for index, digit in enumerate(reversed(digits))]
    return sum(value - 9 if value > 9 else value for value in doubled) % 10 == 0
