from reports.urgency import by_urgency, failing
from tests.builders import at, finding, priority


def test_priority_comes_first_then_what_is_new_then_the_row_then_what_is_older() -> None:
    ordered = [
        finding(id="finding-1", priority=priority(level="P0"), state="persisting"),
        finding(id="finding-8", state="new", priority=priority(level="P1", row="C"), first=at(3)),
        finding(id="finding-2", state="new", first=at(1)),
        finding(id="finding-3", state="new", first=at(2)),
        finding(id="finding-4", state="new", first=None),
        finding(id="finding-5", state="worse", first=at(0)),
        finding(id="finding-6", state="resolved"),
        finding(id="finding-7", priority=priority(level="P2"), state="new"),
    ]
    assert list(by_urgency(reversed(ordered))) == ordered


def test_what_is_resolved_does_not_fail() -> None:
    wrong = finding(id="finding-1", state="flaky")
    assert failing([finding(id="finding-2", state="resolved"), wrong]) == (wrong,)
