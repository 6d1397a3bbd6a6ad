"""The way back where another service's deployment led to the failure."""

from incidents.analysis.analyse import analyse
from incidents.model.evidence import AnyEvidence, MinuteCount, MinuteRequests, RevisionCount, StatusCount
from incidents.model.incident import Incident
from incidents.model.scope import ServiceScope
from incidents.model.window import Side
from tests import builders
from tests.builders import BAD_COMMIT, GOOD, SERVICE, at
from tests.incidents.analysis.causes.symptoms import change

OTHER = "rates-service"
OLD, NEW = "rates-service-00003-elm", "rates-service-00004-oak"


def answered(service: str, revision: str, hour: float, bad: int = 0) -> AnyEvidence:
    seen = ((200, 40 - bad), (500, bad))
    return builders.request_statistics(
        id=f"req-{revision}-{hour}",
        service=service,
        revision=revision,
        count=40,
        by_minute=(MinuteRequests(minute=at(hour), count=40, server_errors=bad),),
        statuses=tuple(StatusCount(status=code, count=n, first=at(hour), last=at(hour)) for code, n in seen if n),
    )


def analysed(message: str, changed: AnyEvidence, *more: AnyEvidence) -> Incident:
    """parcel-api, of which nothing was deployed, fails a minute after rates-service was."""
    logged = builders.log_pattern(
        template=message,
        excerpt=message,
        message=message,
        error_type=None,
        by_revision=(RevisionCount(revision=GOOD, count=30, first=at(2, 1), last=at(3)),),
        by_minute=(MinuteCount(revision=GOOD, minute=at(2, 1), count=30),),
        exemplars=(builders.exemplar(revision=GOOD, at=at(2, 1), text=message),),
    )
    revisions = [
        builders.revision(name=OLD, service=OTHER, at=at()),
        builders.revision(name=NEW, service=OTHER, at=at(2)),
        builders.revision(name=GOOD, traffic_percent=100),
    ]
    served = [answered(OTHER, OLD, 1), answered(OTHER, NEW, 3), answered(SERVICE, GOOD, 1)]
    served.append(answered(SERVICE, GOOD, 2 + 1 / 60, bad=30))
    known = [
        builders.serving(service=OTHER, revision=OLD, commit=None),
        builders.serving(revision=GOOD, percent=100),
    ]
    paths = (
        ServiceScope(name=SERVICE, source_paths=("parcel_api/",)),
        ServiceScope(name=OTHER, source_paths=("rates/",)),
    )
    window = builders.window(
        baseline=Side(span=builders.span(end=at(2)), revisions=tuple(known), reason="named as the good one"),
        candidate=Side(
            span=builders.span(start=at(2)),
            revisions=(builders.serving(service=OTHER, revision=NEW, commit=BAD_COMMIT),),
            reason="deployed next",
        ),
        commits=(),
    )
    records = (*revisions, *served, logged, builders.commit(new_in=(OTHER,)), changed, *more)
    return analyse(
        builders.sealed(collected=builders.collected(*records), window=window, scope=builders.scope(services=paths))
    )


def test_the_way_back_belongs_to_the_service_whose_deployment_led_to_it() -> None:
    changed = change('-  Until time.Time `json:"valid_until"`', path="rates/quote.go")
    back = analysed("KeyError: 'valid_until'", changed).rollback
    assert (back.service, back.target) == (OTHER, OLD)
    assert back.reason.endswith("going back should end 1 of the findings")


def test_no_revision_brings_back_what_a_migration_took_away() -> None:
    changed = change("+alter table parcel drop column weight_g;", path="rates/migrations/V7__weight.sql")
    back = analysed("column parcel.weight_g does not exist", changed).rollback
    assert back.target is None
    assert back.reason == (
        f"a migration of commit {BAD_COMMIT[:12]} took away what {SERVICE} asks for, and an earlier revision does not "
        "bring it back; a migration that adds it again would"
    )


def test_what_only_its_time_and_a_link_tie_to_a_deployment_may_be_taken_back() -> None:
    changed = change('-  Weight int `json:"weight"`', path="rates/quote.go")
    incident = analysed("the rates-service gave no rate", changed)
    lead = incident.chains[0].lead
    assert lead is not None
    assert (lead.rule, lead.confidence) == ("neighbour-deployed", "possible")
    back = incident.rollback
    assert (back.service, back.target, back.ends) == (OTHER, OLD, ())
    assert back.reason.endswith("going back may end 1, which only their time and a link tie to what was deployed")


def test_a_service_that_its_own_callers_deployment_broke_is_healed_by_going_back_of_the_caller() -> None:
    """rates-service sends what parcel-api refuses, and fails itself by that."""
    refused = builders.log_pattern(
        id="log-caller",
        service=OTHER,
        template="parcel-api refused: 401",
        excerpt="parcel-api refused: 401",
        message="parcel-api refused: 401",
        error_type=None,
        frames=(),
        by_revision=(RevisionCount(revision=NEW, count=30, first=at(2, 1), last=at(3)),),
        by_minute=(MinuteCount(revision=NEW, minute=at(2, 1), count=30),),
        exemplars=(builders.exemplar(revision=NEW, at=at(2, 1)),),
    )
    changed = change('-  token := sign("rates-of-parcels")', path="rates/quote.go")
    incident = analysed("token refused: audience did not match 'rates-of-parcels'", changed, refused)
    leads = {each.finding: each.lead for each in incident.chains}
    assert [lead.rule for lead in leads.values() if lead] == ["neighbour-other-value", "failed-callee"]
    assert (incident.rollback.service, incident.rollback.target) == (OTHER, OLD)
    assert set(incident.rollback.ends) == {each.id for each in incident.findings}
    assert incident.rollback.reason.endswith("going back should end 2 of the findings")
