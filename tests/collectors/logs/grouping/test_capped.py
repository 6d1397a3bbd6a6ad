from hypothesis import given
from hypothesis import strategies as st

from collectors.logs.grouping.capped import Capped


class Count:
    def __init__(self) -> None:
        self.n = 0

    def merge(self, other: "Count") -> None:
        self.n += other.n


def counted(keys: list[str], limit: int) -> tuple[dict[str, int], int | None]:
    capped = Capped(limit, Count)
    for key in keys:
        capped.at((key,)).n += 1
    assert len(capped.kept) <= limit
    return {key: each.n for (key,), each in capped.kept.items()}, capped.overflow.n if capped.overflow else None


def test_within_the_bound_everything_is_kept() -> None:
    assert counted(["a", "b", "a"], 2) == ({"a": 2, "b": 1}, None)


def test_beyond_the_bound_nothing_is_lost_from_the_sum() -> None:
    kept, overflow = counted([f"k{n % 50}" for n in range(500)], 10)
    assert len(kept) == 10
    assert set(kept.values()) == {10}
    assert overflow == 400


@given(st.lists(st.sampled_from("abcdefgh"), max_size=40), st.randoms(use_true_random=False))
def test_what_is_kept_does_not_depend_on_the_order(keys: list[str], random: object) -> None:
    mixed = sorted(keys)
    random.shuffle(mixed)  # type: ignore[attr-defined]  # hypothesis gives a random.Random
    assert counted(keys, 3) == counted(mixed, 3)
