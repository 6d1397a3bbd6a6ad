from typing import Any

from incidents.analysis.facts import Facts
from incidents.analysis.session_acts import sessions
from incidents.model.evidence import AnyEvidence, OpenIssue, SessionRecord
from incidents.model.policy import Policy
from incidents.model.session_account import SessionAccount
from tests import builders
from tests.builders import GOOD, at, collected, commit, file_change, revision, sealed, span


def session(**changes: Any) -> SessionRecord:
    values = {
        "id": "session-1",
        "at": at(0, 30),
        "source": "session",
        "locator": "session.json",
        "excerpt": "{}",
        "name": "evening check",
        "mode": "read-only",
        "end": at(3),
    }
    return SessionRecord(**{**values, **changes})


def issue(**changes: Any) -> OpenIssue:
    values = {
        "id": "issue-41",
        "at": at(1, 30),
        "source": "issues",
        "locator": "issues.json#41",
        "excerpt": "{}",
        "number": 41,
        "title": "labels",
        "state": "open",
        "labels": (),
        "url": None,
        "body": "",
    }
    return OpenIssue(**{**values, **changes})


def told(*records: AnyEvidence, mode: str = "unknown") -> tuple[SessionAccount, ...]:
    policy = Policy.model_validate({"session_mode": mode})
    every = collected(revision(name=GOOD), revision(), *records)
    return sessions(Facts(sealed(collected=every, policy=policy)))


def test_a_read_only_session_in_which_something_changed_was_not_kept() -> None:
    (account,) = told(session(), commit(), file_change(), builders.test_run(), issue())
    assert (account.name, account.record, account.mode, account.kept) == (
        "evening check",
        "session-1",
        "read-only",
        False,
    )
    assert [(each.kind, each.sort, each.deployed) for each in account.acts] == [
        ("commit", "functional", True),
        ("issue-opened", None, None),
        ("deployment", None, None),
        ("test-run", None, None),
    ]


def test_reading_and_testing_break_nothing() -> None:
    (account,) = told(session(at=at(2, 10)), builders.test_run(), issue(at=at(2, 20)))
    assert account.kept is True
    assert [each.kind for each in account.acts] == ["issue-opened", "test-run"]


def test_where_nothing_was_declared_nothing_can_be_broken() -> None:
    (account,) = told(session(mode="read-write"), commit())
    assert account.kept is None


def test_a_commit_of_tests_is_not_functional() -> None:
    (account,) = told(session(), commit(), file_change(path="tests/test_a.py", path_class="test"))
    assert account.acts[0].sort == "tests-or-docs"


def test_without_a_recorded_session_the_window_stands_for_it_with_the_declared_mode() -> None:
    (account,) = told(commit(), mode="read-only")
    assert (account.name, account.record, account.span) == ("the window", None, span(start=at(2)))
    assert account.kept is False  # the bad revision was deployed in it


def test_closing_and_other_changes_of_an_issue_are_told_once_each() -> None:
    closed = issue(at=at(-5), state="closed", closed_at=at(1), updated_at=at(1))
    (account,) = told(session(), closed, issue(id="issue-42", at=at(-5), updated_at=at(1, 10)))
    assert [each.kind for each in account.acts if each.record.startswith("issue")] == ["issue-closed", "issue-updated"]
