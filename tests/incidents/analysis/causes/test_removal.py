"""A cause may not outlive the evidence that it cites, nor may a commit be blamed that was not deployed."""

from pathlib import Path

import pytest

from benchmarks.removal import removals, swapped
from incidents.analysis.analyse import analyse
from incidents.model.cause import Answer
from incidents.model.sealed import SealedEvidence
from incidents.store.folder import IncidentFolder


@pytest.fixture(scope="module")
def demo(built_once: Path) -> SealedEvidence:
    (folder,) = (each.parent for each in built_once.glob("*/*/evidence.jsonl"))
    return IncidentFolder(folder.parent, folder.name).read_evidence()


def test_each_record_that_a_leading_cause_cites_is_needed_for_it(demo: SealedEvidence) -> None:
    done = list(removals(demo))
    assert len(done) > 3
    assert [each for each in done if each.stayed is not None] == []


def test_a_commit_that_was_not_deployed_is_not_blamed_for_a_failure_of_the_service(demo: SealedEvidence) -> None:
    done = list(swapped(demo))
    assert done
    assert [each for each in done if each.stayed is not None] == []


def test_the_demo_has_a_cause_to_take_away(demo: SealedEvidence) -> None:
    causes = [why.cause for chain in analyse(demo).chains for why in chain.whys if isinstance(why, Answer)]
    assert any(cause.confidence == "probable" and cause.branch == "cause" for cause in causes)
