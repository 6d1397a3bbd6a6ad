"""How code that supports tests comes to run in the service."""

from incidents.analysis.causes.deeper import imported_by_production
from incidents.analysis.causes.suspect import Suspect
from incidents.analysis.causes.tie import Tie
from incidents.analysis.facts import Facts
from incidents.model.cause import Cause, ChangeRef
from incidents.model.evidence import AnyEvidence, FileChange, ImportEdge
from tests import builders
from tests.builders import BAD_COMMIT, GOOD, at

SUPPORT = builders.file_change(path="testing/stubs.py", path_class="test-support")


def edge(imported: str) -> ImportEdge:
    return ImportEdge(
        id="edge-1",
        at=at(1),
        source="git",
        locator="repo",
        excerpt="import testing",
        commit=BAD_COMMIT,
        importer="parcel_api/app.py",
        importer_class="production",
        line=3,
        module="testing",
        imported=imported,
        imported_class="test-support",
    )


def behind(*evidence: AnyEvidence, change: FileChange = SUPPORT) -> Cause | None:
    records = (builders.revision(name=GOOD), builders.revision(), change, *evidence)
    tie = Tie("r", 0.9, "changes it", "somehow", (change.id,), strong=True)
    suspect = Suspect(ChangeRef(commit=BAD_COMMIT), "a change", 1.0, (tie,), ())
    lead = Cause(
        id="cause-1",
        effect="finding-1",
        rule="r",
        claim="c",
        mechanism="m",
        change=None,
        evidence_for=(change.id,),
        looked_for="x",
        counterfactual=None,
        confidence="probable",
        missing=None,
    )
    return imported_by_production(Facts(builders.sealed(collected=builders.collected(*records))), lead, suspect)


def test_the_importer_of_the_changed_file_is_the_next_why() -> None:
    cause = behind(edge("testing/stubs.py"))
    assert cause is not None
    assert (cause.effect, cause.confidence) == ("cause-1", "probable")
    assert cause.claim.startswith("parcel_api/app.py imports testing/stubs.py")


def test_an_importer_of_a_neighbour_is_only_possible() -> None:
    cause = behind(edge("testing/other.py"))
    assert cause is not None
    assert (cause.confidence, "of the same package" in cause.claim) == ("possible", True)


def test_without_an_import_and_for_production_code_there_is_none() -> None:
    assert behind() is None
    assert behind(edge("tools/other.py")) is None
    assert behind(edge("parcel_api/labels.py"), change=builders.file_change()) is None
