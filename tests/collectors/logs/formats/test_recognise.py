import json

import pytest

from collectors.logs.entries.json_values import JsonValues
from collectors.logs.formats.otlp import OtlpEntries
from collectors.logs.formats.plain_text import TextEntries
from collectors.logs.formats.recognise import raw_entries
from collectors.problem_tally import ProblemTally
from tests.collectors.logs.formats.otlp_files import batch, record
from tests.collectors.logs.log_files import raw_entry


@pytest.mark.parametrize(
    ("text", "kind", "count"),
    [
        (json.dumps([raw_entry("x")], indent=2), JsonValues, 1),
        (json.dumps(batch(record("x"), record("y"))), OtlpEntries, 2),
        ("2026-03-02T00:40:45Z x", TextEntries, 1),
        ("words", JsonValues, 0),
        ("", JsonValues, 0),
    ],
)
def test_each_format_is_recognised_and_read_from_its_start(text: str, kind: type, count: int) -> None:
    entries = raw_entries(iter([text[:60], text[60:]]), ProblemTally(), ("parcel-api",))
    assert isinstance(entries, kind)
    assert len(list(entries)) == count
    assert (entries.cut_off, entries.left_out) == (None, None)
