from typing import Any

import pytest

from incidents.analysis.causes.chains import explain
from incidents.analysis.causes.elsewhere import clocks, failed_callee, late_onset, other_end, redirected, stale_image
from incidents.analysis.causes.reverts import reverts
from incidents.analysis.causes.suspect import Suspect
from incidents.analysis.causes.tie import Tie
from incidents.analysis.facts import Facts
from incidents.model.cause import ChangeRef, Stop
from incidents.model.evidence import AnyEvidence, LogPattern, MinuteRequests, RevisionCount, Setting, StatusCount
from incidents.model.finding import Finding, Ratio
from tests import builders
from tests.builders import BAD, GOOD, at
from tests.incidents.analysis.causes.symptoms import symptom


def facts(*evidence: AnyEvidence) -> Facts:
    records = {each.id: each for each in (builders.revision(name=GOOD), builders.revision(), *evidence)}
    return Facts(builders.sealed(collected=builders.collected(*records.values())))


def served(count: int, hours: tuple[float, ...]) -> AnyEvidence:
    rows = tuple(MinuteRequests(minute=at(each), count=count, server_errors=0) for each in hours)
    return builders.request_statistics(count=count * len(hours), by_minute=rows, statuses=())


PATTERN = builders.log_pattern()
LATE: dict[str, Any] = {"primary": (PATTERN.id,), "first": at(4), "last": at(5)}


def pattern() -> LogPattern:
    return builders.log_pattern(by_revision=(RevisionCount(revision=BAD, count=12, first=at(4), last=at(5)),))


@pytest.mark.parametrize(
    ("message", "rule", "said"),
    [
        ("the rates provider returned 503", "external-party", "another party that parcel-api calls failed"),
        ("no available instance", "capacity", "parcel-api ran out of room"),
        ("PoolTimeout: couldn't get a connection after 5 s", "capacity", "parcel-api ran out of room"),
    ],
)
def test_a_late_beginning_with_words_of_it_is_a_cause_that_blames_no_change(message: str, rule: str, said: str) -> None:
    finding = builders.finding(**LATE)
    found = late_onset.cause(facts(pattern(), served(20, (2.1, 3.5))), finding, symptom(message, revision=BAD))
    assert found is not None
    assert (found.rule, found.change, found.confidence) == (rule, None, "probable")
    assert found.claim.startswith(f"{said}, after {BAD} had answered 40 requests without a server error")


@pytest.mark.parametrize(
    ("detail", "claim"),
    [
        (
            "Error: certificate has expired at TLSSocket (node:_tls_wrap:1677:34) https://pay.example.net/v1",
            "the certificate of another party (`pay.example.net`) was not accepted when parcel-api connected to it",
        ),
        (
            'Get "x": tls: failed to verify certificate: x509: certificate signed by unknown authority',
            "the certificate of another party was not accepted when parcel-api connected to it",
        ),
        ("javax.net.ssl.SSLHandshakeException: x", "parcel-api could not make a protected connection to another party"),
        ("dial tcp: lookup pay: no such host", "the name of another party was not found when parcel-api looked it up"),
        ("Error: read ECONNRESET", "another party refused or broke the connection of parcel-api"),
        ("httpx.ConnectTimeout", "another party did not answer parcel-api in time"),
    ],
)
def test_a_connection_that_broke_on_a_revision_that_had_used_it_well_is_of_the_other_end(
    detail: str, claim: str
) -> None:
    said = pattern().model_copy(update={"excerpt": detail, "hash": ""})
    rows = tuple(MinuteRequests(minute=at(2 + n / 20), count=9, server_errors=0) for n in range(1, 40))
    failed = tuple(MinuteRequests(minute=at(4, n), count=9, server_errors=9) for n in range(40))
    given = facts(said, builders.request_statistics(by_minute=(*rows, *failed)))
    found = other_end.cause(given, builders.finding(**LATE), symptom(detail, revision=BAD))
    assert found is not None
    assert found.claim.startswith(claim)
    assert (found.change, found.confidence) == (None, "probable")
    ours = symptom(f"{detail.partition(' https')[0]} of http://10.8.0.3/rates", revision=BAD)
    assert other_end.cause(given, builders.finding(**LATE), ours) is None
    assert f"{BAD} had answered 351 requests well before it began" in found.mechanism


