"""A deployment is decided on by the revision that serves at the end, and what it replaced is told apart."""

from typing import Any

from incidents.analysis.decision.successor import successor
from incidents.analysis.facts import Facts
from incidents.model.evidence import AnyEvidence, RevisionCount
from incidents.model.finding import Finding, Ratio
from tests import builders
from tests.builders import BAD, SERVICE, at

LATER = "parcel-api-00009-elk"
BROKEN = builders.request_statistics()


def failing(**changes: Any) -> Finding:
    values = {"kind": "request", "primary": (BROKEN.id,), "after": Ratio(n=8, total=20, unit="requests")}
    return builders.finding(**{**values, **changes})


def facts(*evidence: AnyEvidence, served: int = 200) -> Facts:
    window = builders.window()
    serving = (builders.serving(percent=0), builders.serving(revision=LATER))
    candidate = window.candidate.model_copy(update={"revisions": serving})
    clean = builders.request_statistics(revision=LATER, count=served, statuses=(), by_minute=())
    records = (builders.revision(), builders.revision(name=LATER, at=at(3)), BROKEN, clean, *evidence)
    collected = builders.collected(*records)
    return Facts(builders.sealed(collected=collected, window=window.model_copy(update={"candidate": candidate})))


def said(given: Facts, *worse: Finding) -> list[tuple[str, str]]:
    both = successor(given, SERVICE, list(worse))
    assert both is not None
    claims = [each.made[0] for each in both]
    texts = [each.template.format(**{value.name: value.value for value in each.values}) for each in claims]
    return [(each.criterion.result, text) for each, text in zip(both, texts, strict=True)]


def test_a_good_successor_passes_and_its_own_answers_are_told() -> None:
    row = RevisionCount(revision=LATER, count=3, first=at(3), last=at(4))
    ours = builders.log_pattern(severity="INFO", template="label printed", error_type=None, by_revision=(row,))
    assert said(facts(ours), failing()) == [
        ("pass", f"Of the errors that are new or more frequent on {BAD} none was logged by {LATER}."),
        (
            "pass",
            f"{LATER} answered 0 of 200 requests with a server error; what is new was seen on {BAD} alone.",
        ),
    ]


def test_a_successor_that_logged_nothing_at_all_shows_nothing_of_its_log() -> None:
    assert [result for result, _ in said(facts(), failing())] == ["unknown", "pass"]


def test_what_may_go_on_failing_is_judged_as_before() -> None:
    assert successor(facts(served=1), SERVICE, [failing()]) is None
    assert successor(facts(), SERVICE, []) is None
