"""A line of text with one made-up secret in it, or a harmless line that looks as if it had one."""

import hashlib
import string
from dataclasses import dataclass

DIGITS = string.digits
HEX = "0123456789abcdef"
LOWER36 = string.ascii_lowercase + DIGITS
UPPER36 = string.ascii_uppercase + DIGITS
BASE62 = string.ascii_letters + DIGITS
BASE64 = BASE62 + "+/"
BASE64URL = BASE62 + "-_"


@dataclass(frozen=True)
class Body:
    """A stretch of random-looking characters that is worked out when the sample is read, so none is ever written."""

    alphabet: str
    length: int


@dataclass(frozen=True)
class Sample:
    """`line` holds `{}` where `secret` stands; a harmless sample has no secret."""

    name: str
    line: str
    secret: str = ""

    @property
    def text(self) -> str:
        return self.line.replace("{}", self.secret)

    @property
    def is_for_tuning(self) -> bool:
        """Half of all samples; the rules were written without a look at how the other half fares."""
        return int(hashlib.sha256(self.name.encode()).hexdigest(), 16) % 2 == 0


def sample(name: str, line: str, *parts: str | Body) -> Sample:
    """The parts are joined; a `Body` is filled by a hash of the sample's name, the same on every run."""
    if "{}" in line:
        return Sample(name, line, _joined(name, parts))
    return Sample(name, line)


def harmless(name: str, line: str, *parts: str | Body) -> Sample:
    """A look-alike; `{}` is where the parts stand."""
    return Sample(name, line.replace("{}", _joined(name, parts)))


def made(alphabet: str, length: int, seed: str) -> str:
    """Characters that look random, the same for the same seed."""
    found = ""
    turn = 0
    while len(found) < length:
        block = hashlib.sha256(f"{seed}/{turn}".encode()).digest()
        found += "".join(alphabet[byte % len(alphabet)] for byte in block)
        turn += 1
    return found[:length]


def _joined(name: str, parts: tuple[str | Body, ...]) -> str:
    return "".join(
        part if isinstance(part, str) else made(part.alphabet, part.length, f"{name}#{place}")
        for place, part in enumerate(parts)
    )
