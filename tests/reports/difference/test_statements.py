import pytest

from incidents.model.claim import Claim, Value
from reports.difference.statements import changed_statement


def claim(n: float | str, total: int = 20, form: str = "number", kind: str = "observed", template: str = "") -> Claim:
    values = ({"name": "n", "form": form, "value": n}, {"name": "total", "form": "number", "value": total})
    return Claim(
        id="claim-a",
        kind=kind,
        template=template or "{n} of {total} requests failed.",
        values=tuple(Value.model_validate(each) for each in values),
        cites=("req-1",),
    )


@pytest.mark.parametrize(
    ("before", "now", "movement", "why"),
    [
        (claim(8), claim(9), "strengthened", "more of it was seen"),
        (claim(8), claim(9, 30), "strengthened", "more of it was seen"),
        (claim(8), claim(7, 19), "weakened", "less of it was seen"),
        (claim(8), claim(9, 18), "contradicted", "n was 8 and is 9, total was 20 and is 18"),
        (claim(8), claim(0), "contradicted", "n was 8 and is 0"),
        (claim("a", form="name"), claim("b", form="name"), "contradicted", "n was a and is b"),
        (claim(8, kind="hypothesis"), claim(8), "strengthened", "more certain: hypothesis became observed"),
        (claim(8), claim(8, kind="unknown"), "weakened", "less certain: observed became unknown"),
        (claim(8), claim(8, template="Of {total}, {n} failed."), "restated", "the same in other words"),
    ],
)
def test_a_statement_that_changed(before: Claim, now: Claim, movement: str, why: str) -> None:
    change = changed_statement(before, now)
    assert change is not None
    assert (change.movement, change.why) == (movement, why)
    assert (change.before, change.now) == (before.text, now.text)


def test_a_statement_on_other_records_says_the_same() -> None:
    assert changed_statement(claim(8), claim(8).model_copy(update={"cites": ("req-2",)})) is None


def test_a_sentence_of_other_values_is_not_called_the_same() -> None:
    """20 of 20 passed, and then none was executed: the count of passes is gone from the sentence."""
    values = (*claim(8).values[1:], Value(name="held", form="number", value=3))
    told = {"template": "None of {total} was sent, {held} were held.", "values": values}
    none = Claim.model_validate({**dict(claim(8)), **told})
    change = changed_statement(claim(8), none)
    assert change is not None
    assert (change.movement, change.why) == ("restated", "in other words; no longer told: n; now told: held")
