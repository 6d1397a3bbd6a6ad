import pytest

from incidents.analysis.course.load import rose
from incidents.analysis.facts import Facts
from incidents.model.evidence import MinuteRequests
from tests import builders
from tests.builders import at


def busier(before: int, since: int, failing: int) -> bool | None:
    """So many requests in each minute of an hour; the failing ones are every tenth from the half hour on."""

    def asked(minute: int) -> int:
        return before if minute < 30 else failing if minute % 10 == 0 else since

    minutes = tuple(
        MinuteRequests(minute=at(2, each), count=asked(each), server_errors=int(each >= 30 and each % 10 == 0))
        for each in range(60)
    )
    row = builders.request_statistics(by_minute=minutes, statuses=())
    finding = builders.finding(kind="request", primary=(row.id,), first=at(2, 30), last=at(2, 50))
    records = (builders.revision(name=builders.GOOD), builders.revision(), row)
    return rose(Facts(builders.sealed(collected=builders.collected(*records))), finding)


@pytest.mark.parametrize(
    ("before", "since", "failing", "more"),
    [
        (100, 150, 150, True),
        (100, 140, 140, False),
        (100, 100, 200, True),  # in the minutes in which it fails
        (100, 100, 190, False),
        (1, 2, 2, True),
    ],
)
def test_more_to_do_is_half_as_much_again_since_then_or_twice_as_much_while_it_fails(
    before: int, since: int, failing: int, *, more: bool
) -> None:
    assert busier(before, since, failing) is more


def test_without_an_onset_nothing_is_known() -> None:
    facts = Facts(builders.sealed())
    assert rose(facts, builders.finding(first=None, last=None)) is None
    assert rose(facts, builders.finding()) is None
