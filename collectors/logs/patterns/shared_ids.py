"""Ids that stand in every entry of a pattern: proved by the first and last of its texts in order, as in `filled_in`."""

import re
from itertools import takewhile

from collectors.logs.first_step.statement import LONGEST_SAID
from collectors.logs.records.shown import Redact

_ID = re.compile(r"(?<![\w./:@+-])(?=(?:[A-Za-z_-]*\d){4})(?!\d{4}-\d\d-\d\d)[A-Za-z0-9_-]{6,64}(?![\w./:@+-])")
_MOST = 4


def shared_ids(lowest: str, highest: str, redact: Redact) -> tuple[str, ...]:
    """Of the first line, as far as both texts have it; what is redacted is told nowhere."""
    if redact(lowest) != lowest or redact(highest) != highest:
        return ()
    pairs = zip(lowest, highest, strict=False)
    common = "".join(one for one, _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
    line = re.split(r"[\n\x1e]", common, maxsplit=1)[0]
    whole = len(line) < len(common) or (lowest == highest and len(lowest) < LONGEST_SAID)
    # What the common text ends in may go on differently.
    found = (match[0] for match in _ID.finditer(line) if whole or match.end() < len(line))
    return tuple(dict.fromkeys(found))[:_MOST]
