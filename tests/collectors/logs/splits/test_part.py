from typing import Any

import pytest

from collectors.logs.splits.part import Part, Whole, part_of
from tests.collectors.logs.log_files import START, entry_of, raw_entry

WHOLE = Whole(at=START * 1_000_000_000, service="parcel-api", log="stderr", uid="u1")


@pytest.mark.parametrize(
    ("split", "part"),
    [
        ({"uid": "u1", "index": 2, "totalSplits": 3}, Part(WHOLE, 2, 3)),
        ({"uid": "u1", "totalSplits": 3}, Part(WHOLE, 0, 3)),  # JSON of protocol buffers leaves out a zero
        ({"uid": "u1", "index": 0, "totalSplits": 1}, None),  # whole
        ({"uid": "u1", "index": 3, "totalSplits": 3}, None),
        ({"uid": "u1", "index": -1, "totalSplits": 3}, None),
        ({"uid": "u1", "index": True, "totalSplits": 3}, None),
        ({"uid": "u1", "index": 1}, None),
        ({"uid": "", "index": 1, "totalSplits": 3}, None),
        ({"uid": ["u1"], "index": 1, "totalSplits": 3}, None),
        ("u1", None),
    ],
)
def test_a_part_states_its_whole_and_its_place(split: Any, part: Part | None) -> None:
    assert part_of(entry_of(raw_entry("x", split=split))) == part
