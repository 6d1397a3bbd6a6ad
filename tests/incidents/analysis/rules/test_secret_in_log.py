from typing import Any

import pytest

from incidents.analysis.analyse import analyse
from incidents.analysis.facts import Facts
from incidents.analysis.folding import fold
from incidents.analysis.rules import new_error_pattern, secret_in_log
from incidents.model.evidence import AnyEvidence, MinuteCount, MinuteRequests, RevisionCount
from incidents.model.finding import Finding
from tests import builders
from tests.builders import GOOD, at

BEFORE = builders.request_statistics(
    revision=GOOD, statuses=(), by_minute=(MinuteRequests(minute=at(), count=20, server_errors=0),)
)


def redacted(kind: str) -> str:
    return f"calling rates with [redacted:{kind}:5f1d]"


def facts(*evidence: AnyEvidence) -> Facts:
    return Facts(builders.sealed(collected=builders.collected(BEFORE, *evidence)))


def logged(kind: str = "google-api-key", **changes: Any) -> AnyEvidence:
    said = redacted(kind)
    entry = builders.exemplar(text=said)
    return builders.log_pattern(
        **{"severity": "INFO", "template": said, "excerpt": said, "exemplars": (entry,), **changes}
    )


def found(*evidence: AnyEvidence) -> list[Finding]:
    return secret_in_log.find(facts(*evidence))


def test_a_secret_that_a_new_message_holds_is_row_a_whatever_its_level() -> None:
    (one,) = found(logged())
    assert (
        one.title
        == "parcel-api: its log holds a secret (google api key) in `calling rates with [redacted:google-api-key:5f1d]`"
    )
    assert (one.priority.level, one.priority.row) == ("P0", "A")
    assert one.after is not None
    assert one.after.n == 12


@pytest.mark.parametrize("kind", ["email", "phone-number", "cookie"])
def test_what_names_a_person_opens_nothing(kind: str) -> None:
    assert found(logged(kind)) == []


def test_what_was_logged_before_is_not_new() -> None:
    seen = RevisionCount(revision=GOOD, count=1, first=at(), last=at())
    counted = MinuteCount(revision=GOOD, minute=at(), count=1)
    old = builders.log_pattern()
    both: dict[str, Any] = {"by_revision": (seen, *old.by_revision), "by_minute": (counted, *old.by_minute)}
    assert found(logged(**both)) == []


def test_without_anything_from_before_nothing_is_new() -> None:
    assert secret_in_log.find(Facts(builders.sealed(collected=builders.collected(logged())))) == []


def test_it_is_no_echo_of_an_error_that_says_it() -> None:
    given = facts(logged(severity="ERROR"))
    kept = fold(given, [*new_error_pattern.find(given), *secret_in_log.find(given)]).findings
    assert sorted(each.rule for each in kept) == [new_error_pattern.NAME, secret_in_log.NAME]


def test_it_fails_the_decision_and_leaves_open_whether_it_was_revoked() -> None:
    calm = builders.request_statistics(
        statuses=(), by_minute=(MinuteRequests(minute=at(2, 5), count=9, server_errors=0),)
    )
    evidence = (builders.revision(name=GOOD), builders.revision(), BEFORE, calm)
    quiet = logged(error_type=None, message=None, frames=())
    told = analyse(builders.sealed(collected=builders.collected(*evidence, quiet)))
    assert told.decision is not None
    assert told.decision.word == "no-go"
    assert [each.text for each in told.decision.criteria if each.result == "fail"] == ["parcel-api logs no secret"]
    assert any("revoked and replaced" in each.text for each in told.questions)
    assert any(each.done_when.startswith("The secret is revoked and replaced.") for each in told.actions)
