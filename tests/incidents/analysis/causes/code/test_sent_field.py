"""A field that this service no longer sends, or began to send, and for which its requests are refused."""

import pytest

from incidents.analysis.causes.code.sent_field import ties
from tests.incidents.analysis.causes.symptoms import change, symptom

REFUSED = (
    "422 Client Error: Unprocessable Entity for url: https://printer.example/labels\n"
    'refused: {"detail":[{"type":"missing","loc":["body","parcelNumber"],"msg":"Field required"}]}'
)
RENAMED = ('-    send({"parcel_number": number})', '+    send({"box": number})')


def test_the_field_that_the_refusal_misses_and_the_change_takes_out_is_of_the_closest_kind() -> None:
    (tie,) = ties([change(*RENAMED, path="parcel_api/client.py")], symptom(REFUSED))
    assert tie.closest
    assert tie.did == "takes `parcel_number` out of parcel_api/client.py"
    assert tie.how == "the service that is called refuses the request, because it lacks the field `parcelNumber`"


def test_the_field_that_the_refusal_does_not_know_and_the_change_brings() -> None:
    (tie,) = ties([change(*RENAMED)], symptom('400 Bad Request: json: unknown field "box"'))
    assert tie.closest
    assert tie.did.startswith("brings `box` in ")


@pytest.mark.parametrize(
    ("message", "lines"),
    [
        # Still sent.
        (REFUSED, ('-    send({"parcel_number": number})', '+    send({"parcel_number": number.strip()})')),
        # What is missing is brought, and what is not known taken out.
        (REFUSED, ('+    send({"parcel_number": number})',)),
        ('400: unknown field "box"', ('-    send({"box": number})',)),
        # No request was refused.
        ("1 validation error for Label\nparcel_number\n  Field required", RENAMED),
    ],
)
def test_what_does_not_explain_the_refusal_ties_nothing(message: str, lines: tuple[str, ...]) -> None:
    assert ties([change(*lines)], symptom(message)) == []


def test_a_test_sends_nothing_for_the_service() -> None:
    assert ties([change(*RENAMED, path_class="test")], symptom(REFUSED)) == []
