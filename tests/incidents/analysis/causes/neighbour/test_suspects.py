"""What was deployed of rates-service as a suspect for a failure of parcel-api, of which nothing was deployed."""

from typing import Any

import pytest

from incidents.analysis.causes.neighbour.deployed import neighbours
from incidents.analysis.causes.neighbour.other_value import other_values
from incidents.analysis.causes.neighbour.suspects import suspects_of_neighbours
from incidents.analysis.causes.suspect import Suspect
from incidents.analysis.facts import Facts
from incidents.model.evidence import (
    AnyEvidence,
    FileChange,
    Frame,
    MinuteCount,
    MinuteRequests,
    RevisionCount,
    Setting,
)
from incidents.model.finding import Finding, Ratio
from incidents.model.scope import ServiceScope
from incidents.model.window import Serving, Side
from tests import builders
from tests.builders import BAD_COMMIT, GOOD, SERVICE, at
from tests.incidents.analysis.causes.symptoms import change, symptom

OTHER = "rates-service"
OLD, NEW = "rates-service-00003-elm", "rates-service-00004-oak"
FAILING = builders.finding(first=at(2, 1), last=at(3))
MISSING = "KeyError: 'valid_until'"
ADDRESS = Setting(path="spec.containers[0].env.RATES_URL", value="https://rates-service-ab12-ew.a.run.app")


def taken(*lines: str, path: str = "rates/quote.go", **changes: Any) -> FileChange:
    return change(*lines, path=path, **changes)


def suspects(
    *evidence: AnyEvidence,
    message: str = MISSING,
    finding: Finding = FAILING,
    settings: tuple[Setting, ...] = (),
    revision: str | None = None,
    stack: tuple[Frame, ...] = (),
    deployed: tuple[Serving, ...] = (),
) -> list[Suspect]:
    old = builders.revision(name=OLD, service=OTHER, at=at())
    new = builders.revision(name=NEW, service=OTHER, at=at(2))
    own = builders.revision(name=GOOD, settings=settings)
    serving = builders.serving(service=OTHER, revision=NEW, commit=BAD_COMMIT)
    records = (old, new, own, builders.commit(new_in=(OTHER,)), builders.log_pattern(), *evidence)
    paths = (
        ServiceScope(name=SERVICE, source_paths=("parcel_api/",)),
        ServiceScope(name=OTHER, source_paths=("rates/",)),
    )
    sealed = builders.sealed(
        collected=builders.collected(*{each.id: each for each in records}.values()),
        scope=builders.scope(services=paths),
        window=builders.window(
            candidate=Side(span=builders.span(start=at(2)), revisions=(serving, *deployed), reason="deployed next")
        ),
    )
    changes = [each for each in evidence if isinstance(each, FileChange)]
    seen = symptom(message, revision=revision, stacks=(stack,))
    return suspects_of_neighbours(Facts(sealed), finding, seen, {BAD_COMMIT: changes}, frozenset())


GONE = ('-  Until time.Time `json:"valid_until"`', '+  Until time.Time `json:"until"`')


def test_a_name_that_the_other_service_took_away_shortly_before_is_of_the_closest_kind() -> None:
    (found,) = suspects(taken(*GONE))
    assert found.closest
    assert (found.service, found.change.commit, found.change.revision) == (OTHER, BAD_COMMIT, NEW)
    assert found.claim == (
        f"commit {BAD_COMMIT[:12]} (Print labels in the background) takes `valid_until` out of rates/quote.go, "
        f"and {NEW} was deployed with it at {at(2)}"
    )
    assert found.ties[0].how == (
        "parcel-api looks for the key `valid_until`, which rates-service no longer gives; "
        f"it was first seen 1 minute after {NEW} was deployed"
    )


