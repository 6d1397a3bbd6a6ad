from collectors.logs.splits.split_entries import SplitEntries
from collectors.logs.splits.split_reading import split_readings
from incidents.model.scope import Problem


def test_where_every_entry_is_whole_nothing_is_said() -> None:
    assert split_readings(SplitEntries(), ()) == []


def test_missing_and_single_parts_make_the_reading_truncated() -> None:
    splits = SplitEntries()
    splits.missing, splits.apart = 2, 3
    (reading,) = split_readings(splits, ())
    assert (reading.status, sorted(each.count for each in reading.problems)) == ("truncated", [2, 3])


def test_what_is_odd_about_joined_entries_is_kept() -> None:
    odd = Problem(what="requests without a status", count=1, first="i1")
    (reading,) = split_readings(SplitEntries(), (odd,))
    assert (reading.status, reading.problems) == ("complete", (odd,))
