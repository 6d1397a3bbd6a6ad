"""What a printing call filled in, where it was the same in every entry: proved by the first and last text in order.

Every text between two in the order of their characters begins as both of them begin. So two texts of a pattern tell
what all of it has in common up to where they differ, and no other has to be kept.
"""

from collections.abc import Iterator, Sequence
from itertools import takewhile

from collectors.logs.first_step.statement import LONGEST_SAID
from collectors.logs.records.shown import Redact
from collectors.logs.source_templates.template import Hole, Parts
from incidents.model.evidence import Filled

_LONGEST_VALUE = 80
_END = "\x00"


def filled_in(parts: Parts, lowest: str, highest: str, redact: Redact) -> tuple[Filled, ...]:
    """The names in the source with their one value; sentences and what is redacted are no such values."""
    if redact(lowest) != lowest or redact(highest) != highest:
        return ()
    # A text that was cut may go on in as many ways as there are entries.
    end = _END if len(lowest) < LONGEST_SAID else ""
    same = "".join(one for one, _ in takewhile(lambda pair: pair[0] == pair[1], zip(lowest, highest, strict=False)))
    common = same + end if lowest == highest else same
    found = {name: value for name, value in _values(parts, common) if _is_name(value)}
    return tuple(Filled(name=name, value=value) for name, value in sorted(found.items()))


def _values(parts: Parts, common: str) -> Iterator[tuple[str, str]]:
    """From the first literal on, as far as the common text goes; neighbouring holes cannot be told apart."""
    start = next((place for place, part in enumerate(parts) if isinstance(part, str) and part.strip()), len(parts))
    rest: Sequence[str | Hole] = (*parts[start:], _END)
    first = str(rest[0]).strip() if len(rest) > 1 else ""
    at = common.find(first) if first else -1
    if at < 0:
        return
    at += len(first)
    # What was stripped of the first literal stands before the first value.
    at += len(str(rest[0])) - len(str(rest[0]).rstrip())
    for hole, literal in zip(rest[1::2], rest[2::2], strict=False):
        if not isinstance(hole, Hole) or not isinstance(literal, str):
            return
        end = common.find(literal, at)
        if end < 0:
            return
        if hole.name:
            yield hole.name, common[at:end]
        at = end + len(literal)


def _is_name(value: str) -> bool:
    return 0 < len(value) <= _LONGEST_VALUE and not any(each.isspace() or each == "…" for each in value)