@pytest.mark.parametrize(
    ("message", "said"),
    [
        ("jwt.exceptions.ImmatureSignatureError: The token is not yet valid (iat)", "ImmatureSignatureError"),
        ("InvalidValue: Token used too early, 1694 < 1695. Check that your clock is set", "Token used too early"),
        ("NotBeforeError: jwt not active", "jwt not active"),
        ("oidc: token used before issued", "token used before issued"),
        ("SecurityTokenNotYetValidException: IDX10222: Lifetime validation failed", "IDX10222"),
        ("RequestTimeTooSkewed (403)", "RequestTimeTooSkewed"),
    ],
)
def test_times_that_do_not_agree_on_a_revision_that_had_served_well_blame_no_change(message: str, said: str) -> None:
    rows = tuple(MinuteRequests(minute=at(2 + n / 20), count=9, server_errors=0) for n in range(1, 40))
    failed = tuple(MinuteRequests(minute=at(4, n), count=9, server_errors=9) for n in range(40))
    seen = pattern().model_copy(update={"excerpt": message, "hash": ""})
    given = facts(seen, builders.request_statistics(by_minute=(*rows, *failed)))
    found = clocks.cause(given, builders.finding(**LATE), symptom(message, revision=BAD))
    assert found is not None
    assert (found.rule, found.change, found.confidence) == ("clocks", None, "probable")
    assert found.claim == f"parcel-api and another party do not agree on the time; the failure says “{said}”"
    from_the_start = facts(seen, builders.request_statistics(by_minute=failed))
    assert clocks.cause(from_the_start, builders.finding(**LATE), symptom(message, revision=BAD)) is None
    assert clocks.cause(given, builders.finding(**LATE), symptom("jwt expired", revision=BAD)) is None


def test_a_connection_that_never_worked_on_the_revision_is_not_known_to_be_of_the_other_end() -> None:
    said = symptom("Error: read ECONNRESET", revision=BAD)
    assert other_end.cause(facts(pattern()), builders.finding(**LATE), said) is None


def test_another_party_is_no_more_than_possible_beside_a_service_that_was_deployed_shortly_before() -> None:
    said = symptom("the rates provider returned 503", revision=BAD)
    cause = late_onset.cause(facts(pattern(), served(20, (2.1, 3.5))), builders.finding(**LATE), said)
    assert cause is not None
    tie = Tie("neighbour-deployed", 0.35, "was deployed before", "it began then", ())
    near = Suspect(ChangeRef(revision="rates-2"), "rates-2", 0.35, (tie,), (PATTERN.id,), service="rates-service")
    beside = late_onset.beside(cause, [near])
    assert (beside.confidence, [each.claim for each in beside.rivals]) == ("possible", ["rates-2 was deployed before"])
    assert late_onset.beside(cause, []) == cause


def test_another_party_is_named_by_its_host_and_a_service_of_our_own_is_none() -> None:
    given, finding = facts(pattern(), served(20, (2.1, 3.5))), builders.finding(**LATE)
    said = "Server error '503 Service Unavailable' for url 'https://api.pay.example/v2'"
    found = late_onset.cause(given, finding, symptom(said, revision=BAD))
    assert found is not None
    assert found.claim.startswith("another party that parcel-api calls (`api.pay.example`) failed, after ")
    ours = said.replace("api.pay.example", "parcel-api-ab12cd-ew.a.run.app")
    assert late_onset.cause(given, finding, symptom(ours, revision=BAD)) is None


def test_a_party_that_is_named_needs_no_exact_test_of_what_was_served_before() -> None:
    given, finding = facts(pattern(), served(20, (2.1, 3.5))), builders.finding(**LATE)
    named = symptom("HTTPSConnectionPool(host='api.pay.example', port=443): Read timed out.", revision=BAD)
    assert other_end.cause(given, finding, named) is not None
    assert other_end.cause(given, finding, symptom("Read timed out.", revision=BAD)) is None
    ours = symptom("HTTPConnectionPool(host='10.8.0.3', port=80): Read timed out.", revision=BAD)
    assert other_end.cause(given, finding, ours) is None


def test_room_that_ran_out_for_the_first_time_with_no_more_to_do_is_no_cause() -> None:
    minutes = tuple(MinuteRequests(minute=at(2, n), count=9, server_errors=0) for n in range(0, 180, 4))
    steady = facts(pattern(), builders.request_statistics(by_minute=minutes, statuses=()))
    said = symptom("PoolTimeout: couldn't get a connection after 5 s", revision=BAD)
    assert late_onset.cause(steady, builders.finding(**LATE), said) is None
    before = builders.finding(**LATE, before=Ratio(n=3, unit="entries"))
    assert late_onset.cause(steady, before, said) is not None


