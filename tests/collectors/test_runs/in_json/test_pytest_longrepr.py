"""The forms of pytest's serialised failure."""

import pytest

from collectors.test_runs.in_json.pytest_longrepr import Told, told

PLACE = {"path": "a.py", "lineno": 3, "message": "ValueError"}


def entry(style: str, location: object = PLACE) -> dict[str, object]:
    return {"data": {"lines": [">   f()"], "reprfileloc": location, "style": style}}


@pytest.mark.parametrize(
    ("longrepr", "found"),
    [
        (None, Told("", "")),
        ("one line", Told("one line", "one line")),
        ("two\nlines", Told("", "two\nlines")),
        (["/app/a.py", 3, "Skipped: at night"], Told("at night", "/app/a.py:3: at night")),
        (["odd"], Told("", "")),
        ({"reprcrash": "odd", "reprtraceback": 7, "chain": [[], 4]}, Told("", "")),
    ],
)
def test_any_form_is_read(longrepr: object, found: Told) -> None:
    assert told(longrepr) == found


def test_a_traceback_without_a_chain_is_printed_in_its_style() -> None:
    def printed(style: str, location: object = PLACE) -> str:
        return told({"reprtraceback": {"reprentries": [entry(style, location)], "style": style}}).text

    assert printed("long") == ">   f()\n\na.py:3: ValueError"
    assert printed("short") == "a.py:3: ValueError\n>   f()"
    assert printed("native", None) == ">   f()"
