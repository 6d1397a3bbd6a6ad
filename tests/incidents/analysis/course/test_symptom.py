"""What a finding says of itself, of its records, and of the revision on which it was seen first."""

from incidents.analysis.course.symptom import LastLine, Symptom, symptom_of
from incidents.analysis.facts import Facts
from incidents.model.evidence import AnyEvidence, Condition, Revision, RevisionCount
from incidents.model.finding import Finding
from tests import builders
from tests.builders import BAD, GOOD, at

UNREADY: Revision = builders.revision(conditions=(Condition(type="Ready", status="False"),))


def read(finding: Finding, *evidence: AnyEvidence) -> Symptom:
    records = {each.id: each for each in (builders.revision(name=GOOD), builders.revision(), *evidence)}
    return symptom_of(Facts(builders.sealed(collected=builders.collected(*records.values()))), finding)


def test_a_revision_that_never_became_ready_tells_what_it_logged_last_and_no_more_of_its_way() -> None:
    lines = [
        builders.log_pattern(
            id=f"log-{minute}",
            template=said,
            severity="INFO",
            by_revision=(RevisionCount(revision=BAD, count=1, first=at(2), last=at(2, minute)),),
            exemplars=(builders.exemplar(text=said),),
        )
        for minute, said in ((1, "reading settings"), (2, "opening the store"))
    ]
    finding = builders.finding(kind="deployment", primary=(UNREADY.id,), related=tuple(each.id for each in lines))
    found = read(finding, UNREADY, *lines)
    assert found.start_up == (
        LastLine("opening the store", None, "log-2"),
        LastLine("reading settings", None, "log-1"),
    )
    assert "opening the store" not in found.message
    assert found.revision == BAD


def test_an_event_of_the_platform_tells_the_revision_that_it_is_about() -> None:
    event = builders.platform_event(revision=BAD)
    assert read(builders.finding(primary=(event.id,)), event).revision == BAD
    elsewhere = builders.platform_event(revision=None)
    assert read(builders.finding(primary=(elsewhere.id,)), elsewhere).revision is None


def test_the_type_of_an_error_stands_before_a_message_that_does_not_hold_it() -> None:
    pattern = builders.log_pattern(message="'express'", error_type="builtins.KeyError")
    assert "KeyError: 'express'" in read(builders.finding(primary=(pattern.id,)), pattern).message


def test_types_of_the_language_in_what_a_test_raises_name_nothing_of_the_code_that_answered() -> None:
    said = "TypeError: string indices must be integers, not 'str'"
    case = builders.case_result(message=said, error_type="TypeError")
    assert read(builders.finding(kind="test", signature=said, primary=(case.id,)), case).quoted == frozenset()
    logged = builders.log_pattern(message=said, error_type="TypeError")
    assert read(builders.finding(signature=said, primary=(logged.id,)), logged).quoted == {"str"}
