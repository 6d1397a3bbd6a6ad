from incidents.analysis.facts import Facts
from incidents.analysis.unknown.weighed_changes import weighed_changes
from incidents.model.cause import Chain, Stop
from incidents.model.evidence import AnyEvidence
from tests import builders
from tests.builders import BAD_COMMIT, SERVICE, commit, file_change, finding
from tests.incidents.analysis.causes.symptoms import import_edge
from tests.incidents.analysis.causes.test_common_cause import chain as explained

STOP = Stop(effect=finding().id, reason="not-collected", text="nothing is tied", query="incident doctor")
OTHER = commit(sha="3" * 40, subject="A new test", new_in=(SERVICE,))
OF_TESTS = file_change(commit="3" * 40, path="tests/support.py", path_class="test-support")
READ = builders.reading(source="git", what="repo: commits")


def told(*evidence: AnyEvidence, chain: Chain | None = None) -> list[str]:
    facts = Facts(builders.sealed(collected=builders.collected(*evidence, readings=(READ,))))
    chains = [chain or Chain(finding=finding().id, whys=(STOP,))]
    return [each.text for each in weighed_changes(facts, [finding()], chains)]


def test_a_commit_that_nothing_ties_to_a_failure_is_told_with_what_it_changes() -> None:
    (said,) = told(commit(), file_change())
    assert said.startswith(f"{BAD_COMMIT[:12]} (Print labels in the background) changes 1 production file ")
    assert said.endswith(" and is not tied to any failure without a cause.")


def test_a_commit_of_tests_alone_changes_nothing_that_is_deployed() -> None:
    said = f"{OTHER.sha[:12]} (A new test) changes nothing that is deployed, but only 1 test-support file"
    assert told(OTHER, OF_TESTS) == [f"{said}, and no deployed code that was read imports test code."]
    assert told(OTHER, OF_TESTS, import_edge("tests/support.py")) == [f"{said}."]


def test_a_failure_with_a_cause_and_a_commit_of_another_service_leave_nothing_to_tell() -> None:
    assert told(commit(), file_change(), chain=explained(finding(), confidence="possible")) == []
    assert told(commit(new_in=("another",)), file_change()) == []
