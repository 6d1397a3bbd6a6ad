from typing import Any

import pytest

from incidents.analysis.causes.common_cause import common_cause
from incidents.analysis.facts import Facts
from incidents.analysis.ties.hidden_failures import hidden
from incidents.analysis.waiting.blocks import blocks
from incidents.model.evidence import CaseResult, Hunk, StatusCount
from incidents.model.finding import Finding, Priority
from tests import builders
from tests.builders import at

RUN = builders.test_run(at=at(2.5))
QUOTE = "POST https://parcels.example/parcels/4711/label answered 500 twice, going on with FakePrinter"
ROW = builders.request_statistics(
    route="/parcels/{id}/label",
    statuses=(StatusCount(status=500, count=8, first=at(2, 5), last=at(2, 6)),),
)
P1 = Priority(level="P1", row="C", reason="a part of it fails")


def case(said: str = QUOTE, **changes: Any) -> CaseResult:
    values = {"run": RUN.id, "test": "walks/test_a.py::test_a", "outcome": "passed", "captured": f"begun\n{said}\n"}
    return builders.case_result(**{**values, **changes})


def failure(**changes: Any) -> Finding:
    values = {"kind": "request", "signature": "POST /parcels/{id}/label 500", "primary": (ROW.id,), "priority": P1}
    return builders.finding(**{**values, "first": at(2), "last": at(3), **changes})


def passes(of: CaseResult) -> Finding:
    return builders.finding(
        id="finding-passes", kind="authenticity", state="not-comparable", primary=(of.id,), tests=(of.test,)
    )


def facts(held: CaseResult, *more: Any) -> Facts:
    evidence = (builders.revision(name=builders.GOOD), builders.revision(), ROW, RUN, held, *more)
    return Facts(builders.sealed(collected=builders.collected(*evidence)))


@pytest.mark.parametrize(
    ("said", "quotes"),
    [
        (QUOTE, True),
        ("/parcels/4711/label gave 500", True),
        ("GET /parcels/4711/label answered 500", False),  # another method
        ("POST /parcels/4711/label answered 502", False),  # another answer
        ("POST /parcels/4711/label/again answered 500", False),  # another route
        ("POST /api/parcels/4711/label answered 500", False),
        ("answered 500", False),
    ],
)
def test_a_pass_quotes_a_route_by_its_path_and_answer(said: str, quotes: bool) -> None:
    held = case(said)
    found = hidden(facts(held), passes(held), failure())
    assert (found.line if found else None) == (said if quotes else None)


def test_a_pass_quotes_an_error_by_its_message_unless_that_is_said_of_many_things() -> None:
    held = case("the printer said: no label stock is left")
    error = failure(kind="log", signature="StockError: no label stock is left", primary=(ROW.id,))
    assert hidden(facts(held), passes(held), error) is not None
    short = case("the printer said: timeout")
    assert hidden(facts(short), passes(short), failure(kind="log", signature="StockError: timeout")) is None


@pytest.mark.parametrize(
    ("held", "changes"),
    [
        (case(outcome="failed"), {}),  # an answer, and no pass that hides one
        (case(), {"state": "persisting"}),
        (case(), {"kind": "test"}),
    ],
)
def test_only_a_pass_hides_what_is_new_of_a_service(held: CaseResult, changes: dict[str, Any]) -> None:
    assert hidden(facts(held), passes(held), failure(**changes)) is None


def test_what_hides_a_failure_waits_for_it_whatever_its_level_and_the_line_says_why() -> None:
    held = case()
    (block,) = blocks(facts(held), [failure(), passes(held)])
    assert (block.blocked, block.blocker) == ("finding-passes", failure().id)
    assert QUOTE in block.path
    assert held.id in block.cites


def test_both_are_linked_and_the_commit_that_brought_the_stand_in_is_named() -> None:
    held, brought = case(), builders.commit()
    hunk = Hunk(
        old_start=1, old_lines=0, new_start=1, new_lines=2, section="", text="+class FakePrinter:\n+    on = True"
    )
    change = builders.file_change(
        commit=brought.sha, path="walks/support/client.py", path_class="test-support", hunks=(hunk,)
    )
    (claim,) = common_cause(facts(held, brought, change), [failure(), passes(held)], [])
    assert "It hides this" in claim.text
    assert f"FakePrinter, which went on in place of the service, came with commit {brought.sha[:12]}" in claim.text
    assert set(claim.cites) == {held.id, ROW.id, change.id}


def test_a_stand_in_whose_source_was_not_read_has_no_commit() -> None:
    held = case()
    (claim,) = common_cause(facts(held), [failure(), passes(held)], [])
    assert "came with" not in claim.text
