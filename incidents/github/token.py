"""The token by which GitHub knows us: taken from the environment, shown nowhere."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from incidents.github.failures import RefusedError

VARIABLES = ("GITHUB_TOKEN", "GH_TOKEN")
_HIDDEN = "[redacted:github-token]"


@dataclass(frozen=True)
class Token:
    """`variable` is what it was found in; the secret is in no representation of this value."""

    variable: str
    secret: str = field(repr=False)

    def hidden_in(self, text: str) -> str:
        """The text without the token, whatever form the token has."""
        return text.replace(self.secret, _HIDDEN)


def token_in(environment: Mapping[str, str]) -> Token:
    """The first of the variables that holds something; raises RefusedError where none does, or where it is no token."""
    for variable in VARIABLES:
        # A token read from a file often brings the end of the line along.
        if secret := environment.get(variable, "").strip():
            # What an HTTP header cannot hold would be quoted whole by the library that refuses it.
            if not secret.isascii() or not secret.isprintable() or " " in secret:
                raise RefusedError(f"what {variable} holds is no token: it has spaces or other characters inside")
            return Token(variable, secret)
    raise RefusedError(f"there is no token for GitHub: set {VARIABLES[0]}, or {VARIABLES[1]}, in the environment")