@pytest.mark.parametrize(
    ("message", "lines"),
    [
        ("AttributeError: 'Quote' object has no attribute 'valid_until'", ("-  val validUntil: Instant,",)),
        ("1 validation error for Quote\nvalidUntil\n  Field required [type=missing]", ("-    valid_until: datetime",)),
        ("must have required property 'until'", ("-  until: string;",)),
        (
            "404 for url: https://rates-service-ab12-ew.a.run.app/v1/quotes/71",
            ('-  mux.Handle("GET /v1/quotes/{id}", q)',),
        ),
        ("ValueError: 'EXPRESS_PLUS' is not a valid Tier", ('+  EXPRESS_PLUS = "EXPRESS_PLUS"',)),
    ],
)
def test_what_two_services_have_to_agree_on_is_found_in_the_custom_of_the_other_language(
    message: str, lines: tuple[str, ...]
) -> None:
    assert [each.closest for each in suspects(taken(*lines), message=message)] == [True]


@pytest.mark.parametrize(
    "lines",
    [
        # Moved, and still there.
        ('-  valid_until: "x"', '+    valid_until: "x"'),
        # Another name.
        ('-  not_valid_until: "x"',),
        # Brought, not taken away.
        ('+  valid_until: "x"',),
    ],
)
def test_a_name_that_is_still_given_ties_nothing(lines: tuple[str, ...]) -> None:
    assert suspects(taken(*lines)) == []


@pytest.mark.parametrize(
    "changed",
    [
        taken(*GONE, path="parcel_api/client.py"),  # of the caller, whose image was not deployed
        taken(*GONE, path="rates/quote_test.go", path_class="test"),
    ],
)
def test_what_is_not_in_the_image_of_the_other_service_ties_nothing(changed: FileChange) -> None:
    assert suspects(changed) == []


def test_a_word_of_prose_is_no_name() -> None:
    assert suspects(taken("-  // until then it stays"), message="KeyError: 'until'") == []


def test_a_name_alone_is_weak_without_a_link_and_long_after_the_deployment() -> None:
    late = FAILING.model_copy(update={"first": at(3)})
    (found,) = suspects(taken(*GONE), finding=late)
    assert not found.strong
    (linked,) = suspects(taken(*GONE), finding=late, settings=(ADDRESS,))
    assert linked.closest


def test_a_deployment_that_was_made_after_the_failure_began_ties_nothing() -> None:
    assert suspects(taken(*GONE), finding=FAILING.model_copy(update={"first": at(1, 50)}), settings=(ADDRESS,)) == []


def test_a_link_and_the_time_alone_are_weak() -> None:
    (found,) = suspects(message="no rate", settings=(ADDRESS,))
    assert (found.strong, found.change.revision, found.change.commit) == (False, NEW, None)
    assert found.ties[0].how == (
        f"it was first seen 1 minute after {NEW} was deployed, and {GOOD} finds rates-service by `RATES_URL`; "
        "which of its changes it is, no record tells"
    )
    assert suspects(message="no rate") == []
    assert suspects(message="no rate", settings=(ADDRESS,), finding=FAILING.model_copy(update={"first": at(3)})) == []


def test_one_request_of_which_both_logged_something_links_them() -> None:
    own = builders.log_pattern(exemplars=(builders.exemplar(trace="t/1"),))
    theirs = builders.log_pattern(service=OTHER, exemplars=(builders.exemplar(revision=NEW, trace="t/1"),))
    (found,) = suspects(own, theirs, message="no rate")
    assert f"parcel-api and {NEW} logged parts of the same request" in found.ties[0].how
    assert set(found.cites) >= {own.id, theirs.id}
    before = builders.log_pattern(service=OTHER, exemplars=(builders.exemplar(revision=OLD, trace="t/1"),))
    assert suspects(own, before, message="no rate") == []


MIGRATION = "rates/db/migration/V7__drop_weight.sql"
NO_COLUMN = "column parcel.weight_g does not exist"


