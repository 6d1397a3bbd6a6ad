import time
from typing import Any

import pytest

from incidents.analysis.facts import Facts
from incidents.analysis.inherited import inherited
from incidents.model.evidence import OpenIssue, Statement
from incidents.model.session_account import Inherited
from tests.builders import case_result, collected, finding, log_pattern, revision, sealed

REFUSED = log_pattern(template="refused", excerpt="Error -3 connecting to 10.0.0.7:6379 in cache_client")


def statement(claim: str) -> Statement:
    return Statement(
        id="said-1",
        at=None,
        source="context",
        locator="context.json record 1",
        excerpt=claim,
        claim=claim,
        speaker=None,
        proof=None,
    )


def issue(**changes: Any) -> OpenIssue:
    values = {
        "id": "issue-41",
        "at": None,
        "source": "issues",
        "locator": "issues.json#41",
        "excerpt": "{}",
        "number": 41,
        "title": "Cache is away",
        "state": "open",
        "labels": (),
        "url": None,
        "body": "Cannot reach 10.0.0.7:6379.",
    }
    return OpenIssue(**{**values, **changes})


def told(*records: Any, title: str = "The cache is refused") -> tuple[Inherited, ...]:
    facts = Facts(sealed(collected=collected(revision(), REFUSED, *records)))
    return inherited(facts, [finding(title=title, primary=(REFUSED.id,))])


@pytest.mark.parametrize(
    ("claim", "names"),
    [
        ("the cache at 10.0.0.7:6379 is unreachable", ("10.0.0.7:6379",)),
        ("cache_client fails", ("cache_client",)),
        ("the cache is refused", ()),  # plain words tell nothing apart
        ("parcel-api is down", ()),  # nor does the service, which every finding of it names
        ("10.0.0.8:6379 is unreachable", ()),
    ],
)
def test_what_was_stated_is_named_again_only_by_a_name_that_tells_things_apart(
    claim: str, names: tuple[str, ...]
) -> None:
    (found,) = told(statement(claim))
    assert found.names == names
    assert found.disposition == ("named-again" if names else "not-seen")
    assert found.findings == ((finding().id,) if names else ())


def test_open_issues_are_inherited_and_closed_ones_are_not() -> None:
    found = told(issue(), issue(id="issue-42", number=42, state="closed"))
    assert [(each.record, each.disposition) for each in found] == [("issue-41", "named-again")]


@pytest.mark.parametrize("body", ["a" * 300_000, "a_" * 150_000, "a." * 150_000, "a/" * 150_000, "aB" * 150_000])
def test_an_endless_word_is_read_once(body: str) -> None:
    began = time.process_time()
    told(issue(body=body))
    assert time.process_time() - began < 5


def test_a_test_that_fails_is_named_by_its_path() -> None:
    failed = case_result()
    facts = Facts(sealed(collected=collected(revision(), failed, issue(body=f"{failed.test.split('::')[0]} fails"))))
    given = finding(kind="test", tests=(failed.test,), primary=(failed.id,))
    (found,) = inherited(facts, [given])
    assert found.names == ("tests/e2e/test_label.py",)
