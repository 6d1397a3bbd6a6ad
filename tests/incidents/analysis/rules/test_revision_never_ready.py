from typing import Any

import pytest

from incidents.analysis.facts import Facts
from incidents.analysis.rules.revision_never_ready import NAME, find, replaced_by
from incidents.model.evidence import AnyEvidence, Condition, Revision, Setting
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


def test_the_probe_that_failed_names_the_kind_and_the_log_tells_how_far_the_start_came() -> None:
    words = (
        'STARTUP HTTP probe failed 6 times for container "x" on path "/alive/". Connection failed: DEADLINE_EXCEEDED.'
    )
    probe = builders.platform_event(event="probe", severity="ERROR", message=words)
    fine = builders.platform_event(event="probe", severity="INFO", message="STARTUP HTTP probe succeeded")
    line = builders.log_pattern(severity="INFO", template="loading prices", error_type=None)
    (found,) = find(facts(builders.revision(conditions=REFUSED), probe, fine, line))
    assert found.title == f"{BAD} never became ready: `{words}`"
    assert found.signature == f"did not listen\n{words}"
    assert (found.primary[1:], found.related) == ((probe.id,), (line.id,))


def replaced(*ready: bool) -> str | None:
    """What replaced the bad revision, behind which there are so many others."""
    servings = [builders.serving(ready=False)]
    servings += [
        builders.serving(revision=f"parcel-api-0000{n}-elk", evidence=f"rev-{n}", ready=each)
        for n, each in enumerate(ready, 9)
    ]
    side = builders.window().candidate.model_copy(update={"revisions": tuple(servings)})
    window = builders.window(candidate=side)
    collected = builders.collected(builders.revision(conditions=REFUSED))
    given = Facts(builders.sealed(window=window, collected=collected))
    return replaced_by(given, builders.finding(rule=NAME, primary=(f"rev-{BAD}",)))


def test_a_refused_revision_is_replaced_by_a_later_one_that_became_ready() -> None:
    assert replaced(True, False) == "parcel-api-00009-elk"
    assert replaced(False) is None
    assert replaced() is None


def test_what_is_no_refused_revision_was_not_replaced() -> None:
    assert replaced_by(facts(builders.revision()), builders.finding()) is None


AGAIN = "parcel-api-00009-elk"
IMAGE = "sha256:" + "a" * 64


def tried(*again: Revision) -> list[tuple[str, int]]:
    """The titles and the count of primary records where the bad revision was refused, and others behind it."""
    side = builders.window().candidate
    servings = (*side.revisions, *(builders.serving(revision=each.name, ready=False) for each in again))
    window = builders.window(candidate=side.model_copy(update={"revisions": servings}))
    records = builders.collected(builders.revision(conditions=REFUSED, image_digest=IMAGE), *again)
    return [(each.title, len(each.primary)) for each in find(Facts(builders.sealed(window=window, collected=records)))]


def again(**changes: Any) -> Revision:
    given: dict[str, Any] = {"name": AGAIN, "at": at(3), "conditions": REFUSED, "image_digest": IMAGE, **changes}
    return builders.revision(**given)


def test_the_same_image_and_settings_tried_again_with_the_same_end_are_one_finding() -> None:
    assert tried(again()) == [(f"{BAD} and {AGAIN} never became ready: `did not listen`", 2)]


@pytest.mark.parametrize(
    "changes",
    [
        {"image_digest": "sha256:" + "b" * 64},
        {"settings": (Setting(path="spec.containerConcurrency", value="8"),)},
        {"conditions": (Condition(type="Ready", status="False", message="no such secret", at=at(3, 1)),)},
    ],
)
def test_another_image_setting_or_end_is_another_finding(changes: dict[str, Any]) -> None:
    assert [count for _, count in tried(again(**changes))] == [1, 1]
