from reports.diagrams.time_line import time_line
from tests.builders import at


def test_moments_of_one_second_share_a_place() -> None:
    drawn = time_line([(at(2), 0, "deployed"), (at(2, seconds=0.5), 1, "first seen"), (at(3), 1, "last seen")])
    assert drawn
    assert drawn.splitlines()[3:-1] == ["  11#58;00#58;00 : deployed : first seen", "  12#58;00#58;00 : last seen"]


def test_a_line_over_days_tells_the_day() -> None:
    drawn = time_line([(at(2), 0, "deployed"), (at(26), 1, "last seen")])
    assert drawn
    assert "2026-03-02 11#58;00#58;00 : deployed" in drawn


def test_only_what_weighs_most_is_drawn() -> None:
    moments = [(at(1, number), number, f"moment {number}") for number in range(20)]
    drawn = time_line(moments)
    assert drawn
    assert "moment 11" in drawn
    assert "moment 12" not in drawn


def test_one_moment_is_no_line() -> None:
    assert time_line([(at(), 0, "alone")]) is None
