from incidents.analysis.analyse import analyse
from incidents.analysis.facts import Facts
from incidents.analysis.rules import changed_while_read_only
from incidents.model.evidence import AnyEvidence, SessionRecord
from incidents.model.finding import Finding
from incidents.model.instant import Instant
from incidents.model.policy import Policy
from tests import builders
from tests.builders import BAD, GOOD, GOOD_COMMIT, at


def session(mode: str = "read-only", start: Instant | None = None, end: Instant | None = None) -> SessionRecord:
    values = {"id": "session-1", "at": start or at(0.5), "source": "session", "locator": "session.json#0"}
    return SessionRecord.model_validate({**values, "excerpt": mode, "name": "audit", "mode": mode, "end": end})


RECORDS = (builders.revision(name=GOOD), builders.revision(), builders.commit(), builders.file_change())


def find(*evidence: AnyEvidence, policy: Policy | None = None) -> list[Finding]:
    collected = builders.collected(*RECORDS, *evidence)
    return changed_while_read_only.find(Facts(builders.sealed(collected=collected, policy=policy or Policy())))


def test_commits_and_deployments_in_a_read_only_session_are_listed() -> None:
    (found,) = find(session(end=at(3)))
    assert found.title == (
        "audit was declared read-only, and 1 commit (1 functional, 0 of tests or docs, 1 deployed)"
        " and 1 deployment fall in it"
    )
    assert found.signature == f"{at(1)} {'2' * 12} functional, deployed; {at(2)} {BAD} was deployed"
    assert (found.priority.level, found.primary, found.related) == (
        "P1",
        (builders.commit().id, builders.revision().id),
        ("session-1",),
    )


def test_a_commit_of_documents_that_is_not_deployed_weighs_less() -> None:
    docs = builders.commit(sha="5" * 40, at=at(3.5))
    change = builders.file_change(commit="5" * 40, path="README.md", path_class="docs")
    (found,) = find(docs, change, session(start=at(3)))
    assert "1 commit (0 functional, 1 of tests or docs, 0 deployed) and 0 deployments" in found.title
    assert found.priority.level == "P2"


def test_a_session_that_may_write_and_one_before_or_after_the_changes_say_nothing() -> None:
    assert find(session(mode="read-write")) == []
    assert find(session(mode="unknown")) == []
    assert find(session(start=at(3))) == []
    assert find(session(start=at(-2), end=at(-1))) == []


def test_the_last_moment_of_the_session_belongs_to_it() -> None:
    assert len(find(session(start=at(0.5), end=at(1)))) == 1


def test_the_configuration_may_declare_the_window() -> None:
    (found,) = find(policy=Policy(session_mode="read-only"))
    assert found.title.startswith("the window was declared read-only, and 0 commits")
    assert find(policy=Policy(session_mode="read-write")) == []


def test_where_nothing_failed_the_verdict_names_the_session_and_nothing_is_taken_back() -> None:
    incident = analyse(builders.sealed(collected=builders.collected(*RECORDS, session(end=at(3)))))
    assert incident.verdict == "session-violated"
    assert incident.rollback.target is None
    assert GOOD_COMMIT not in str(incident.findings)
