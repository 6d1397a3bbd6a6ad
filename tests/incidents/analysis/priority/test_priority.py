from typing import Any

from incidents.analysis.facts import Facts
from incidents.analysis.priority.priority import priority_of
from incidents.model.evidence import Metric, MinuteRequests, RequestStatistics, StatusCount
from incidents.model.finding import Finding, Ratio
from incidents.model.policy import RUBRIC, Component, Money, Override, Policy, RubricRow, TestCategory, Threshold
from tests import builders
from tests.builders import SERVICE, at

LATER = "parcel-api-00009-elk"
LABELS = Component(name="labels", tier=1, declared="config-labels")
MONEY = Money(text="€9K a month", per_year=108_000, currency="EUR")
CORE_TESTS = TestCategory(name="P1", globs=("tests/e2e/*",))


def row(policy: Policy | None = None, *evidence: Any, **changes: Any) -> tuple[str, str]:
    chosen = builders.collected(*(evidence or (builders.log_pattern(), builders.request_statistics(count=20))))
    facts = Facts(builders.sealed(policy=policy or Policy(), collected=chosen))
    given: Finding = builders.finding(**changes)
    ranked = priority_of(facts, given)
    return ranked.level, ranked.row


def test_half_of_the_services_requests_are_row_b() -> None:
    failing = builders.request_statistics(
        by_minute=tuple(builders.request_statistics().by_minute[:1]),
    )
    half = failing.model_copy(
        update={"by_minute": (failing.by_minute[0].model_copy(update={"server_errors": 10}),), "hash": ""}
    )
    after = Ratio(n=10, total=20, unit="requests")
    assert row(None, builders.log_pattern(), half, kind="request", after=after) == ("P0", "B")


def test_a_steady_error_of_a_declared_core_component_is_row_b_and_a_rare_one_row_c() -> None:
    policy = Policy(components=(LABELS,))
    assert row(policy, kind="log", component="labels") == ("P0", "B")
    assert row(policy, kind="log", component="labels", after=Ratio(n=2, unit="entries")) == ("P1", "C")


def served(route: str, failed: int, total: int) -> RequestStatistics:
    answered = (("500", failed), ("200", total - failed))
    return builders.request_statistics(
        route=route,
        count=total,
        statuses=tuple(StatusCount(status=int(s), count=n, first=at(2, 5), last=at(2, 5)) for s, n in answered if n),
        by_minute=(MinuteRequests(minute=at(2, 5), count=total, server_errors=failed),),
    )


def of_a_part(*, failed: int = 20, value: Money | None = MONEY, others: int = 900) -> tuple[str, str]:
    """Twenty-four requests to its routes, beside as many more to another route of the same service."""
    part = LABELS.model_copy(update={"tier": 2, "value": value})
    rows = (served("/labels", failed, 24), served("/parcels", 0, others))
    given = {"component": "labels", "primary": (rows[0].id,), "first": at(2, 5)}
    after = Ratio(n=failed, total=24, unit="requests")
    return row(Policy(components=(part,)), *rows, kind="request", after=after, **given)


def test_half_of_what_a_valued_part_is_asked_is_row_b_however_much_else_its_service_serves() -> None:
    assert of_a_part() == of_a_part(others=1) == ("P0", "B")
    assert of_a_part(failed=12) == ("P0", "B")
    assert of_a_part(failed=11) == ("P2", "F")


def test_a_part_of_no_declared_value_is_weighed_by_its_route_alone() -> None:
    assert of_a_part(value=None) == ("P1", "C")


def test_where_tiers_are_declared_they_decide_what_is_core() -> None:
    core = Component(name="parcels", tier=1, declared="config-parcels")
    part = LABELS.model_copy(update={"tier": 2, "value": MONEY})
    rows = (served("/labels", 20, 24), served("/parcels", 0, 900))
    after = Ratio(n=20, total=24, unit="requests")
    policy = Policy(components=(core, part))
    assert row(policy, *rows, kind="request", component="labels", after=after, primary=(rows[0].id,)) == ("P1", "C")


def test_a_small_share_of_a_core_route_is_row_c() -> None:
    after = Ratio(n=8, total=90, unit="requests")
    assert row(Policy(components=(LABELS,)), kind="request", component="labels", after=after) == ("P1", "C")


def test_without_a_declared_tier_what_category_p1_checks_is_core() -> None:
    component = LABELS.model_copy(update={"tier": 2, "name": "label"})
    policy = Policy(components=(component,), categories=(CORE_TESTS,))
    evidence = (builders.log_pattern(), builders.test_run(), builders.case_result())
    assert row(policy, *evidence, kind="log", component="label") == ("P0", "B")
    assert row(Policy(components=(component,)), *evidence, kind="log", component="label") == ("P2", "F")


