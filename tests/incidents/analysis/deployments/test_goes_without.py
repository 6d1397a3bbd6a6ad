from typing import Any

import pytest

from incidents.analysis.deployments.goes_without import lines
from incidents.analysis.facts import Facts
from incidents.analysis.rules.goes_without import find
from incidents.model.evidence import AnyEvidence, LogPattern, MinuteCount, MinuteRequests, RevisionCount, StatusCount
from tests import builders
from tests.builders import BAD, BAD_COMMIT, GOOD, at
from tests.incidents.analysis.causes.symptoms import change

MISSING = "printing is off: No module named 'label_driver'"
SERVED = builders.request_statistics(
    revision=GOOD,
    statuses=(StatusCount(status=200, count=20, first=at(0, 30), last=at(0, 30)),),
    by_minute=(MinuteRequests(minute=at(0, 30), count=20, server_errors=0),),
)


def said(*rows: tuple[str, int], text: str = MISSING, **changes: Any) -> LogPattern:
    """So often on each revision, in lines without a level."""
    seen = tuple(RevisionCount(revision=name, count=n, first=at(2, 1), last=at(3)) for name, n in rows)
    minutes = tuple(MinuteCount(revision=name, minute=at(2, 1), count=n) for name, n in rows)
    shown = tuple(builders.exemplar(revision=name, text=text) for name, _ in rows)
    values = {"severity": "DEFAULT", "error_type": None, "template": "printing is off: {missing}", "excerpt": text}
    counted = {"count": sum(n for _, n in rows), "by_revision": seen, "by_minute": minutes, "exemplars": shown}
    return builders.log_pattern(**{**values, **counted, **changes})


def started(revision: str, count: int) -> AnyEvidence:
    return builders.platform_event(event="instance-start", message="Starting.", revision=revision, count=count)


def facts(*evidence: AnyEvidence) -> Facts:
    both = (SERVED, builders.revision(name=GOOD), builders.revision())
    return Facts(builders.sealed(collected=builders.collected(*both, *evidence)))


def test_a_line_is_counted_per_start_and_not_per_entry() -> None:
    (found,) = lines(facts(said((BAD, 2)), started(BAD, 2), started(GOOD, 5)))
    assert found.at_starts
    assert found.said == f"each of the 2 starts of {BAD} logged it, and none of the 5 starts before"


def test_one_start_on_each_side_is_told_as_one() -> None:
    (found,) = lines(facts(said((BAD, 1)), started(BAD, 1), started(GOOD, 1)))
    assert found.said == f"the one start of {BAD} logged it, and not the one start before"


def test_what_only_some_starts_log_did_not_come_with_the_revision_alone() -> None:
    (found,) = lines(facts(said((BAD, 2)), started(BAD, 3), started(GOOD, 5)))
    assert not found.at_starts
    assert found.said == f"{BAD} logs it, and no revision before did"


@pytest.mark.parametrize(
    "evidence",
    [
        (said((BAD, 2)), started(BAD, 2)),  # no start before was read, which would have shown it
        (said((GOOD, 1), (BAD, 2)), started(BAD, 2), started(GOOD, 5)),  # it was so before
        (said((BAD, 2), text="printing with four drivers"), started(BAD, 2), started(GOOD, 5)),  # nothing is lacking
        (said((BAD, 2), severity="ERROR"), started(BAD, 2), started(GOOD, 5)),  # another rule's
    ],
)
def test_other_lines_tell_of_nothing_that_came_with_the_revision(evidence: tuple[AnyEvidence, ...]) -> None:
    assert list(lines(facts(*evidence))) == []


def test_many_entries_are_no_line_of_a_start_and_need_none_before() -> None:
    assert [each.entries for each in lines(facts(said((BAD, 10)), started(BAD, 2)))] == [10]


def test_a_line_that_the_deployment_itself_began_to_print_tells_of_nothing_that_is_lacking_now() -> None:
    new = change("+    log.warning('printing is off: %s', missing)", commit=BAD_COMMIT, path="parcel_api/printing.py")
    brings = builders.commit(sha=BAD_COMMIT, new_in=("parcel-api",))
    assert list(lines(facts(said((BAD, 2)), started(BAD, 2), started(GOOD, 5), new, brings))) == []


def test_it_is_a_finding_by_which_nothing_is_seen_to_fail() -> None:
    (found,) = find(facts(said((BAD, 2)), started(BAD, 2), started(GOOD, 5)))
    assert (found.kind, found.state, found.priority.level, found.signature) == ("warning", "new", "P2", MISSING)
    assert found.title == f"parcel-api: {BAD} says `{MISSING}`"


def test_a_frequent_warning_is_found_by_the_rule_for_those() -> None:
    assert find(facts(said((BAD, 10), severity="WARNING"), started(BAD, 2))) == []
