"""A deployment is decided on by the revision that serves at the end, and what it replaced is told apart."""

from typing import Any

from incidents.analysis.decision.successor import successor
from incidents.analysis.facts import Facts
from incidents.model.evidence import AnyEvidence, RevisionCount
from incidents.model.finding import Finding, Ratio
from incidents.model.scope import Reading
from tests import builders
from tests.builders import BAD, SERVICE, at

LATER = "parcel-api-00009-elk"
BROKEN = builders.request_statistics()
WHOLE = builders.reading()
CUT = builders.reading(status="truncated", why="the file ends inside an entry")


def failing(**changes: Any) -> Finding:
    values = {"kind": "request", "primary": (BROKEN.id,), "after": Ratio(n=8, total=20, unit="requests")}
    return builders.finding(**{**values, **changes})


def facts(*evidence: AnyEvidence, served: int = 200, logs: Reading = WHOLE) -> Facts:
    window = builders.window()
    serving = (builders.serving(percent=0), builders.serving(revision=LATER))
    candidate = window.candidate.model_copy(update={"revisions": serving})
    clean = builders.request_statistics(revision=LATER, count=served, statuses=(), by_minute=())
    records = (builders.revision(), builders.revision(name=LATER, at=at(3)), BROKEN, clean, *evidence)
    collected = builders.collected(*records, readings=(logs,))
    return Facts(builders.sealed(collected=collected, window=window.model_copy(update={"candidate": candidate})))


def said(given: Facts, *worse: Finding) -> list[tuple[str, str]]:
    both = successor(given, SERVICE, list(worse))
    assert both is not None
    claims = [each.made[0] for each in both]
    texts = [each.template.format(**{value.name: value.value for value in each.values}) for each in claims]
    return [(each.criterion.result, text) for each, text in zip(both, texts, strict=True)]


PRINTED = builders.log_pattern(
    severity="INFO",
    template="label printed",
    error_type=None,
    by_revision=(RevisionCount(revision=LATER, count=3, first=at(3), last=at(4)),),
)


def test_a_good_successor_passes_and_its_own_answers_are_told() -> None:
    assert said(facts(PRINTED), failing()) == [
        ("pass", f"Of the errors that are new or more frequent on {BAD} none was logged by {LATER}."),
        (
            "pass",
            (
                f"{LATER} answered 0 of 200 requests with a server error; "
                f"of what was deployed, {BAD} alone showed what is new or more frequent."
            ),
        ),
    ]


def test_a_successor_that_logged_nothing_at_all_shows_nothing_of_its_log() -> None:
    assert [result for result, _ in said(facts(), failing())] == ["unknown", "pass"]


def test_a_log_that_was_not_read_whole_shows_no_absence() -> None:
    logged, answered = said(facts(PRINTED, logs=CUT), failing())
    assert (logged[0], answered[0]) == ("unknown", "pass")
    assert logged[1].endswith(f"none was logged by {LATER}, as far as the logs were read, which is not whole.")


def test_what_may_go_on_failing_is_judged_as_before() -> None:
    assert successor(facts(served=1), SERVICE, [failing()]) is None
    assert successor(facts(), SERVICE, []) is None
