from reports.diagrams.by_revision import by_revision
from tests.builders import BAD, GOOD


def test_bars_stand_in_the_order_of_deployment() -> None:
    assert by_revision({BAD: 14, GOOD: 0}, (GOOD, BAD)) == (
        "```mermaid\nxychart-beta\n"
        '  title "Log entries that the failures rest on, by revision"\n'
        f'  x-axis ["{GOOD}", "{BAD}"]\n'
        '  y-axis "log entries" 0 --> 14\n'
        "  bar [0, 14]\n```"
    )


def test_one_revision_or_no_entry_is_no_chart() -> None:
    assert by_revision({BAD: 14}, (GOOD, BAD)) is None
    assert by_revision({BAD: 0, GOOD: 0}, (GOOD, BAD)) is None
