"""The rules of GitHub that the stand-in keeps, where a careless writer would go wrong with the real one."""

from collections.abc import Callable
from copy import deepcopy

import pytest

from tests.loopback_github.held_issues import HeldIssues, RefusedError
from tests.loopback_github.shapes import Json, closed_issue, issue


def numbers(found: list[Json]) -> list[int]:
    return [each["number"] for each in found]


def test_a_list_is_filtered_and_ordered() -> None:
    held = HeldIssues([issue(2), closed_issue(1, "2026-03-01T09:00:00Z"), issue(3)])
    held.labelled(3, {"labels": ["incident", "P0"]})
    assert numbers(held.listed({})) == [3, 2]
    assert numbers(held.listed({"state": "all", "direction": "asc"})) == [1, 2, 3]
    assert numbers(held.listed({"labels": "p0,Incident"})) == [3]
    assert numbers(held.listed({"labels": "incident,P1"})) == []
    assert numbers(held.listed({"since": "2026-03-02T12:00:00Z"})) == [3]


def test_a_label_that_does_not_exist_is_made_for_those_who_may_push_and_dropped_for_others() -> None:
    held = HeldIssues()
    assert [each["name"] for each in held.opened({"title": "t", "labels": ["new"]})["labels"]] == ["new"]
    held.may_label = False
    assert held.opened({"title": "t", "labels": ["new"]})["labels"] == []
    assert [each["name"] for each in held.labels] == ["new"]


def test_a_number_is_never_given_twice() -> None:
    held = HeldIssues([issue(1), issue(2)], deleted={2, 3})
    assert held.opened({"title": "t"})["number"] == 4


def test_closing_and_opening_set_the_reason_and_the_moment() -> None:
    held = HeldIssues([issue(1)])
    closed = held.edited(1, {"state": "closed"})
    assert (closed["state_reason"], closed["closed_at"]) == ("completed", "2026-03-02T12:00:01Z")
    again = held.edited(1, {"state": "open"})
    assert (again["state_reason"], again["closed_at"]) == ("reopened", None)


def test_links_are_kept_by_the_id_and_listed_as_issues() -> None:
    held = HeldIssues([issue(1), issue(2), issue(3)])
    held.blocked(1, {"issue_id": 1002})
    held.adopted(3, {"sub_issue_id": 1001})
    assert (numbers(held.blockers(1)), numbers(held.children(3))) == ([2], [1])


@pytest.mark.parametrize(
    ("write", "status"),
    [
        (lambda held: held.opened({"title": " "}), 422),
        (lambda held: held.opened({"title": "x" * 257}), 422),
        (lambda held: held.edited(1, {"body": "x" * 65_537}), 422),
        (lambda held: held.edited(1, {"state": "closed", "state_reason": "reopened"}), 422),
        (lambda held: held.edited(9, {}), 404),
        (lambda held: held.numbered(3), 410),
        (lambda held: held.unlabelled(1, "none"), 404),
        (lambda held: held.label_made({"name": "x" * 51}), 422),
        # The number of an issue is not its id.
        (lambda held: held.blocked(1, {"issue_id": 2}), 404),
        (lambda held: held.blocked(1, {"issue_id": 1001}), 422),
        (lambda held: held.blocked(1, {"issue_id": 1003}), 404),
        # A circle.
        (lambda held: held.blocked(2, {"issue_id": 1001}), 422),
        (lambda held: held.adopted(4, {"sub_issue_id": 1002}), 422),
    ],
)
def test_what_github_refuses_changes_nothing(write: Callable[[HeldIssues], object], status: int) -> None:
    held = HeldIssues([issue(1), issue(2), issue(3), issue(4)], deleted={3})
    held.blocked(1, {"issue_id": 1002})
    held.adopted(1, {"sub_issue_id": 1002})
    before = deepcopy(held)
    with pytest.raises(RefusedError) as refused:
        write(held)
    assert (refused.value.status, held) == (status, before)
