from incidents.analysis.causes.chains import explain
from incidents.analysis.facts import Facts
from incidents.analysis.folding import fold
from incidents.analysis.rules import failing_route, goes_without, new_error_pattern, new_warning_pattern
from incidents.model.evidence import (
    AnyEvidence,
    CodePlace,
    DependencyChange,
    Frame,
    MinuteRequests,
    RequestStatistics,
    StatusCount,
)
from incidents.model.finding import Finding
from tests import builders
from tests.builders import BAD, BAD_COMMIT, GOOD, at
from tests.incidents.analysis.deployments.test_goes_without import MISSING, facts, said, started

STARTS = (started(BAD, 2), started(GOOD, 5))
PLACE = CodePlace(file="parcel_api/printing.py", function="<module>", line=3, commit=BAD_COMMIT)
RULES = (failing_route, new_error_pattern, new_warning_pattern, goes_without)


def route(failed: int, of: int = 20) -> RequestStatistics:
    rows = (MinuteRequests(minute=at(2, 5), count=of, server_errors=failed),)
    statuses = (StatusCount(status=503, count=failed, first=at(2, 5), last=at(2, 5)),)
    return builders.request_statistics(count=of, statuses=statuses, by_minute=rows)


def folded(evidence: Facts) -> list[Finding]:
    return fold(evidence, [found for rule in RULES for found in rule.find(evidence)]).findings


def only(*evidence: AnyEvidence) -> Finding:
    (found,) = folded(facts(*evidence))
    return found


def test_what_each_start_lacks_belongs_to_the_requests_that_fail_since() -> None:
    found = only(said((BAD, 2)), *STARTS, route(20))
    assert found.kind == "request"
    said_there = "printing is off: No module named 'label_driver'"
    assert found.title == f"parcel-api: `POST /parcels/<id>/label` answers 503: `{said_there}`"
    (echo,) = found.echoes
    assert echo.reason == (
        f"each of the 2 starts of {BAD} logged it, and none of the 5 starts before, and it fails on {BAD} alone"
    )


def test_a_frequent_warning_of_what_is_lacking_belongs_to_them_as_well() -> None:
    found = only(said((BAD, 20), severity="WARNING"), *STARTS, route(20))
    assert (found.kind, len(found.echoes)) == ("request", 1)


def test_a_route_of_which_few_requests_fail_does_not_lack_it() -> None:
    assert {each.kind for each in folded(facts(said((BAD, 2)), *STARTS, route(9)))} == {"request", "warning"}


def test_an_error_of_its_own_words_may_be_another_fault() -> None:
    error = builders.log_pattern()
    assert {each.kind for each in folded(facts(said((BAD, 2)), *STARTS, error))} == {"log", "warning"}
    elsewhere = builders.log_pattern(frames=(Frame(file="parcel_api/prices.py", line=7, function="price"),))
    there = said((BAD, 2), printed_by=PLACE)
    assert {each.kind for each in folded(facts(there, *STARTS, elsewhere))} == {"log", "warning"}


def test_an_error_whose_stack_runs_through_what_says_it_is_one_with_it() -> None:
    error = builders.log_pattern(frames=(Frame(file=PLACE.file, line=9, function="print_label"),))
    assert only(said((BAD, 2), printed_by=PLACE), *STARTS, error).kind == "log"


def test_alone_it_is_a_finding_where_each_start_misses_a_module() -> None:
    assert only(said((BAD, 2)), *STARTS).rule == goes_without.NAME
    assert folded(facts(said((BAD, 2), text="tracing is disabled"), *STARTS)) == []
    assert folded(facts(said((BAD, 2)), started(BAD, 3), started(GOOD, 5))) == []


def test_the_dependency_that_is_no_longer_installed_is_then_the_cause_and_the_line_is_its_evidence() -> None:
    gone = DependencyChange(name="label-driver", before="==1", after=None)
    extra = DependencyChange(name="label-driver", before=None, after="==1", group="optional-dependencies.printing")
    manifest = builders.file_change(
        path="pyproject.toml", commit=BAD_COMMIT, path_class="dependencies", dependencies=(gone, extra)
    )
    line = said((BAD, 2))
    moved = builders.commit(sha=BAD_COMMIT, new_in=("parcel-api",))
    evidence = facts(line, *STARTS, route(20), manifest, moved)
    (chain,) = explain(evidence, folded(evidence), [])
    assert chain.lead is not None
    assert (chain.lead.rule, chain.lead.confidence) == ("missing-module", "probable")
    assert "moves the dependency `label-driver` in pyproject.toml into the group" in chain.lead.claim
    assert line.id in chain.lead.evidence_for
    brought = "importing `label_driver`, which it brings, fails"
    assert chain.lead.mechanism.startswith(
        f"{brought}; {BAD} says `{MISSING}`: each of the 2 starts of {BAD} logged it"
    )