def test_a_column_that_a_migration_of_the_other_service_dropped_is_named_with_the_entry_that_applied_it() -> None:
    ran = builders.log_pattern(
        service=OTHER,
        template='Migrating schema "public" to version "7 - drop weight"',
        by_revision=(builders.log_pattern().by_revision[0].model_copy(update={"revision": NEW}),),
    )
    (found,) = suspects(taken("+alter table parcel drop column weight_g;", path=MIGRATION), ran, message=NO_COLUMN)
    assert found.ties[0].rule == "neighbour-dropped-schema"
    assert found.ties[0].how.startswith(
        "parcel-api asks for the column `weight_g`, which is gone where that migration was applied; "
        f"{NEW} logged “{ran.template}”"
    )
    assert ran.id in found.cites
    assert found.claim.endswith(f"and {NEW} was deployed with it at {at(2)} and applied it")
    (unseen,) = suspects(taken("+alter table parcel drop column weight_g;", path=MIGRATION), message=NO_COLUMN)
    assert unseen.claim.endswith(f"and {NEW} was deployed with it at {at(2)}")


REFUSED = "token refused: audience 'https://rates-service-ab12-ew.a.run.app' did not match 'rates-of-parcels'"
AUDIENCE = ('-  token := sign("rates-of-parcels")', '+  token := sign(os.Getenv("CLIENT_AUDIENCE"))')


def by_value(changed: FileChange) -> list[Suspect]:
    return [each for each in suspects(changed, message=REFUSED) if each.strong]


def test_a_value_that_the_failure_quotes_and_a_commit_replaces_is_of_the_closest_kind() -> None:
    (found,) = suspects(taken(*AUDIENCE), message=REFUSED)
    assert (found.closest, found.change.commit, found.change.revision) == (True, BAD_COMMIT, NEW)
    assert found.ties[0].did == (
        f"takes `rates-of-parcels` out of rates/quote.go, and {NEW} was deployed with it at {at(2)}"
    )
    assert found.ties[0].how == (
        "the failure of parcel-api quotes `rates-of-parcels`, which rates-service no longer gives; "
        f"it was first seen 1 minute after {NEW} was deployed; the failure names rates-service"
    )


def test_a_variable_that_a_commit_begins_to_use_gives_what_it_holds_on_the_new_revision() -> None:
    held = Setting(path="spec.containers[0].env.CLIENT_AUDIENCE", value="https://rates-service-ab12-ew.a.run.app")
    new = builders.revision(name=NEW, service=OTHER, at=at(2), settings=(held,))
    (found,) = suspects(taken(*AUDIENCE), new, message=REFUSED)
    assert found.ties[0].how.startswith(
        "the failure of parcel-api quotes `rates-of-parcels`, which rates-service no longer gives, and "
        f"`{held.value}`, which is the `CLIENT_AUDIENCE` of {NEW} that this change begins to use; "
    )
    (alone,) = suspects(taken(AUDIENCE[1]), new, message=REFUSED)
    assert alone.closest
    assert by_value(taken(AUDIENCE[1])) == []


@pytest.mark.parametrize(
    "lines",
    [
        # Moved within the image.
        ('-  token := sign("rates-of-parcels")', '+  return sign("rates-of-parcels")'),
        # A part of a longer literal.
        ('-  token := sign("rates-of-parcels-abroad")',),
    ],
)
def test_a_value_that_is_still_given_or_another_one_ties_nothing(lines: tuple[str, ...]) -> None:
    assert by_value(taken(*lines)) == []


def test_a_plain_word_in_quotes_is_no_value() -> None:
    assert suspects(taken('-  kind("parcels")'), message="unknown kind 'parcels'", finding=FAILING) == []


