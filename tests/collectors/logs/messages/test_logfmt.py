import pytest

from collectors.logs.messages.logfmt import read_logfmt


@pytest.mark.parametrize(
    ("line", "pairs"),
    [
        ('level=error msg="no route" n=3', {"level": "error", "msg": "no route", "n": "3"}),  # logrus
        (r'level=info msg="a \"b\"\nc"', {"level": "info", "msg": 'a "b"\nc'}),
        ("event='no route' level='error'", {"event": "no route", "level": "error"}),  # structlog
        ("severity=WARNING, message=slow, id=", {"severity": "WARNING", "message": "slow", "id": ""}),
        ("level=info msg=x level=error", {"level": "info", "msg": "x"}),  # the first counts
    ],
)
def test_a_line_of_pairs_is_read(line: str, pairs: dict[str, str]) -> None:
    assert read_logfmt(line) == pairs


@pytest.mark.parametrize(
    "line",
    [
        "connected a=1 level=info msg=x",  # prose first
        "a=1 b=2",  # neither level nor message
        "level=error",  # no message
        'level=error msg="no end',
        "",
    ],
)
def test_other_lines_are_not(line: str) -> None:
    assert read_logfmt(line) is None