def test_a_late_beginning_alone_tells_no_cause() -> None:
    finding = builders.finding(**LATE)
    assert (
        late_onset.cause(facts(pattern(), served(20, (2.1, 3.5))), finding, symptom("label lost", revision=BAD)) is None
    )


def test_a_failure_from_the_first_requests_on_is_not_late() -> None:
    said = symptom("the rates provider returned 503", revision=BAD)
    assert late_onset.cause(facts(pattern()), builders.finding(**LATE), said) is None
    assert late_onset.cause(facts(pattern(), served(2, (2.1, 3.5))), builders.finding(**LATE), said) is None


def undeployed(*evidence: AnyEvidence, known: bool = True) -> Facts:
    """Only the good revision serves, from before the window on."""
    whole = builders.window()
    candidate = whole.candidate.model_copy(update={"revisions": ()})
    baseline = whole.baseline if known else whole.baseline.model_copy(update={"revisions": ()})
    window = whole.model_copy(update={"candidate": candidate, "baseline": baseline})
    records = (builders.revision(name=GOOD), *evidence)
    return Facts(builders.sealed(window=window, collected=builders.collected(*records)))


def test_another_party_that_fails_where_nothing_was_deployed_is_a_cause() -> None:
    rows = tuple(MinuteRequests(minute=at(each), count=20, server_errors=0) for each in (0.1, 2.5))
    requests = builders.request_statistics(revision=GOOD, count=40, by_minute=rows, statuses=())
    finding, said = builders.finding(**LATE), symptom("not booked: upstream: haul answered 503")
    found = late_onset.cause(undeployed(pattern(), requests), finding, said)
    assert found is not None
    assert found.claim.startswith(
        "another party that parcel-api calls failed, after parcel-api, of which nothing was deployed in the window, "
        "had answered 40 requests without a server error"
    )
    assert found.looked_for == "a deployment of parcel-api in the window, which could be behind it; none was read"
    # where no revision of it was read, nothing is known of its deployments
    assert late_onset.cause(undeployed(pattern(), requests, known=False), finding, said) is None


def other(**changes: Any) -> Finding:
    values = {"id": "finding-other", "service": "rates-service", "title": "rates-service: down", "first": at(2)}
    return builders.finding(**{**values, "last": at(3), **changes})


CALLER = builders.finding(first=at(2), last=at(3))


@pytest.mark.parametrize(
    "message",
    [
        "rates-service answered nothing",
        "for url https://rates-service-ab12cd-ew.example/quote",
        "http://rates-service:8080",
    ],
)
def test_a_service_that_the_failure_names_and_that_fails_itself_is_the_cause(message: str) -> None:
    cause = failed_callee.cause(facts(PATTERN), CALLER, [CALLER, other()], symptom(message))
    assert cause is not None
    assert cause.claim == "rates-service, which parcel-api calls, failed in the same time: rates-service: down"
    assert set(cause.evidence_for) == {*CALLER.primary, *other().primary}


@pytest.mark.parametrize(
    "message", ["the rates are wrong", "rates-service-cache is full", "old-rates-service", "parcel-api"]
)
def test_a_service_that_is_not_named_is_not_the_cause(message: str) -> None:
    assert failed_callee.cause(facts(PATTERN), CALLER, [CALLER, other()], symptom(message)) is None


def test_what_an_unchanged_service_refuses_of_a_new_caller_is_no_failure_of_it() -> None:
    said = symptom("422 Client Error for url: https://rates-service-ab12cd-ew.a.run.app/v1/rates")
    refuses = other(kind="request", rule="refused-route", signature="POST /v1/rates 422")
    assert failed_callee.cause(facts(PATTERN), CALLER, [CALLER, refuses], said) is None
    busy = other(kind="request", rule="refused-route", signature="POST /v1/rates 429")
    assert failed_callee.cause(facts(PATTERN), CALLER, [CALLER, busy], said) is not None


def test_a_service_that_failed_at_another_time_or_as_before_is_not_the_cause() -> None:
    said = symptom("rates-service answered nothing")
    assert failed_callee.cause(facts(PATTERN), CALLER, [CALLER, other(first=at(7), last=at(8))], said) is None
    assert failed_callee.cause(facts(PATTERN), CALLER, [CALLER, other(state="persisting")], said) is None
    assert failed_callee.cause(facts(PATTERN), CALLER, [CALLER, other(first=None, last=None)], said) is None


