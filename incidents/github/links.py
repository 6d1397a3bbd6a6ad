"""The header by which GitHub names the next page (RFC 8288)."""

import re

_LINK = re.compile(r"<(?P<target>[^<>]*)>(?P<parameters>[^,<]*)")
_NEXT = re.compile(r";\s*rel\s*=\s*\"?[^\";]*\bnext\b", re.IGNORECASE)


def next_page(header: str) -> str | None:
    """The address of the next page; None on the last one."""
    return next((each["target"] for each in _LINK.finditer(header) if _NEXT.search(each["parameters"])), None)