def test_a_setting_of_the_other_service_from_a_value_that_the_failure_quotes() -> None:
    path = "spec.containers[0].env.AUDIENCE"
    old = builders.revision(name=OLD, service=OTHER, at=at(), settings=(Setting(path=path, value="rates-of-parcels"),))
    new = builders.revision(name=NEW, service=OTHER, at=at(2), settings=(Setting(path=path, value="parcels-2"),))
    (found,) = suspects(old, new, message=REFUSED)
    assert (found.closest, found.service, found.change.setting) == (True, OTHER, path)
    assert found.claim == f"{NEW} sets {path} to parcels-2; {OLD} had rates-of-parcels"
    assert suspects(old, new, message="token refused") == []


def test_a_mere_warning_is_not_laid_to_another_service_for_its_time() -> None:
    warned = FAILING.model_copy(update={"kind": "warning"})
    assert suspects(message="no rate", settings=(ADDRESS,), finding=warned) == []
    assert suspects(taken(*GONE), finding=warned, settings=(ADDRESS,))[0].closest


def test_time_alone_points_at_the_service_s_own_new_revision_unless_that_had_served_well() -> None:
    assert suspects(message="no rate", settings=(ADDRESS,), revision=GOOD) == []
    minutes = (MinuteRequests(minute=at(1), count=40, server_errors=0),)
    served = builders.request_statistics(revision=GOOD, count=40, statuses=(), by_minute=minutes)
    (found,) = suspects(served, message="no rate", settings=(ADDRESS,), revision=GOOD)
    assert found.change.revision == NEW


def test_the_name_in_the_failure_a_client_in_the_stack_and_the_same_store_link_too() -> None:
    def how(**given: Any) -> str:
        evidence = given.pop("evidence", ())
        (found,) = suspects(*evidence, **{"message": "no rate", **given})
        return found.ties[0].how

    assert "and the failure names rates-service;" in how(message="rates-service gave no rate")
    client = Frame(file="/app/parcel_api/rates_service.py", line=4, function="ask")
    assert f"and the stack runs through {client.file};" in how(stack=(client,))
    store = Setting(path="spec.containers[0].env.PGHOST", value="10.2.0.4")
    theirs = builders.revision(name=NEW, service=OTHER, at=at(2), settings=(store,))
    assert f"and {GOOD} and {NEW} have the same `PGHOST`;" in how(evidence=(theirs,), settings=(store,))


def test_a_route_is_known_by_its_parameters_where_the_path_that_was_asked_for_has_none() -> None:
    lines = ('-  web.get("/prices/{code}", price),', '+  web.get("/shelf/{code}", price),')
    (found,) = suspects(taken(*lines), message="404 for url: https://rates-service-x7.a.run.app/prices/AMX")
    assert found.strong
    assert found.ties[0].did.startswith("takes `/prices/{code}` out of")
    assert found.ties[0].how.startswith("parcel-api looks for the route `/prices/AMX`, which rates-service no longer")


def test_an_address_that_is_none_names_no_route() -> None:
    gone = ('-  mux.Handle("GET /v1/quotes/{id}", q)',)
    (found,) = suspects(taken(*gone), message="404 for url: https://[rates-service/v1/quotes/71")
    assert (found.strong, found.change.commit) == (False, None)


def refusal(excerpt: str, revision: str = NEW) -> AnyEvidence:
    seen = builders.log_pattern().by_revision[0].model_copy(update={"revision": revision})
    return builders.log_pattern(
        service=OTHER, template=excerpt, excerpt=excerpt, message=None, error_type=None, frames=(), by_revision=(seen,)
    )


def test_the_new_caller_s_entry_names_the_field_for_which_a_service_that_stayed_refuses_its_requests() -> None:
    refused = FAILING.model_copy(
        update={"kind": "request", "rule": "refused-route", "signature": "POST /labels 422", "last": at(4)}
    )
    told = refusal('parcel-api refused: {"detail":[{"loc":["body","valid_until"],"msg":"Field required"}]}')
    (found,) = suspects(taken(*GONE), told, message="422", finding=refused)
    assert (found.closest, found.change.commit, found.change.revision) == (True, BAD_COMMIT, NEW)
    assert told.id in found.cites
    before = refusal(told.excerpt, revision=OLD)
    assert suspects(taken(*GONE), before, message="422", finding=refused) == []
    own = builders.serving(revision=GOOD)
    assert suspects(taken(*GONE), told, message="422", finding=refused, deployed=(own,)) == []
    busy = refused.model_copy(update={"signature": "POST /labels 429"})
    assert suspects(taken(*GONE), told, message="429", finding=busy) == []


