from pathlib import Path

import pytest

from collectors.logs import Logs
from tests.collectors.logs.log_files import ask, counts, raw_entry, write_lines


def raised(said: str, function: str = "price", *, line: int = 7) -> str:
    frame = f'  File "/srv/app/parcels.py", line {line}, in {function}\n    quote(parcel)\n'
    return f"Traceback (most recent call last):\n{frame}{said}"


@pytest.mark.parametrize(
    ("texts", "found"),
    [
        (  # enough keys in one place are values
            [raised(f"KeyError: '{key}'") for key in ("north", "south", "east", "west")],
            {"KeyError: '<value>' in price": 4},
        ),
        (  # two keys are two failures
            [raised(f"KeyError: '{key}'") for key in ("north", "south")],
            {"KeyError: 'north' in price": 1, "KeyError: 'south' in price": 1},
        ),
        (  # and so are two functions
            [raised("KeyError: 'north'", function) for function in ("price", "weigh")],
            {"KeyError: 'north' in price": 1, "KeyError: 'north' in weigh": 1},
        ),
        (  # the same failure on lines that moved shows what it said
            [raised("ValueError: no depots ['a']", line=line) for line in (7, 9)],
            {"ValueError: no depots ['a'] in price": 2},
        ),
        (  # each status is a failure of its own
            [raised(f"HTTPError: depot {n} answered with {status}") for n in (1, 2) for status in (502, 503)],
            {
                "HTTPError: depot <num> answered with 502 in price": 2,
                "HTTPError: depot <num> answered with 503 in price": 2,
            },
        ),
    ],
)
def test_a_failure_is_an_exception_a_function_and_what_was_said_but_for_values(
    tmp_path: Path, texts: list[str], found: dict[str, int]
) -> None:
    write_lines(
        tmp_path / "a.json", [raw_entry(text, second=second, severity="ERROR") for second, text in enumerate(texts)]
    )
    assert counts(Logs().collect(ask(tmp_path))) == found


def test_tracebacks_in_error_objects_are_told_apart(tmp_path: Path) -> None:
    entries = [
        raw_entry(
            {
                "message": f"Unhandled exception in request {second}",
                "error": {"traceback": raised(said), "value": said},
            },
            second=second,
            severity="ERROR",
        )
        for second, said in enumerate(("ValueError: no depot", "TypeError: no price"))
    ]
    write_lines(tmp_path / "a.json", entries)
    assert counts(Logs().collect(ask(tmp_path))) == {
        "ValueError: no depot in price": 1,
        "TypeError: no price in price": 1,
    }
