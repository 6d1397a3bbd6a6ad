from collectors.logs.grouping.tally import Tally
from tests.collectors.logs.log_files import START, Raw, entry_of, raw_entry

RAWS = [
    raw_entry("b", second=61, revision="r1", insert_id="2"),
    raw_entry("a", second=61, revision="r1", insert_id="1"),
    raw_entry("c", second=62, revision="r1", insert_id="0"),
    raw_entry("d", second=5, revision="r2"),
]


def summed(tally: Tally) -> dict[str, tuple[int, int, int, str, dict[int, int]]]:
    return {
        name: (
            each.count,
            each.first // 10**9 - START,
            each.last // 10**9 - START,
            each.earliest.text,
            {minute - START // 60: count for minute, count in each.minutes.items()},
        )
        for name, each in tally.revisions.items()
    }


def tally_of(raws: list[Raw]) -> Tally:
    tally = Tally()
    for raw in raws:
        tally.add(entry_of(raw), raw["textPayload"])
    return tally


EXPECTED = {"r1": (3, 61, 62, "a", {1: 3}), "r2": (1, 5, 5, "d", {0: 1})}


def test_counts_are_kept_by_revision_and_minute_with_the_earliest_entry() -> None:
    assert summed(tally_of(RAWS)) == summed(tally_of(RAWS[::-1])) == EXPECTED


def test_adding_tells_whether_the_entry_is_the_earliest_of_its_revision() -> None:
    tally = Tally()
    assert [tally.add(entry_of(raw), raw["textPayload"]) for raw in RAWS] == [True, True, False, True]


def test_merging_is_the_same_as_adding() -> None:
    left, right = tally_of(RAWS[1:3]), tally_of([RAWS[0], RAWS[3]])
    left.merge(right)
    assert summed(left) == EXPECTED
    assert (left.count, left.earliest.text) == (4, "d")


def test_merging_counts_minutes_that_either_has() -> None:
    left, right = tally_of([RAWS[0]]), tally_of([raw_entry("e", second=200, revision="r1")])
    left.merge(right)
    assert summed(left)["r1"] == (2, 61, 200, "b", {1: 1, 3: 1})