def test_what_the_caller_logged_at_another_time_tells_nothing_of_the_refusals() -> None:
    refused = FAILING.model_copy(update={"kind": "request", "rule": "refused-route", "signature": "POST /labels 422"})
    told = refusal('parcel-api refused: {"detail":[{"loc":["body","valid_until"],"msg":"Field required"}]}')
    assert suspects(taken(*GONE), told, message="422", finding=refused)
    later = refused.model_copy(update={"first": at(3), "last": at(4)})
    assert suspects(taken(*GONE), told, message="422", finding=later) == []


def test_of_commits_that_take_a_value_out_and_bring_it_in_the_one_that_decides_for_the_image_is_named() -> None:
    """One commit takes two out and another one brings one in: the image gives it no longer."""
    out = change('-  sign("rates-of-parcels")', '-  check("rates-of-parcels")', path="rates/a.go", id="change-out")
    back = change('+  log("rates-of-parcels")', path="rates/b.go", id="change-back", commit="7" * 40)
    served = {BAD_COMMIT: [out], "7" * 40: [back]}
    found = other_values(served, builders.revision(name=NEW, service=OTHER), REFUSED)
    assert [sha for sha, _ in found] == [BAD_COMMIT]


def test_what_set_in_before_the_window_is_laid_to_what_was_deployed_before_it() -> None:
    good, bad = "parcel-api-00007-kit", "parcel-api-00008-fox"
    old, new = (builders.revision(name=name, service=OTHER, at=at(hour)) for name, hour in ((OLD, 0), (NEW, 1)))
    failing = builders.log_pattern(
        by_revision=tuple(
            RevisionCount(revision=name, count=12, first=when, last=when)
            for name, when in ((good, at(1, 1)), (bad, at(2, 5)))
        ),
        by_minute=(
            MinuteCount(revision=good, minute=at(1, 1), count=12),
            MinuteCount(revision=bad, minute=at(2, 5), count=12),
        ),
    )
    asked = (
        MinuteRequests(minute=at(0, 5), count=90, server_errors=0),
        MinuteRequests(minute=at(1, 1), count=12, server_errors=0),
    )
    rows = (
        builders.request_statistics(revision=good, by_minute=asked, statuses=()),
        builders.request_statistics(
            by_minute=(MinuteRequests(minute=at(2, 5), count=12, server_errors=0),), statuses=()
        ),
    )
    baseline = Side(
        span=builders.span(end=at(2)),
        revisions=(
            builders.serving(revision=good),
            *(builders.serving(service=OTHER, revision=name, commit=None) for name in (OLD, NEW)),
        ),
        reason="named as the good one",
    )
    records = (builders.revision(name=good), builders.revision(), old, new, failing, *rows)
    facts = Facts(builders.sealed(collected=builders.collected(*records), window=builders.window(baseline=baseline)))
    told = builders.finding(
        primary=(failing.id,), state="worse", before=Ratio(n=12, unit="log entries"), first=at(1, 1), last=at(3)
    )
    (found,) = neighbours(facts, told, symptom("no rate for parcel", revision=good))
    assert (found.revision.name, found.at) == (NEW, at(1))
    assert found.soon == f"it was first seen 1 minute after {NEW} was deployed"
    # What is dated by the new revision is laid to what was deployed in the window.
    assert neighbours(facts, told.model_copy(update={"first": at(2, 5)}), symptom("no rate", revision=bad)) == []
