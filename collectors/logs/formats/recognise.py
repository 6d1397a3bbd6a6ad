"""Which format a file has."""

from collections.abc import Iterable
from itertools import chain

from collectors.logs.entries.json_values import JsonValues
from collectors.logs.formats.otlp import OtlpEntries, is_otlp
from collectors.logs.formats.plain_text import TextEntries, is_plain_text
from collectors.logs.formats.raw_entries import Format, RawEntries
from collectors.problem_tally import ProblemTally

_FORMATS = (
    Format(recognises=is_otlp, entries=OtlpEntries),
    Format(recognises=is_plain_text, entries=TextEntries),
)


def raw_entries(chunks: Iterable[str], problems: ProblemTally, services: tuple[str, ...]) -> RawEntries:
    """The entries of a text; what no other format recognises is taken for JSON of Cloud Logging."""
    pieces = iter(chunks)
    head = next(pieces, "")
    text = chain((head,), pieces) if head else pieces
    found = next((each for each in _FORMATS if each.recognises(head)), None)
    return found.entries(text, problems, services) if found else JsonValues(text, problems)
