"""The page's file and its seal: whether it is still as it was generated, so that a rebuild can say what it replaces."""

import hashlib
import re

PAGE = "report.html"
_SEAL = re.compile(r'<meta name="incident-seal" content="([0-9a-f]*)">')


def sealed(page: str) -> str:
    """The page with the hash of all its other text in its seal, which the template leaves empty."""
    return _SEAL.sub(lambda _: f'<meta name="incident-seal" content="{_hash(page)}">', page, count=1)


def was_edited(page: str) -> bool:
    """Whether anything of it differs from what was generated; a page without a seal was not generated."""
    found = _SEAL.search(page)
    return found is None or found[1] != _hash(page)


def _hash(page: str) -> str:
    return hashlib.sha256(_SEAL.sub("", page, count=1).encode("utf-8", "surrogatepass")).hexdigest()
