from typing import Any

import pytest

from incidents.model.claim import Claim, Value, ValueForm
from reports.citations import Citations
from reports.claims_in_prose import sentence
from tests.builders import claim, incident, log_pattern, sealed


def printed(**changes: Any) -> str:
    return sentence(claim(**changes), Citations(incident(), {each.id: each for each in sealed().collected.evidence}))


def with_value(template: str, form: ValueForm, value: str | float) -> str:
    shown = printed(template=template, values=(Value(name="x", form=form, value=value),))
    return shown.removesuffix(f"[^{log_pattern().id}]")


def test_an_observation_is_a_sentence_with_its_citations_behind_it() -> None:
    assert printed() == f"`parcel-api-00008-fox` logged the error 12 times.[^{log_pattern().id}]"


@pytest.mark.parametrize(
    ("kind", "start"),
    [
        ("derived", "*Derived:* `"),
        ("hypothesis", "*Hypothesis:* `"),
        ("unknown", "*Not known:* `"),
        ("human", "*Stated by a person:* `"),
    ],
)
def test_every_other_kind_is_marked(kind: str, start: str) -> None:
    assert printed(kind=kind).startswith(start)


@pytest.mark.parametrize(
    ("template", "form", "value", "shown"),
    [
        ("It took {x} s.", "number", 1.5, "It took 1.5 s."),
        ("It took {x:.2f} s.", "number", 1.5, "It took 1.50 s."),
        ("{x} of all", "number", "many", "`many` of all"),  # a number that is none
        ("Seen at {x}.", "time", "2026-03-02T09:00:00.5Z", "Seen at 2026-03-02 09:00:00Z."),
        ("Seen at {x}.", "time", "yesterday", "Seen at `yesterday`."),
        ("On {x}.", "name", "api @ops", "On `api @ops`."),
        ("It said ({x}).", "text", "stop, @ops", "It said (stop, `@ops`)."),
        ("It said {x}.", "quote", "a\nb", "It said `a b`."),
        ("See issue #{x}.", "number", 12, "See issue `#`12."),  # no reference comes about across the seam
        ("GH-{x}", "text", "12", "`GH-12`".replace("GH-12", "GH-") + " `12`"),
        ("http:{x}", "text", "//a.example", "http: `//a.example`".replace(": ", ":")),
        ("{x}-12", "text", "GH", "`GH` `-12`"),
        ("{x}", "text", "1. not a list", "`1`. not a list"),
        ("- {x}", "text", "a", "`-` a"),
        ("@{x}", "text", "ops", "`@` `ops`"),
    ],
)
def test_every_form_of_value_is_printed_safely(template: str, form: ValueForm, value: str | float, shown: str) -> None:
    assert with_value(template, form, value) == shown


def test_two_values_that_touch_stay_apart() -> None:
    values = (Value(name="a", form="text", value="GH"), Value(name="b", form="text", value="-1"))
    assert printed(template="{a}{b} failed", values=values).startswith("`GH` `-1` failed")


def test_the_words_of_a_claim_and_of_its_sentence_are_the_same() -> None:
    given = Claim.model_validate(claim().model_dump())
    plain = printed().replace("`", "").removesuffix(f"[^{log_pattern().id}]")
    assert plain == given.text
