"""Rollback and verdict over evidence in which the failure began late, ended, or was seen by tests alone."""

from typing import Any

import pytest

from incidents.analysis.actions import actions
from incidents.analysis.analyse import analyse
from incidents.analysis.causes.behind import Behind
from incidents.analysis.causes.elsewhere.failed_callee import NAME as FAILED_CALLEE
from incidents.analysis.course.outside import CAPACITY, CLOCKS
from incidents.analysis.facts import Facts
from incidents.analysis.rules import secret_in_log
from incidents.analysis.way_back.bad_revisions import stays
from incidents.analysis.way_back.rollback import advise
from incidents.model.cause import Answer, Chain, ChangeRef
from incidents.model.evidence import (
    AnyEvidence,
    Frame,
    Hunk,
    MinuteCount,
    MinuteRequests,
    RevisionCount,
    RunCounts,
    StatusCount,
)
from incidents.model.finding import Priority
from incidents.model.incident import Incident
from incidents.model.instant import Instant
from incidents.model.scope import ServiceScope
from tests import builders
from tests.builders import BAD, GOOD, SERVICE, at
from tests.incidents.analysis.causes.symptoms import cause

THIRD = "parcel-api-00009-elk"
HUNKS = (
    Hunk(old_start=10, old_lines=1, new_start=10, new_lines=1, section="def send():", text="-'label_printed'\n+'sent'"),
)


def served(revision: str, *minutes: tuple[float, int, int], **of_route: str) -> AnyEvidence:
    """Requests of one revision: hour, count and server errors for each minute."""
    rows = tuple(MinuteRequests(minute=at(hour), count=count, server_errors=bad) for hour, count, bad in minutes)
    total, failed = sum(count for _, count, _ in minutes), sum(bad for *_, bad in minutes)
    first, last = at(min(hour for hour, *_ in minutes)), at(max(hour for hour, *_ in minutes))
    seen = [(200, total - failed), (500, failed)]
    statuses = tuple(StatusCount(status=code, count=n, first=first, last=last) for code, n in seen if n)
    return builders.request_statistics(revision=revision, count=total, by_minute=rows, statuses=statuses, **of_route)


def logged(message: str, moment: Instant, revision: str = BAD) -> AnyEvidence:
    return builders.log_pattern(
        template=message,
        excerpt=message,
        message=message,
        error_type=None,
        by_revision=(RevisionCount(revision=revision, count=12, first=moment, last=moment),),
        by_minute=(MinuteCount(revision=revision, minute=moment, count=12),),
        exemplars=(builders.exemplar(revision=revision, at=moment, text=message),),
    )


def analysed(*evidence: AnyEvidence, third: bool = False) -> Incident:
    window = builders.window()
    records = [builders.revision(name=GOOD), builders.revision(), *evidence]
    if third:
        records.append(builders.revision(name=THIRD, at=at(3), commit="4" * 40))
        serving = (*window.candidate.revisions, builders.serving(revision=THIRD, commit="4" * 40))
        window = builders.window(candidate=window.candidate.model_copy(update={"revisions": serving}))
    return analyse(builders.sealed(collected=builders.collected(*records), window=window))


CALM = (served(GOOD, (1, 50, 0)), served(BAD, (2.1, 30, 0), (3.5, 30, 0)))


def test_another_party_that_fails_late_on_a_good_revision_is_external_and_going_back_is_no_answer() -> None:
    incident = analysed(*CALM, logged("rates provider returned 503: overloaded", at(3.5)))
    assert incident.verdict == "external"
    assert incident.rollback.target is None
    assert "had served well" in incident.rollback.reason


def test_room_that_ran_out_late_on_a_good_revision_is_capacity() -> None:
    full = logged("QueuePool limit of size 5 overflow 10 reached", at(3.5))
    rush = served(BAD, (2.1, 30, 0), (3.5, 300, 0))
    incident = analysed(served(GOOD, *((1 + n / 10, 50, 0) for n in range(10))), rush, full)
    assert (incident.verdict, incident.rollback.target) == ("capacity", None)
    # with no more to do than before it is not known what filled it
    assert analysed(*CALM, full).verdict == "incident"