def test_a_part_of_tier_2_that_category_p1_checks_is_said_not_to_be_declared_core() -> None:
    policy = Policy(components=(LABELS.model_copy(update={"tier": 2, "name": "label"}),), categories=(CORE_TESTS,))
    collected = builders.collected(builders.log_pattern(), builders.test_run(), builders.case_result())
    ranked = priority_of(
        Facts(builders.sealed(policy=policy, collected=collected)), builders.finding(kind="log", component="label")
    )
    assert ranked.reason.endswith("label, which tests of category P1 check (none is declared core)")


def test_a_route_that_is_mostly_down_is_row_c_without_any_component() -> None:
    assert row(kind="request", after=Ratio(n=6, total=9, unit="requests")) == ("P1", "C")
    assert row(kind="request", after=Ratio(n=2, total=3, unit="requests")) == ("P2", "F")


def test_a_core_test_that_raises_by_itself_is_row_d() -> None:
    case = builders.case_result(message="No module named 'printers'", error_type="ModuleNotFoundError")
    given = {"kind": "test", "tests": (case.test,), "primary": (case.id,)}
    assert row(Policy(categories=(CORE_TESTS,)), case, **given) == ("P1", "D")


def test_a_revision_that_never_became_ready_is_row_c_while_it_takes_no_traffic() -> None:
    assert row(kind="deployment", primary=(f"rev-{builders.GOOD}",)) == ("P1", "C")
    assert row(kind="deployment", primary=(f"rev-{builders.BAD}",)) == ("P0", "B")


def test_a_revision_that_never_became_ready_is_row_g_once_a_later_one_did() -> None:
    both = (builders.serving(ready=False, percent=0), builders.serving(revision=LATER, evidence=f"rev-{LATER}"))
    side = builders.window().candidate.model_copy(update={"revisions": both})
    window = builders.window(candidate=side)
    facts = Facts(builders.sealed(window=window, collected=builders.collected(builders.revision())))
    given = builders.finding(kind="deployment", rule="revision-never-ready", primary=(f"rev-{builders.BAD}",))
    ranked = priority_of(facts, given)
    assert (ranked.level, ranked.row) == ("P2", "G")
    assert ranked.reason == f"{LATER} was deployed after it and became ready"


def test_what_was_there_before_is_row_g() -> None:
    assert row(state="persisting") == ("P2", "G")


def test_a_stale_revision_is_not_said_to_have_never_become_ready() -> None:
    facts = Facts(builders.sealed(collected=builders.collected(builders.revision())))
    given = builders.finding(kind="deployment", rule="stale-deployment", primary=(f"rev-{builders.BAD}",))
    ranked = priority_of(facts, given)
    assert (ranked.level, ranked.row) == ("P1", "C")
    assert ranked.reason == "the revision takes 100 % and does not run what its name says"


def test_a_stale_revision_without_traffic_keeps_what_its_rule_says() -> None:
    told = builders.priority(level="P2", row="F")
    kept = row(kind="deployment", rule="stale-deployment", primary=(f"rev-{builders.GOOD}",), priority=told)
    assert kept == (told.level, told.row)


def late(*minutes: tuple[float, int, int], **changes: Any) -> RequestStatistics:
    """Hour, requests and server errors of each minute on the bad revision."""
    failed = sum(bad for *_, bad in minutes)
    answered = ((200, sum(count for _, count, _ in minutes) - failed), (500, failed))
    statuses = tuple(StatusCount(status=code, count=n, first=at(2), last=at(4)) for code, n in answered if n)
    rows = tuple(MinuteRequests(minute=at(hour), count=count, server_errors=bad) for hour, count, bad in minutes)
    total = sum(count for _, count, _ in minutes)
    return builders.request_statistics(**{"count": total, "statuses": statuses, "by_minute": rows, **changes})


def level_of(*rows: RequestStatistics) -> tuple[str, str]:
    facts = Facts(builders.sealed(collected=builders.collected(*rows)))
    after = Ratio(n=40, total=400, unit="requests")
    ranked = priority_of(facts, builders.finding(kind="request", after=after, primary=(rows[0].id,), service=SERVICE))
    return ranked.level, ranked.reason


def test_what_began_late_is_weighed_by_its_share_since_then() -> None:
    busy = late((2.1, 900, 0), (3.5, 50, 0), route="/health")
    rows = (late((2.1, 340, 0), (3.5, 30, 20), (3.9, 30, 20)), busy)
    said = "40 of 60 requests failed since it began: most of what it serves fails"
    assert level_of(*rows) == ("P1", said)


def test_what_failed_now_and_then_from_the_first_requests_on_is_not() -> None:
    level, said = level_of(late((2.1, 200, 20), (3.9, 200, 20)), late((2.1, 900, 0), route="/health"))
    assert (level, said.partition(",")[0]) == ("P2", "40 of 400 requests failed")


