"""Moments as other tools write them: ISO 8601 or the form of mail headers, and only with a zone."""

import re
from email.utils import parsedate_to_datetime

from incidents.model.instant import Instant

_ISO = re.compile(r"(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d)(:\d\d(?:\.\d+)?)? ?(Z|[+-]\d\d(?::?\d\d)?)", re.IGNORECASE)


def moment(value: object) -> Instant | None:
    """The moment that a text names together with its zone; None for anything else."""
    if not isinstance(value, str):
        return None
    text = value.strip()
    found = _ISO.fullmatch(text)
    if found:
        zone = found[4].upper().replace(":", "")
        zone = zone if zone == "Z" else f"{zone[:3]}:{zone[3:] or '00'}"
        try:
            return Instant.parse(f"{found[1]}T{found[2]}{found[3] or ':00'}{zone}")
        except ValueError:
            return None
    try:
        parsed = parsedate_to_datetime(text)
        return None if parsed.tzinfo is None else Instant.of(parsed)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