def test_the_same_words_from_the_first_requests_on_point_at_the_revision() -> None:
    incident = analysed(*CALM, logged("rates provider returned 503: overloaded", at(2.1)))
    assert (incident.verdict, incident.rollback.target) == ("incident", GOOD)


def test_a_late_failure_that_names_nobody_else_stays_an_incident() -> None:
    incident = analysed(*CALM, logged("label printer rejected parcel", at(3.5)))
    assert (incident.verdict, incident.rollback.target) == ("incident", None)
    assert incident.rollback.reason == (
        f"{SERVICE} had served well on the same revision before it began, and no probable change explains it"
    )


def test_what_began_late_stays_when_another_failure_is_taken_back() -> None:
    early, late = logged("label printer rejected parcel", at(2.1)), logged("drawer of stamps is shut", at(3.5))
    incident = analysed(*CALM, early, late)
    assert incident.rollback.target == GOOD
    assert incident.rollback.reason.endswith(
        "going back should end 1 of the findings; nothing shows that it ends 1 more"
    )


def test_what_a_later_revision_serves_without_is_resolved() -> None:
    calls = (served(GOOD, (1, 50, 0)), served(BAD, (2.1, 20, 10)), served(THIRD, (3.1, 40, 0)))
    incident = analysed(*calls, third=True)
    assert (incident.verdict, incident.rollback.target) == ("resolved", None)


def test_two_quiet_requests_do_not_show_that_it_is_over() -> None:
    """Half of the requests failed: two good ones have a probability of one in four."""
    calls = (served(GOOD, (1, 50, 0)), served(BAD, (2.1, 20, 10)), served(THIRD, (3.1, 2, 0)))
    incident = analysed(*calls, third=True)
    assert (incident.verdict, incident.rollback.target) == ("incident", GOOD)


def test_other_routes_do_not_show_that_it_is_over() -> None:
    calls = (served(GOOD, (1, 50, 0)), served(BAD, (2.1, 20, 10)), served(THIRD, (3.1, 90, 0), route="/health"))
    assert analysed(*calls, third=True).verdict == "incident"


def test_a_test_that_a_deployed_change_probably_explains_has_a_way_back() -> None:
    case = builders.case_result(message="AssertionError: 'print_label' != 'label_printed'")
    change = builders.file_change(hunks=HUNKS)
    run = builders.test_run(at=at(2.5))
    before = builders.test_run(name="earlier", at=at(1), counts=RunCounts(collected=10, passed=10))
    incident = analysed(*CALM, run, case, before, builders.commit(), change)
    assert [each.kind for each in incident.findings] == ["test"]
    assert incident.rollback.target == GOOD
    assert "run earlier passed while it was the newest one" in incident.rollback.reason


def test_a_test_that_did_not_begin_has_none() -> None:
    case = builders.case_result(outcome="error", message="ImportError: cannot import name 'print_label'")
    change = builders.file_change(hunks=HUNKS)
    run = builders.test_run(at=at(2.5), counts=RunCounts(collected=10, passed=9, errors=1))
    assert analysed(*CALM, run, case, builders.commit(), change).rollback.target is None


def test_a_change_of_tests_alone_has_none() -> None:
    case = builders.case_result(message="AssertionError: 'print_label' != 'label_printed'")
    change = builders.file_change(path="tests/labels.py", path_class="test", hunks=HUNKS)
    assert analysed(*CALM, builders.test_run(at=at(2.5)), case, builders.commit(), change).rollback.target is None


ANSWER = "AssertionError: 'box' != 'bag'"
DEPLOYED_TEST = "tests/staging/test_label.py::test_prints_a_label"


