"""What stands where a secret was: its kind, and digits that are the same wherever the same secret was.

No key can be both unknown to a reader of the report and known to whoever builds it again from the same sources, so
what guards a secret is how little its digits say. A generated token cannot be guessed at all, and has four. What people
choose or count (passwords, addresses, numbers) has two: of ten thousand guesses forty have the same two digits, so
none is confirmed. The price is that two different passwords share their digits once in 256 pairs.

The digits come from the value alone: one secret under two kinds can still be joined.
"""

import hashlib
import re

PLACEHOLDER = re.compile(r"\[redacted:[^\s\[\]]{1,100}\]")

_PURPOSE = b"secrets in incident evidence, 1"
_GUESSABLE, _GENERATED = 2, 4


_WRITTEN_FREELY = frozenset(("card-number", "bank-account", "phone-number", "personal-number"))


def placeholder(kind: str, secret: str, *, guessable: bool) -> str:
    """Line breaks in a secret, the case of an address and the groups of a number make no difference."""
    plain = "".join(secret.split())
    if kind in _WRITTEN_FREELY:
        plain = "".join(char for char in plain if char.isalnum())
    value = (plain.lower() if kind == "email" else plain).encode("utf-8", "surrogatepass")
    digits = hashlib.blake2b(value, digest_size=8, key=_PURPOSE).hexdigest()
    return f"[redacted:{kind}:{digits[: _GUESSABLE if guessable else _GENERATED]}]"
