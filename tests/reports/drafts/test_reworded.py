import pytest

from reports.drafts.reworded import reworded_lines


@pytest.mark.parametrize(
    ("before", "now", "pairs"),
    [
        (["ask the team", "fix the cache"], ["ask the team, Ann", "fix the cache (Bob)"], [(0, 0), (1, 1)]),
        (["ask the team", "fix the cache"], ["fix the old cache"], [(1, 0)]),
        (["fix the cache"], ["look", "fix the big cache"], [(0, 1)]),
        (["one thing here", "two things there"], ["two things over there", "one thing right here"], [(1, 0)]),
        (["fix the cache"], ["something else entirely"], []),
        (["\n"], ["\n"], []),
        ([], ["a"], []),
        (["a b"] * 200, ["a b c"] * 200, []),  # too many to compare all with all
    ],
)
def test_lines_in_new_words_are_found(before: list[str], now: list[str], pairs: list[tuple[int, int]]) -> None:
    assert reworded_lines(before, now) == pairs