def told_by_a_test(*more: AnyEvidence, earlier: str = "passed", test: str = DEPLOYED_TEST, **changes: Any) -> Incident:
    """A test passed an hour before the bad revision was deployed, and fails on it; nothing else is wrong."""
    before = builders.test_run(name="earlier", at=at(1), counts=RunCounts(collected=10, passed=10))
    rows = (
        builders.case_result(run=before.id, test=test, outcome=earlier, message=None, error_type=None),
        builders.case_result(**{"test": test, "message": ANSWER, **changes}),
    )
    return analysed(*CALM, before, builders.test_run(at=at(2.5)), *rows, *more)


def test_a_test_of_the_deployed_service_that_passed_on_the_revision_before_has_a_way_back() -> None:
    incident = told_by_a_test()
    assert [each.kind for each in incident.findings] == ["test"]
    assert incident.rollback.target == GOOD


def test_it_has_none_where_the_test_itself_was_changed() -> None:
    own = builders.file_change(path=DEPLOYED_TEST.partition("::")[0], path_class="test")
    support = builders.file_change(path="tests/conftest.py", path_class="test-support")
    other = builders.file_change(path="tests/staging/test_other.py", path_class="test")
    targets = [told_by_a_test(builders.commit(), each).rollback.target for each in (own, support, other)]
    assert targets == [None, None, GOOD]


def test_it_has_none_where_the_test_never_passed_or_reaches_no_service() -> None:
    assert told_by_a_test(earlier="skipped").rollback.target is None
    assert told_by_a_test(test="tests/unit/test_label.py::test_prints_a_label").rollback.target is None


def test_it_has_none_where_no_assertion_on_an_answer_failed() -> None:
    said = {"message": "TimeoutError: no answer", "error_type": "TimeoutError"}
    assert told_by_a_test(**said).rollback.target is None


def test_a_test_that_was_changed_in_nothing_that_ran_has_one() -> None:
    path = DEPLOYED_TEST.partition("::")[0]
    frames = (Frame(file=path, line=12, function="test_prints_a_label"),)
    printed = "    def test_prints_a_label(api):\n>       assert api.get()\nE       boom"
    hunk = Hunk(old_start=13, old_lines=1, new_start=13, new_lines=1, section="", text="-    a\n+    b")
    own = builders.file_change(path=path, path_class="test", functions=("test_prints_a_label",), hunks=(hunk,))
    incident = told_by_a_test(builders.commit(), own, frames=frames, excerpt=printed)
    assert incident.rollback.target == GOOD


def test_a_test_that_could_not_read_a_good_answer_has_one() -> None:
    said = "TypeError: string indices must be integers"
    frames = (Frame(file=DEPLOYED_TEST.partition("::")[0], line=12, function="test_prints_a_label"),)
    assert told_by_a_test(message=said, error_type="TypeError", frames=frames).rollback.target == GOOD


def test_a_service_whose_image_does_not_hold_the_change_is_not_sent_back() -> None:
    """Its own deployment brought the commit, as that of every service of the repository does, and not its code."""
    case = builders.case_result(message="AssertionError: 'print_label' != 'label_printed'")
    before = builders.test_run(name="earlier", at=at(1), counts=RunCounts(collected=10, passed=10))
    both = builders.commit(new_in=("badge", SERVICE))
    records = [builders.revision(name=GOOD), builders.revision(), builders.revision(name="badge-2", service="badge")]
    served_on = (*builders.window().candidate.revisions, builders.serving(revision="badge-2", service="badge"))
    scoped = (*builders.scope().services, ServiceScope(name="badge", source_paths=("badge/",)))
    evidence = (*records, *CALM, builders.test_run(at=at(2.5)), case, before, both, builders.file_change(hunks=HUNKS))
    side = builders.window().candidate.model_copy(update={"revisions": served_on})
    incident = analyse(
        builders.sealed(
            collected=builders.collected(*evidence),
            scope=builders.scope(services=scoped),
            window=builders.window(candidate=side),
        )
    )
    assert (incident.rollback.service, incident.rollback.target) == (SERVICE, GOOD)


