"""Values of a failed comparison that one change alone brings, takes out, or changes the lines of."""

import pytest

from incidents.analysis.causes.code.changed_contract import ties
from tests.incidents.analysis.causes.symptoms import change, symptom

SAID = symptom("assert 'express' == 'parcel'", asserted=True)


@pytest.mark.parametrize(
    ("lines", "did"),
    [
        (('+KIND = "express"',), "brings `express`"),
        (('-KIND = "express"',), "takes out `express`"),
        (('-    if kind == "express":', '+    if kind != "express":'), "changes a line with `express`"),
        (("-kind: express", '+kind: "express"'), None),  # the same in quotes
        (('-    use("express")', ' \n+        use("express")'), None),  # the same further in
    ],
)
def test_a_value_on_both_sides_is_neither_brought_nor_taken_out(lines: tuple[str, ...], did: str | None) -> None:
    found = ties([change(*lines, path="shop/kinds.py")], SAID)
    assert [each.did for each in found] == ([f"{did} in shop/kinds.py"] if did else [])


def test_what_is_compared_says_more_than_what_is_printed_behind_it() -> None:
    said = symptom("assert 'express' == 'parcel' : no 'backpack'", asserted=True)
    found = ties([change('+KINDS = ["express", "backpack"]', path="shop/kinds.py")], said)
    assert max(found, key=lambda each: each.weight).about == "express"
