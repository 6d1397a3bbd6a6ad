import pytest

from incidents.model.evidence import EVIDENCE, AnyEvidence
from incidents.model.incident import Incident
from incidents.model.sealed import SealedEvidence
from tests import builders

EVERY_KIND: tuple[AnyEvidence, ...] = (
    builders.revision(),
    builders.log_pattern(),
    builders.request_statistics(),
    builders.platform_event(),
    builders.test_run(),
    builders.case_result(),
    builders.commit(),
    builders.file_change(),
)


@pytest.mark.parametrize("evidence", EVERY_KIND, ids=[each.kind for each in EVERY_KIND])
def test_each_piece_of_evidence_is_read_again_as_it_is(evidence: AnyEvidence) -> None:
    assert EVIDENCE.validate_json(evidence.model_dump_json()) == evidence


def test_the_whole_values_are_read_again_as_they_are() -> None:
    assert SealedEvidence.model_validate_json(builders.sealed().model_dump_json()) == builders.sealed()
    assert Incident.model_validate_json(builders.incident().model_dump_json()) == builders.incident()


def test_a_named_field_differs_and_the_identity_follows_it() -> None:
    other = builders.revision(name="parcel-api-00009-elk", traffic_percent=3)
    assert (other.id, other.traffic_percent) == ("rev-parcel-api-00009-elk", 3)
    assert builders.log_pattern(template="another <number>").id != builders.log_pattern().id


def test_evidence_is_collected_in_the_order_of_its_ids() -> None:
    found = builders.collected(*EVERY_KIND)
    assert [each.id for each in found.evidence] == sorted(each.id for each in EVERY_KIND)
    assert len(found.readings) == 1