def of_two_services(*more: AnyEvidence) -> Incident:
    """The same, where a second service was deployed together with the first."""
    other = "rates-00002-elk"
    records = [builders.revision(name=GOOD), builders.revision(), builders.revision(name=other, service="rates")]
    window = builders.window()
    serving = (*window.candidate.revisions, builders.serving(revision=other, service="rates"))
    before = builders.test_run(name="earlier", at=at(1), counts=RunCounts(collected=10, passed=10))
    printed = '    def test_prints_a_label(api):\n>       assert api.get("/labels").json() == "bag"\nE       boom'
    rows = (
        builders.case_result(run=before.id, test=DEPLOYED_TEST, outcome="passed", message=None),
        builders.case_result(test=DEPLOYED_TEST, message=ANSWER, excerpt=printed),
    )
    return analyse(
        builders.sealed(
            collected=builders.collected(*records, *CALM, before, builders.test_run(at=at(2.5)), *rows, *more),
            window=builders.window(candidate=window.candidate.model_copy(update={"revisions": serving})),
        )
    )


def test_it_has_none_where_two_services_were_deployed_meanwhile() -> None:
    assert of_two_services().rollback.target is None


def test_of_two_services_that_were_deployed_it_is_the_one_that_was_asked() -> None:
    asked = {"method": "GET", "route": "/labels"}
    assert of_two_services(served(BAD, (2.5, 1, 0), **asked)).rollback.target == GOOD
    assert of_two_services(served(BAD, (3.5, 1, 0), **asked)).rollback.target is None  # not by this run
    assert of_two_services(served(BAD, (2.5, 1, 0), route="/labels")).rollback.target is None  # another method


def test_the_reason_names_what_it_takes_back_and_what_not() -> None:
    before = builders.test_run(name="earlier", at=at(1), counts=RunCounts(collected=10, passed=10))
    calls = (served(GOOD, (1, 50, 0)), served(BAD, (2.1, 50, 20)))
    rollback = analysed(*calls, before, builders.test_run(), builders.case_result()).rollback
    assert rollback.service == SERVICE
    assert rollback.reason.endswith("going back should end 1 of the findings; nothing shows that it ends 1 more")


def test_a_revision_that_shows_the_same_errors_less_often_takes_nothing_back() -> None:
    calls = (served(GOOD, (1, 200, 0)), served(BAD, (2.1, 100, 0)))
    counts = (
        RevisionCount(revision=GOOD, count=9, first=at(1), last=at(1)),
        RevisionCount(revision=BAD, count=40, first=at(2.1), last=at(2.1)),
    )
    minutes = (MinuteCount(revision=GOOD, minute=at(1), count=9), MinuteCount(revision=BAD, minute=at(2.1), count=40))
    grown = builders.log_pattern(by_revision=counts, by_minute=minutes, count=49)
    incident = analysed(*calls, grown)
    assert [each.state for each in incident.findings] == ["worse"]
    assert incident.rollback.target is None
    assert incident.rollback.reason == f"going back would not help, for the same errors were seen on {GOOD}"
    beside = analysed(*calls, grown, logged("label printer rejected parcel", at(2.1)))
    assert beside.rollback.target == GOOD


def test_a_route_that_failed_less_often_before_is_the_same_error() -> None:
    incident = analysed(served(GOOD, (1, 200, 9)), served(BAD, (2.1, 100, 30)))
    assert ([each.state for each in incident.findings], incident.rollback.target) == (["worse"], None)


def test_a_route_that_hardly_failed_before_has_a_way_back() -> None:
    incident = analysed(served(GOOD, (1, 200, 1)), served(BAD, (2.1, 100, 60)))
    assert ([each.state for each in incident.findings], incident.rollback.target) == (["worse"], GOOD)


