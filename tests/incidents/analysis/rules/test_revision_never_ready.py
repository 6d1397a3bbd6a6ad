from incidents.analysis.facts import Facts
from incidents.analysis.rules.revision_never_ready import find
from incidents.model.evidence import AnyEvidence, Condition
from tests import builders
from tests.builders import BAD, GOOD, at

REFUSED = (
    Condition(type="Ready", status="False", reason="HealthCheckContainerError", message="did not listen", at=at(2, 1)),
)


def facts(*evidence: AnyEvidence) -> Facts:
    return Facts(builders.sealed(collected=builders.collected(*evidence)))


def test_a_new_revision_that_the_platform_refused_is_a_finding_with_its_words() -> None:
    event = builders.platform_event(event="not-ready", severity="ERROR", message="container failed")
    (found,) = find(facts(builders.revision(name=GOOD), builders.revision(conditions=REFUSED), event))
    assert found.title == f"{BAD} never became ready: `did not listen`"
    assert (found.first, found.primary, found.related) == (at(2, 1), (f"rev-{BAD}",), (event.id,))


def test_a_revision_of_unknown_readiness_is_not_called_refused() -> None:
    unknown = (Condition(type="Ready", status="Unknown"),)
    assert find(facts(builders.revision(conditions=unknown))) == []
    assert find(facts(builders.revision(conditions=()))) == []


def test_an_older_revision_that_was_refused_is_not_of_this_window() -> None:
    assert find(facts(builders.revision(name=GOOD, conditions=REFUSED), builders.revision())) == []
