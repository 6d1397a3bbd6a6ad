from io import StringIO

from incidents.cli.progress import ShownProgress, progress


class Terminal(StringIO):
    """A terminal that keeps what was drawn."""

    def isatty(self) -> bool:
        return True


class Clock:
    """A clock that goes only when told to."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def test_short_work_draws_nothing() -> None:
    terminal, clock = Terminal(), Clock()
    shown = ShownProgress(terminal, clock)
    clock.now = 0.4
    shown("logs/a.json", 1000)
    shown.close()
    assert terminal.getvalue() == ""


def test_long_work_shows_what_is_read_how_many_items_and_the_rate() -> None:
    terminal, clock = Terminal(), Clock()
    shown = ShownProgress(terminal, clock)
    for seconds in (0.2, 0.8, 1.8, 2.8):
        clock.now = seconds
        shown("logs/[bold]a.json", 1000)
    shown.close()
    drawn = terminal.getvalue()
    assert "logs/[bold]a.json" in drawn  # a file's name is no markup
    assert "4,000 items, 1,000/s" in drawn


def test_where_nobody_watches_there_is_no_display() -> None:
    stream = StringIO()
    with progress(stream) as shown:
        assert shown is None
    assert stream.getvalue() == ""


def test_a_terminal_gets_a_display() -> None:
    with progress(Terminal()) as shown:
        assert shown is not None
