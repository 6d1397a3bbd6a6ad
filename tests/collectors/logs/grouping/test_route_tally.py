from collectors.logs.grouping.route_tally import RouteTally
from collectors.logs.messages.request import read_request
from tests.collectors.logs.log_files import Raw, entry_of, raw_request


def tally_of(raws: list[Raw]) -> RouteTally:
    tally = RouteTally()
    for raw in raws:
        entry = entry_of(raw)
        tally.add(entry, read_request(entry))
    return tally


def test_merging_is_the_same_as_adding_in_any_order() -> None:
    raws = [raw_request("/a", status, second=n) for n, status in enumerate([200, 500, 404, 500])]
    whole, left, right = tally_of(raws), tally_of(raws[::2]), tally_of(raws[:0:-2])
    right.merge(left)
    assert (right.count, right.statuses, right.minutes, right.failures, right.earliest, sorted(right.latencies)) == (
        whole.count,
        whole.statuses,
        whole.minutes,
        whole.failures,
        whole.earliest,
        sorted(whole.latencies),
    )


def test_merging_nothing_changes_nothing() -> None:
    tally = tally_of([raw_request("/a")])
    tally.merge(RouteTally())
    assert (tally.count, tally.earliest) == (1, tally_of([raw_request("/a")]).earliest)
