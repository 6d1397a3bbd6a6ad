from itertools import permutations

import pytest

from collectors.logs.entries.entry import Entry
from collectors.logs.splits import split_entries
from collectors.logs.splits.split_entries import SplitEntries
from collectors.problem_tally import ProblemTally
from tests.collectors.logs.log_files import Raw, entry_of, raw_entry


def part(text: str, index: int, total: int, *, uid: str = "u1", second: float = 0) -> Raw:
    split = {"uid": uid, "index": index, "totalSplits": total}
    return raw_entry(text, second=second, insert_id=f"{uid}-{index}", split=split)


def run(*raws: Raw) -> tuple[list[str], list[str], SplitEntries, dict[str, int]]:
    """The texts that were passed on, those that were joined, the splits, and the problems."""
    splits, problems = SplitEntries(), ProblemTally()
    passed: list[Entry] = []
    for raw in raws:
        passed += splits.pass_on(entry_of(raw), problems)
    joined = [text_of(entry) for entry in splits.join()]
    return sorted(map(text_of, passed)), joined, splits, {each.what: each.count for each in problems.problems()}


def text_of(entry: Entry) -> str:
    return str(entry.body["textPayload"])


def test_parts_in_any_order_are_one_entry_with_the_id_of_the_first() -> None:
    for order in permutations([part("a", 0, 3), part("b", 1, 3), part("c", 2, 3)]):
        splits = SplitEntries()
        assert [splits.pass_on(entry_of(raw), ProblemTally()) for raw in order] == [[], [], []]
        (entry,) = splits.join()
        assert (entry.insert_id, text_of(entry), splits.missing) == ("u1-0", "abc", 0)


def test_wholes_do_not_mix_and_come_in_the_order_of_time() -> None:
    raws = [part("c", 0, 2, uid="u2", second=1), part("a", 0, 2, uid="u9"), part("d", 1, 2, uid="u2", second=1)]
    passed, joined, splits, problems = run(*raws, part("b", 1, 2, uid="u9"))
    assert (passed, joined, splits.missing, splits.apart, problems) == ([], ["ab", "cd"], 0, 0, {})


def test_what_is_missing_is_counted_and_marked() -> None:
    _, joined, splits, _ = run(part("b", 1, 4), part("d", 3, 4))
    assert joined == ["b[missing here: 1]d [2 of 4 parts of this entry missing]"]
    assert splits.missing == 2


def test_a_part_that_comes_twice_is_counted_once() -> None:
    _, joined, _, problems = run(part("a", 0, 2), part("a", 0, 2), part("b", 1, 2))
    assert joined == ["ab"]
    assert problems == {"entries that were read already, not counted again": 1}


def test_of_parts_that_contradict_each_other_the_same_is_kept_whatever_the_order() -> None:
    for order in permutations([part("a", 0, 2), part("z", 0, 2), part("b", 1, 2)]):
        _, joined, _, problems = run(*order)
        assert joined == ["ab"]
        assert problems == {"parts of split entries that contradict another with the same place, one of them kept": 1}


def test_an_entry_whose_split_names_no_place_goes_on_and_is_counted() -> None:
    passed, joined, _, problems = run(raw_entry("x", split={"uid": "u1"}))
    assert (passed, joined) == (["x"], [])
    assert problems == {"entries whose split names no place in a whole, kept as they are": 1}


def test_beyond_the_bound_the_earliest_are_joined_whatever_the_order(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(split_entries, "MOST_HELD", 4250)
    raws = [
        part(letter * 50, place, 2, uid=f"u{second}", second=second)
        for second, letter in enumerate("abc")
        for place in range(2)
    ]
    for order in permutations(raws):
        passed, joined, splits, _ = run(*order)
        assert joined == ["a" * 100]
        assert passed == sorted(f"{letter * 50} [part {place} of 2 of an entry]" for letter in "bc" for place in (1, 2))
        assert (splits.apart, splits.missing) == (4, 0)


def test_a_total_that_no_entry_has_does_no_harm() -> None:
    _, (joined,), splits, _ = run(part("a", 0, 2_000_000_000), part("b", 1_999_999_999, 2_000_000_000))
    assert splits.missing == 1_999_999_998
    assert len(joined) < 200
