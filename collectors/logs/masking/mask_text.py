"""A message with its varying parts masked: entries that differ only in those give the same text.

Holes are typed: `<num>`, `<id>`, `<ip>`, `<time>`, `<duration>`, `<size>`, `<address>`, `<email>`. What names a kind of
failure stays: HTTP and exit statuses, error codes, configured ports, names in quotes, attributes, exceptions.
"""

import re

from collectors.logs.masking.mask_token import mask_token

LONGEST = 500
"""Characters of a masked text; a longer one is cut, and marked."""

CUT = "…"
_READ = 2000
_LINES = 3
_VARIES = re.compile(r"[0-9@]|[A-Za-z]{32}")
_REDACTED = re.compile(r"\[redacted:([^:\]\n]{1,60}):\w{1,40}\]")
_TOKENS_KEPT = 50_000


class Masker:
    """Masks texts; tokens that never vary are not looked at again."""

    def __init__(self) -> None:
        self._fixed: set[str] = set()

    def mask(self, text: str) -> str:
        """One line, its spaces single, at most LONGEST characters."""
        if "[redacted:" in text:
            # The same template whatever the secret was.
            text = _REDACTED.sub(r"[redacted:\1]", text)
        tokens = _first_lines(text)
        fixed = self._fixed
        for index, token in enumerate(tokens):
            if token not in fixed and not self._is_fixed(token):
                before = tokens[index - 1] if index else ""
                after = tokens[index + 1] if index + 1 < len(tokens) else ""
                tokens[index] = mask_token(token, before, after)
        line = " ".join(tokens)
        if "<time> <time>" in line:
            line = line.replace("<time> <time>", "<time>")
        return line if len(line) <= LONGEST else line[: LONGEST - 1] + CUT

    def _is_fixed(self, token: str) -> bool:
        if _VARIES.search(token):
            return False
        if len(self._fixed) < _TOKENS_KEPT:
            self._fixed.add(token)
        return True


def _first_lines(text: str) -> list[str]:
    """The tokens of the first lines that hold any."""
    text = text[:_READ]
    if "\n" not in text:
        return text.split()
    lines = [line for line in text.split("\n", 8)[:8] if line.strip()][:_LINES]
    return " ".join(lines).split()
