"""Which findings of two analyses are about the same thing, whether of one incident or of two."""

import re
from collections.abc import Iterable
from typing import Protocol

from incidents.model.finding import Finding
from incidents.model.pairs import pairs

# Short numbers stay: `assert 503 == 200` and `assert 500 == 201` are two faults.
# The median of a slower route differs from one time to the next, however few its figures are.
_VARIES = re.compile(
    r"\bp50 [\d.e+]+ ms|0x[0-9a-f]+|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|\b[0-9a-f]{16,}\b|\d+\.\d+|\d{4,}"
)
_REVISION = re.compile(r"\b([a-z][a-z0-9-]*?)-\d{5}-[a-z0-9]{3}\b")


def normal(text: str) -> str:
    """The text in small letters, without numbers, ids and revision names that differ from one time to the next."""
    return " ".join(_VARIES.sub("#", _REVISION.sub(r"\1", text.lower())).split())


def same_findings(before: Iterable[Finding], now: Iterable[Finding]) -> tuple[tuple[Finding, Finding], ...]:
    """The findings that are in both."""
    return pairs(before, now, about_the_same)


class Told(Protocol):
    """What tells one failure from another, of a finding and of a record of an earlier one."""

    @property
    def rule(self) -> str: ...
    @property
    def service(self) -> str | None: ...
    @property
    def signature(self) -> str | None: ...
    @property
    def tests(self) -> tuple[str, ...]: ...


def about_the_same(one: Told, other: Told) -> bool:
    if (one.rule, one.service) != (other.rule, other.service):
        return False
    if one.signature is not None and other.signature is not None and normal(one.signature) == normal(other.signature):
        return not one.tests or not other.tests or bool(set(one.tests) & set(other.tests))
    return bool(one.tests) and set(one.tests) == set(other.tests)
