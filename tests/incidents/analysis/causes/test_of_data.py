import pytest

from incidents.analysis.causes.course import Course
from incidents.analysis.causes.of_data import depends_on_data
from incidents.analysis.course.began_late import GoodStart
from incidents.model.cause import ChangeRef
from tests.builders import BAD, BAD_COMMIT

START = GoodStart(BAD, 60, of_routes=True, cites=("requests-one",))
CHANGE = ChangeRef(commit=BAD_COMMIT)


@pytest.mark.parametrize(
    "message",
    [
        'duplicate key value violates unique constraint "parcel_label_once"',
        "DETAIL:  Key (town, label)=(Ulm, A7) already exists.",
        'invalid input syntax for type integer: "12 kg"',
        "ValueError: invalid literal for int() with base 10: '12 kg'",
        "value too long for type character varying(12)",
        "parcel 'A-1207' not found",
    ],
)
def test_what_tells_of_a_value_depends_on_the_data_that_comes(message: str) -> None:
    assert depends_on_data(message)


@pytest.mark.parametrize(
    "message", ["label printer rejected parcel", "KeyError: 'express'", "module labels not found", "read timed out"]
)
def test_what_tells_of_none_does_not(message: str) -> None:
    assert not depends_on_data(message)


def test_a_good_start_is_against_a_change_unless_it_waited_for_such_data() -> None:
    plain, of_data = Course(START, None), Course(START, None, of_data=True)
    assert (plain.against(CHANGE), plain.not_against()) == ([(START.said, START.cites)], [])
    assert of_data.against(CHANGE) == []
    assert of_data.not_against() == [
        f"{START.said}, which is not against it: the message tells of a value, and such data came later"
    ]