def test_why_going_back_is_no_answer_is_said_of_what_was_deployed() -> None:
    """What fails in a service of which nothing was deployed has reasons of its own."""
    facts = Facts(builders.sealed(collected=builders.collected(builders.log_pattern(), served(BAD, (2.1, 30, 20)))))
    level = Priority(level="P1", row="C", reason="a core component fails")
    own = builders.finding(priority=level)
    beside = builders.finding(id="finding-beside", service="labels", priority=level)
    chains = [
        Chain(finding=each.id, whys=(Answer(cause=cause(effect=each.id, rule=rule, confidence="probable")),))
        for each, rule in ((own, FAILED_CALLEE), (beside, CAPACITY))
    ]
    back = advise(facts, [own, beside], chains)
    assert (back.target, back.reason) == (
        None,
        f"what {SERVICE} calls failed, and an earlier revision would call it too",
    )


def test_clocks_that_do_not_agree_are_no_matter_of_a_revision() -> None:
    facts = Facts(builders.sealed(collected=builders.collected(builders.log_pattern(), served(BAD, (2.1, 30, 20)))))
    own = builders.finding()
    lead = cause(effect=own.id, rule=CLOCKS, confidence="probable")
    assert stays(facts, own, Behind([own], [Chain(finding=own.id, whys=(Answer(cause=lead),))]))
    assert not stays(facts, own, Behind([own], []))


def test_new_warnings_alone_ask_for_no_way_back() -> None:
    """The revision before them is still told, without a command and without a decision that is due."""
    pattern = builders.log_pattern(severity="WARNING", error_type=None, template="labels run low")
    warning = builders.finding(kind="warning", primary=(pattern.id,))
    records = (
        builders.revision(name=builders.GOOD),
        builders.revision(),
        builders.request_statistics(revision=builders.GOOD),
        pattern,
    )
    facts = Facts(builders.sealed(collected=builders.collected(*records)))
    back = advise(facts, [warning], [])
    assert (back.target, back.command) == (builders.GOOD, None)
    assert "warnings alone ask for no way back" in back.reason
    assert [each.horizon for each in actions(facts, [warning], [], back)] == ["before-next-deployment"]
    test = builders.finding(id="finding-test", kind="test", service=None, primary=(pattern.id,), tests=("a.py::b",))
    assert advise(facts, [warning, test], []).command is None  # that it fails is not tied to what was deployed
    exposed = warning.model_copy(update={"rule": secret_in_log.NAME})
    assert advise(facts, [exposed], []).command is not None  # each entry more is one more to read it in


@pytest.mark.parametrize("explained", [True, False])
def test_of_slower_routes_the_way_back_is_from_what_a_change_explains_or_was_slow_first(*, explained: bool) -> None:
    """Its caller only saw the slow answers, though it was deployed as well and comes first by its id."""
    window, caller = builders.window(), "aaa-desk"
    sides = {"baseline": "aaa-desk-00001-old", "candidate": "aaa-desk-00002-new"}
    served_by = {
        side: getattr(window, side).model_copy(
            update={"revisions": (builders.serving(service=caller, revision=name), *getattr(window, side).revisions)}
        )
        for side, name in sides.items()
    }
    called, calls = (
        [builders.request_statistics(service=service, revision=name, id=f"requests-{name}") for name in (old, new)]
        for service, old, new in ((SERVICE, GOOD, BAD), (caller, *sides.values()))
    )
    revisions = [builders.revision(name=GOOD), builders.revision()]
    revisions += [builders.revision(name=name, service=caller, id=f"rev-{name}") for name in sides.values()]
    records = builders.collected(*revisions, *called, *calls)
    facts = Facts(builders.sealed(collected=records, window=window.model_copy(update=served_by)))
    slow = builders.finding(kind="latency", primary=(called[1].id,), first=at(4 if explained else 3))
    victim = builders.finding(id="finding-0", kind="latency", service=caller, primary=(calls[1].id,), first=at(3.5))
    lead = cause(effect=slow.id, change=ChangeRef(commit=builders.BAD_COMMIT))
    chains = [Chain(finding=slow.id, whys=(Answer(cause=lead),))] if explained else []
    assert advise(facts, [victim, slow], chains).target == GOOD
