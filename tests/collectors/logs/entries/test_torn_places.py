import pytest

from collectors.logs.entries import torn_places
from collectors.logs.entries.torn_places import MarkFinder, TornPlaces, is_trace_line
from tests.collectors.logs.log_files import Raw, entry_of, raw_entry

HEADER = "Traceback (most recent call last):"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (HEADER, True),
        ("  + Exception Group Traceback (most recent call last):", True),
        ("    | Traceback (most recent call last):", True),
        ('  File "/app/parcel/api.py", line 3, in get', True),
        ('  |   File "/app/parcel/api.py", line 3, in get', True),
        ("    at load (/app/src/load.js:3:9)", True),
        ("\tat com.parcel.Load.run(Load.java:3)", True),
        ("\t... 12 more", True),
        ("Caused by: java.lang.NullPointerException", True),
        ("goroutine 1 [running]:", True),
        ("\t/app/main.go:12 +0x1d", True),
        (f'{HEADER}\n  File "x.py", line 1, in f\nKeyError: 1', False),  # whole already
        ("ERROR boom", False),
        ("  indented prose", False),
        ("", False),
    ],
)
def test_a_line_out_of_a_trace_is_known_by_its_look(text: str, expected: bool) -> None:
    assert is_trace_line(text) is expected


def held(places: TornPlaces, *raws: Raw) -> list[bool]:
    return [places.holds(entry_of(raw)) for raw in raws]


def test_the_neighbours_of_a_torn_trace_wait_for_it_and_others_do_not() -> None:
    places = TornPlaces()
    places.note(entry_of(raw_entry(HEADER, second=10)))
    places.settle()
    assert held(
        places,
        raw_entry("ERROR boom", second=9.9),
        raw_entry("KeyError: 1", second=11.2),
        raw_entry("x", second=8.9),
        raw_entry("x", second=12),
        raw_entry("x", second=10, instance="instance-b"),
        raw_entry("x", second=10, log="stdout"),
        raw_entry({"message": "x"}, second=10),
    ) == [True, True, False, False, False, False, False]


def test_beyond_the_bound_the_earliest_are_held_and_the_rest_is_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(torn_places, "MOST_LINES", 2)
    places = TornPlaces()
    for second in (50, 10, 10, 30):
        places.note(entry_of(raw_entry(HEADER, second=second)))
    places.settle()
    assert held(places, raw_entry("x", second=10), raw_entry("x", second=30)) == [True, False]
    assert places.left_out == 2


@pytest.mark.parametrize(
    ("chunks", "expected"),
    [
        (['{"textPayload": "Traceback (most recent call last):"}'], True),
        (['{"textPayload":"Traceback (most recent ca', 'll last):"}'], True),  # across two chunks
        (['{"textPayload": "  File \\"x.py\\", line 1"}'], True),
        (['{"textPayload": "\\tat com.parcel.Load.run(Load.java:3)"}'], True),
        (['{"textPayload": "Traceback (most recent call last):\\n  File"}'], False),  # whole: nothing to join
        (['{"textPayload": "INFO ready"}'], False),
    ],
)
def test_a_file_without_a_mark_need_not_be_decoded(chunks: list[str], expected: bool) -> None:
    finder = MarkFinder()
    assert any(finder.sees(chunk) for chunk in chunks) is expected