def test_another_revision_that_served_without_it_does_not_dilute_it() -> None:
    window = builders.window()
    both = (builders.serving(), builders.serving(revision=LATER, commit="4" * 40))
    side = window.candidate.model_copy(update={"revisions": both})
    rows = (
        late((2.1, 40, 40)),
        late((3.1, 360, 0), revision=LATER),
        late((2.1, 90, 0), (3.1, 900, 0), route="/health"),
    )
    facts = Facts(builders.sealed(collected=builders.collected(*rows), window=builders.window(candidate=side)))
    ids = {"primary": (rows[0].id,), "related": (rows[1].id,)}
    given = builders.finding(kind="request", after=Ratio(n=40, total=400, unit="requests"), **ids)
    assert priority_of(facts, given).reason.startswith("40 of 40 requests failed since it began")


def test_a_whole_service_that_goes_down_late_is_row_b() -> None:
    level, said = level_of(late((2.1, 340, 0), (3.5, 60, 40)))
    assert (level, said) == ("P0", f"{SERVICE} failed 40 of 60 requests since it began")


def declared(order: str, **levels: Any) -> tuple[RubricRow, ...]:
    usual = {each.row: each.level for each in RUBRIC}
    rows: list[Any] = list(order)
    return tuple(RubricRow(row=row, level=levels.get(row, usual[row])) for row in rows)


def test_the_level_of_a_row_is_as_declared() -> None:
    policy = Policy(components=(LABELS,), rubric=declared("ABCDEFG", B="P1"))
    assert row(policy, kind="log", component="labels") == ("P1", "B")


def test_of_the_rows_that_hold_the_first_in_the_declared_order_counts() -> None:
    policy = Policy(components=(LABELS,), rubric=declared("CABDEFG"))
    assert row(policy, kind="log", component="labels") == ("P1", "C")
    before = Policy(rubric=declared("FABCDEG"))
    assert row(before, kind="request", after=Ratio(n=6, total=9, unit="requests")) == ("P2", "F")


def test_all_rows_that_hold_are_kept() -> None:
    facts = Facts(builders.sealed(policy=Policy(components=(LABELS,))))
    assert priority_of(facts, builders.finding(component="labels")).holds == ("B", "C")


def test_an_author_decides_with_a_reason_and_the_rubric_is_told_beside_it() -> None:
    line = Override(finding=builders.finding().id, level="P2", reason="the printer is borrowed", declared="config-1")
    facts = Facts(builders.sealed(policy=Policy(overrides=(line,))))
    given = priority_of(facts, builders.finding())
    assert (given.level, given.row, given.declared) == ("P2", "F", "config-1")
    told = "set to P2 in incident.toml: the printer is borrowed; the rubric gives the same: "
    assert given.reason.startswith(told)
    other = priority_of(facts, builders.finding(id="finding-other"))
    assert (other.level, other.declared) == ("P2", None)


def test_requests_that_fail_in_production_are_row_a() -> None:
    after = Ratio(n=6, total=90, unit="requests")
    for environment, wanted in (("prod-eu", ("P0", "A")), ("preprod", ("P2", "F")), ("non-prod", ("P2", "F"))):
        scope = builders.scope(environment=environment)
        facts = Facts(
            builders.sealed(
                scope=scope, collected=builders.collected(builders.log_pattern(), builders.request_statistics(count=90))
            )
        )
        given = priority_of(facts, builders.finding(kind="request", after=after))
        assert (given.level, given.row) == wanted


def limit(value: float, component: str | None, limit: float = 500) -> tuple[str, str]:
    metric = Metric(
        id="metric-1",
        at=at(3),
        source="metrics",
        locator="m#0",
        excerpt="",
        metric="p95",
        version=None,
        scope=None,
        value=value,
    )
    threshold = Threshold(name="p95", limit=limit, declared="config-p95")
    policy = Policy(components=(LABELS,), thresholds=(threshold,))
    named = {"kind": "metric", "rule": "exceeded-threshold", "primary": (metric.id,), "related": ("config-p95",)}
    return row(policy, metric, component=component, **named)


def test_a_limit_that_is_far_exceeded_is_row_e_only_for_what_is_core() -> None:
    assert limit(1500, "labels") == ("P1", "E")
    assert limit(1499, "labels") == ("P2", "G")
    assert limit(1500, None) == ("P2", "F")
    assert limit(3, "labels", limit=0) == ("P2", "G")


def test_a_core_component_that_no_probe_reaches_is_row_c() -> None:
    policy = Policy(components=(LABELS,))
    told = builders.priority(level="P2", row="F")
    assert row(policy, kind="probe", component="labels", priority=told) == ("P1", "C")
    assert row(policy, kind="probe", component=None, priority=told) == ("P2", "F")
