"""How code that supports tests comes to run in the service."""

from incidents.analysis.causes.deeper import imported_by_production
from incidents.analysis.causes.suspect import Suspect
from incidents.analysis.causes.tie import Tie
from incidents.analysis.facts import Facts
from incidents.model.cause import Cause, ChangeRef
from incidents.model.evidence import AnyEvidence, FileChange
from tests import builders
from tests.builders import BAD_COMMIT, GOOD
from tests.incidents.analysis.causes.symptoms import cause, import_edge

SUPPORT = builders.file_change(path="testing/stubs.py", path_class="test-support")


def behind(*evidence: AnyEvidence, change: FileChange = SUPPORT) -> Cause | None:
    records = (builders.revision(name=GOOD), builders.revision(), change, *evidence)
    tie = Tie("r", 0.9, "changes it", "somehow", (change.id,), strong=True)
    suspect = Suspect(ChangeRef(commit=BAD_COMMIT), "a change", 1.0, (tie,), ())
    lead = cause(evidence_for=(change.id,))
    return imported_by_production(Facts(builders.sealed(collected=builders.collected(*records))), lead, suspect)


def test_the_importer_of_the_changed_file_is_the_next_why() -> None:
    found = behind(import_edge("testing/stubs.py"))
    assert found is not None
    assert (found.effect, found.confidence) == ("cause-one", "probable")
    assert found.claim.startswith("parcel_api/app.py imports testing/stubs.py")


def test_an_importer_of_a_neighbour_is_only_possible() -> None:
    found = behind(import_edge("testing/other.py"))
    assert found is not None
    assert (found.confidence, "of the same package" in found.claim) == ("possible", True)


def test_without_an_import_and_for_production_code_there_is_none() -> None:
    assert behind() is None
    assert behind(import_edge("tools/other.py")) is None
    assert behind(import_edge("parcel_api/labels.py"), change=builders.file_change()) is None
