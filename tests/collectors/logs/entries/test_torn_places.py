import time

import pytest

from collectors.logs.entries import torn_places
from collectors.logs.entries.torn_places import Place, chosen, is_trace_line

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
        (" ---> System.NullReferenceException: depot is null", True),
        ("\tfrom /app/depot.rb:4:in `find'", True),
        ("app/depot.rb:3:in 'Depot.fetch': no depot (KeyError)", True),
        ("app/depot.rb:3:in `fetch': no depot (KeyError)\n\tfrom app/depot.rb:9:in `find'", False),  # whole already
        ("#0 /app/web.php(8): Depot->find()", True),
        ("#1 {main}", True),
        ("Stack trace:", True),
        ("thread 'main' panicked at src/depot.rs:3:9:", True),
        ("   2: parcel::depot::find", True),
        ("    (parcel 0.1.0) lib/parcel/worker.ex:12: Parcel.Worker.find/3", True),
        ("[3478f47f-6975] [10.0.0.7] app/depot.rb:3:in 'Depot#find'", True),
        ('2026-03-02 00:40:45,146 ERROR parcel:   File "/app/parcel/api.py", line 3, in get', True),
        ("[3478f47f-6975] no depot", False),
        ("2026-03-02 00:40:45,146 ERROR parcel: look at 12", False),
        ("#1 attempt failed", False),
        ("ERROR boom", False),
        ("  indented prose", False),
        ("", False),
    ],
)
def test_a_line_out_of_a_trace_is_known_by_its_look(text: str, expected: bool) -> None:
    assert is_trace_line(text) is expected


@pytest.mark.parametrize(
    "text", [f"a.rb:1:in `{' ' * 60_000}x\nso", f"2026-03-02{' ' * 60_000}", "[a] " * 15_000, "\ud800: no text"]
)
def test_hostile_texts_are_no_trace_line_and_take_no_time(text: str) -> None:
    started = time.process_time()
    assert not is_trace_line(text)
    assert time.process_time() - started < 0.5


def test_the_neighbouring_seconds_of_a_torn_trace_are_held_with_it() -> None:
    assert chosen([Place(10, "a", 3)]) == ({("a", 9), ("a", 10), ("a", 11)}, 0)


def test_beyond_the_bound_the_earliest_are_held_and_the_rest_is_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(torn_places, "MOST_LINES", 2)
    held, left_out = chosen([Place(50, "a", 1), Place(10, "a", 2), Place(30, "a", 1)])
    assert (held, left_out) == ({("a", 9), ("a", 10), ("a", 11)}, 2)
