import pytest

from incidents.cli.grouping import why_together
from incidents.model.evidence import CodePlace, Together
from tests.builders import log_pattern

PLACE = CodePlace(file="app/orders.py", function="Orders.take", line=7, commit="0123456789abcdef")


def test_a_pattern_tells_what_was_masked_and_which_call_printed_it() -> None:
    together = Together(by="mining", texts=5, examples=("order <*> of\x1eada", "code <*> again\x1fcode 7"))
    assert why_together(log_pattern(together=together, printed_by=PLACE)) == [
        "together because: texts that differ only where many different words stand in the same place (5 masked texts)",
        "  masked: order <*> of ada",
        "  masked: code <*> again (kept: code 7)",
        "  and 3 more",
        "printed by: app/orders.py:7 in Orders.take, at 0123456789ab",
    ]


def test_a_record_of_an_older_build_tells_nothing() -> None:
    assert why_together(log_pattern()) == []


@pytest.mark.parametrize("by", ["stack", "error object", "request line", "statement", "masks", "mining", "bound"])
def test_every_reason_has_its_words(by: str) -> None:
    (line,) = why_together(log_pattern(together=Together.model_validate({"by": by, "texts": 1})))[:1]
    assert line.endswith("(1 masked text)")