OWN = builders.log_pattern(exemplars=(builders.exemplar(trace="t/1"),))
THEIRS = builders.log_pattern(service="rates-service", exemplars=(builders.exemplar(trace="t/1", at=at(2, 4)),))
ADDRESS = Setting(path="spec.containers[0].env.RATES_URL", value="https://rates-service-ab12-ew.a.run.app")


def test_a_request_that_both_logged_ties_a_failure_to_the_failure_of_the_other_service() -> None:
    apart = builders.log_pattern(service="rates-service", exemplars=(builders.exemplar(trace="t/2", at=at(2, 4)),))
    failing = [CALLER, other(primary=(THEIRS.id,))]
    cause = failed_callee.cause(facts(OWN, THEIRS), CALLER, failing, symptom("no rate"))
    assert cause is not None
    assert cause.confidence == "probable"
    assert cause.mechanism.startswith("both logged parts of the same request, and rates-service failed in it")
    assert failed_callee.cause(facts(OWN, apart), CALLER, failing, symptom("no rate")) is None


def test_who_was_called_in_a_request_is_not_explained_by_who_called() -> None:
    called = other(primary=(THEIRS.id,))
    assert failed_callee.cause(facts(OWN, THEIRS), called, [CALLER, called], symptom("no rate")) is None
    # at the same time nothing tells which of them was called, but for an address
    at_once = builders.log_pattern(service="rates-service", exemplars=OWN.exemplars)
    assert failed_callee.cause(facts(OWN, at_once), CALLER, [CALLER, called], symptom("no rate")) is None
    calling = builders.revision(name=GOOD, settings=(ADDRESS,))
    assert failed_callee.cause(facts(calling, OWN, at_once), CALLER, [CALLER, called], symptom("no rate")) is not None
    assert failed_callee.cause(facts(calling, OWN, at_once), called, [CALLER, called], symptom("no rate")) is None


def test_the_chain_leads_on_to_the_failure_of_the_service_that_was_called() -> None:
    beside = CALLER.model_copy(update={"id": "finding-beside", "kind": "warning"})
    failing = [beside, CALLER, other(primary=(THEIRS.id,))]
    chains = {each.finding: each for each in explain(facts(OWN, THEIRS), failing, [])}
    stop = chains[CALLER.id].whys[-1]
    assert isinstance(stop, Stop)
    assert stop.query == "incident show finding-other"


def test_an_address_alone_ties_a_warning_and_no_failure() -> None:
    calling = builders.revision(name=GOOD, settings=(ADDRESS,))
    failing = [CALLER, other()]
    warning = CALLER.model_copy(update={"kind": "warning"})
    said = symptom("no rate", revision=GOOD)
    cause = failed_callee.cause(facts(calling, PATTERN), warning, failing, said)
    assert cause is not None
    assert (cause.confidence, cause.mechanism) == (
        "possible",
        "parcel-api finds rates-service by `RATES_URL`, and what that does not answer cannot be passed on",
    )
    assert failed_callee.cause(facts(calling, PATTERN), CALLER, failing, said) is None


def test_a_service_that_the_failure_names_comes_before_one_of_which_it_has_the_address() -> None:
    calling = builders.revision(name=GOOD, settings=(ADDRESS,))
    warning = CALLER.model_copy(update={"kind": "warning"})
    urgent = other(priority=builders.priority(level="P0"))
    named = other(id="finding-named", service="depot-service", title="depot-service: down")
    said = symptom("depot-service answered nothing", revision=GOOD)
    cause = failed_callee.cause(facts(calling, PATTERN), warning, [warning, urgent, named], said)
    assert cause is not None
    assert cause.claim.startswith("depot-service, which")


def test_an_image_that_is_older_than_its_name_says_is_its_own_cause() -> None:
    old = builders.revision(name=GOOD, image="registry/app:old")
    new = builders.revision(image="registry/app:old")
    finding = builders.finding(rule="stale-deployment", kind="deployment", primary=(new.id,), related=(old.id,))
    cause = stale_image.cause(facts(old, new), finding)
    assert cause is not None
    assert cause.change is not None
    assert (cause.change.revision, cause.change.setting) == (BAD, "spec.containers[0].image")
    assert stale_image.cause(facts(old, new), builders.finding(primary=(new.id,))) is None


