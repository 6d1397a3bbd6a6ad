"""How a line that a test prints writes a route that the log of a service knows."""

import re
from functools import lru_cache

METHOD = re.compile(r"\b(?:GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS)\b")
_HOLE = re.compile(r"[<{][^<>{}]*[>}]")
_ANY = r"[^/\s]+"
_BEFORE = r"(?:^|[\s\"'`(=]|://[^/\s]+)"


@lru_cache(maxsize=2000)
def written(route: str) -> re.Pattern[str]:
    """The route as a line writes it, with any value where its identifiers are masked."""
    way = _ANY.join(re.escape(each) for each in _HOLE.sub("\0", route.rstrip("/")).split("\0"))
    return re.compile(rf"{_BEFORE}{way}(?![\w-]|/\w)")
