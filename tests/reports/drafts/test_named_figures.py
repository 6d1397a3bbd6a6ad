import pytest

from reports.drafts.named_figures import Figure, figures, masked


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("8 of 20 requests to `POST /parcels`", [Figure("ratio", "8/20", "request")]),
        ("8/20 requests, or 8 out of the 20", [Figure("ratio", "8/20", "request"), Figure("ratio", "8/20")]),
        ("1,234 entries in 3 and 4.", [Figure("count", "1234", "entry"), Figure("count", "3"), Figure("count", "4")]),
        ("100% of the traffic, 2.5 % errors", [Figure("percent", "100", "traffic"), Figure("percent", "2.5")]),
        ("2026-03-02 11:05:00Z to 11:06Z", [Figure("time", "2026-03-02 11:05:00"), Figure("time", "11:06")]),
        ("`8 of 20` on parcel-api-00008-fox, v2, 10.0.0.1, P1 and /v3/x", []),  # names, not figures
        ("the 2026-03-02", []),
    ],
)
def test_figures_are_found_however_they_are_written(sentence: str, found: list[Figure]) -> None:
    assert list(figures(sentence)) == found


def test_people_shorten_figures() -> None:
    (ratio,) = figures("8 of 20 requests")
    assert [each.shown for each in ratio.readings()] == ["8 of 20 requests", "8 of 20", "8 requests", "20 requests"]
    (moment,) = figures("2026-03-02 11:05:00Z")
    assert [each.value for each in moment.readings()] == ["2026-03-02 11:05:00", "11:05:00", "11:05"]


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("8 of 20 requests fail", "9 of 21 requests fail", True),
        ("1 log entry", "3 log entries", True),
        ("first seen 2026-03-02 11:05:00Z.", "first seen 2026-03-02 12:00:00Z.", True),
        ("8 of 20 requests fail", "8 of 20 tests fail", False),
        ("3 requests to `GET /a/1`", "3 requests to `GET /a/2`", False),
    ],
)
def test_sentences_that_differ_in_values_alone_look_the_same_masked(one: str, other: str, *, alike: bool) -> None:
    assert (masked(one) == masked(other)) is alike