def test_a_failed_test_of_the_service_may_have_met_an_image_that_is_older_than_its_name() -> None:
    old, new = builders.revision(name=GOOD, image="app:old"), builders.revision(image="app:old")
    stale = builders.finding(rule="stale-deployment", primary=(new.id,), related=(old.id,), signature="runs app:old")
    run, case = builders.test_run(), builders.case_result()
    failed = builders.finding(id="finding-test", kind="test", primary=(case.id,))
    cause = stale_image.behind_test(facts(old, new, run, case), failed, [failed, stale])
    assert cause is not None
    assert (cause.claim, cause.confidence) == (f"{BAD}, which the test may have called, runs app:old", "possible")
    # before it was deployed, on tests within their own process, and without such a deployment there is none
    earlier = builders.test_run(at=at(1))
    assert stale_image.behind_test(facts(old, new, earlier, case), failed, [stale]) is None
    inside = builders.case_result(test="tests/unit/test_label.py::test_a")
    unit = builders.finding(id="finding-test", kind="test", primary=(inside.id,))
    assert stale_image.behind_test(facts(old, new, run, inside), unit, [stale]) is None
    assert stale_image.behind_test(facts(old, new, run, case), failed, [failed]) is None


def test_a_revert_names_the_commit_or_quotes_its_subject() -> None:
    first = builders.commit(sha="3" * 40, subject="Print faster")
    second = builders.commit(sha="4" * 40, subject="Print slower")
    by_id = builders.commit(sha="5" * 40, subject="Take it back", reverts=first.sha)
    by_subject = builders.commit(sha="6" * 40, subject='Revert "Print slower"')
    assert reverts([first, second, by_id, by_subject]) == {first.sha: by_id.sha, second.sha: by_subject.sha}


def test_a_subject_that_two_commits_have_names_neither() -> None:
    twice = [builders.commit(sha=sha * 40, subject="Bump version") for sha in "34"]
    assert reverts([*twice, builders.commit(sha="6" * 40, subject='Revert "Bump version"')]) == {}


TESTED = builders.finding(kind="test", rule="failing-test")


def sent_on(line: str, *others: AnyEvidence, asked: str = '/health") 307 != 200') -> Any:
    logged = builders.log_pattern(template=line, excerpt=line, error_type=None, severity="INFO")
    told = symptom("AssertionError: 307 != 200", detail=f'client.get("{asked}')
    return redirected.cause(facts(builders.log_pattern(), logged, *others), TESTED, told)


def redirects(count: int, of: int) -> AnyEvidence:
    statuses = (StatusCount(status=307, count=count, first=at(2), last=at(3)),)
    return builders.request_statistics(method="GET", route="/health", count=of, statuses=statuses)


@pytest.mark.parametrize(
    ("line", "differs"),
    [
        ("GET /health 307 Location: https://api.example/health/", "in the slash at its end"),
        ('"GET /health HTTP/1.1" 307 location=/ready', "in its path"),
        ("GET http://api.example/health 307 Location: https://api.example/health", "in its scheme"),
        ("GET https://api.example/health 307 Location: 'https://web.example/health'", "in its host"),
    ],
)
def test_a_redirect_that_a_test_took_for_the_answer_is_the_cause(line: str, differs: str) -> None:
    found = sent_on(line, redirects(2, 2))
    assert found.claim.startswith("parcel-api redirects `GET /health` with 307 to `")
    assert found.claim.endswith(f"`, which differs {differs} alone")
    assert found.confidence == "probable"
    assert found.looked_for.endswith("; 2 of its 2 requests redirected")


def test_a_redirect_of_some_requests_or_of_none_that_was_read_is_possible_at_most() -> None:
    line = "GET /health 307 Location: /health/"
    assert [sent_on(line, *rows).confidence for rows in ((redirects(1, 2),), ())] == ["possible", "possible"]


@pytest.mark.parametrize(
    "line",
    [
        "GET /health 302 Location: /health/",  # another status than the test got
        "GET /healthy 307 Location: /healthy/",  # another path than the test asked for
        "GET http://api.example/health 307 Location: https://web.example/health/",  # different in every way
        "GET /health 307 Location: /health",  # back to itself
        "GET /health 307 Location: http://[/health/",  # no address
        "GET /health 307",
        "GET /health 307 " + "-" * 500 + " Location: /health/",  # too far away to belong together
    ],
)
def test_an_answer_that_does_not_explain_the_test_is_no_cause(line: str) -> None:
    assert sent_on(line) is None
