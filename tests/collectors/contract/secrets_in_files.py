"""Obviously fake secrets, each known by the position it is planted in."""

import hashlib
import re

RULES = (("badge", "BDG-[0-9]{6}"),)
_TOKEN = "gh" + "p_"


class Secrets:
    """A `Mark` whose texts are secrets: badges by a rule of the team's own, or tokens that are always known."""

    def __init__(self, kind: str) -> None:
        self._kind = kind
        self.planted: dict[str, str] = {}

    def __call__(self, position: str) -> str:
        number = len(self.planted)
        if self._kind == "badge":
            secret = f"BDG-{number:06}"
        else:
            secret = _TOKEN + re.sub(r"[^0-9a-z]", "", hashlib.sha256(position.encode()).hexdigest())[:36]
        self.planted[position] = secret
        return secret

    def leaked(self, stored: bytes) -> list[str]:
        """The positions whose secrets can be read."""
        return [position for position, secret in self.planted.items() if secret.encode() in stored]
