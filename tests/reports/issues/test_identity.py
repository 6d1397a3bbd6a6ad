import pytest

from incidents.model.same_finding import normal
from reports.issues.identity import fingerprints
from reports.issues.titles import LONGEST, title_of
from tests.builders import BAD, finding, incident, serving, window


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("order 123456 was lost", "order 98765 was lost", True),  # ids differ from time to time
        ("at 0x7f93a41c in worker", "at 0x55d0 in worker", True),  # addresses too
        ("parcel-api-00008-fox is not ready", "parcel-api-00042-wub is not ready", True),  # and revisions
        ("assert 503 == 200", "assert 500 == 201", False),  # statuses are what it is about
        ("cache timed out", "queue timed out", False),
    ],
)
def test_what_varies_is_no_part_of_the_normal_form(one: str, other: str, same: bool) -> None:
    assert (normal(one) == normal(other)) is same


def _print(**changes: object) -> str:
    (found,) = fingerprints([finding(**changes)]).values()
    return found


def test_the_fingerprint_outlives_state_counts_priority_and_the_revision() -> None:
    first = _print(signature=f"{BAD} is not ready")
    later = _print(
        id="finding-again", signature="parcel-api-00042-wub is not ready", state="persisting", before=None, after=None
    )
    assert first == later


@pytest.mark.parametrize("changes", [{"rule": "failing-route"}, {"service": "rates"}, {"tests": ("t.py::test_a",)}])
def test_another_rule_service_or_test_is_another_problem(changes: dict[str, object]) -> None:
    assert _print(**changes) != _print()


def test_two_findings_of_one_incident_never_share_one_whatever_their_order() -> None:
    twins = [finding(id="finding-a"), finding(id="finding-b", state="persisting")]
    found = fingerprints(twins)
    assert len(set(found.values())) == 2
    assert fingerprints(reversed(twins)) == found


@pytest.mark.parametrize(
    ("changes", "title"),
    [
        ({"title": "no paper", "component": "labels"}, f"labels: no paper (`{BAD}`)"),
        ({"title": "Labels are not printed.", "component": "labels"}, f"Labels are not printed (`{BAD}`)"),
        ({"title": f"{BAD} never became ready"}, f"`{BAD}` never became ready"),
        ({"title": "no paper", "service": None}, f"no paper (`{BAD}`)"),  # the window has one service only
        ({"title": "no paper", "service": "unknown"}, "unknown: no paper"),
    ],
)
def test_a_title_names_component_observable_and_revision_once(changes: dict[str, object], title: str) -> None:
    assert title_of(finding(**changes), incident()) == title


def test_of_several_services_no_revision_is_guessed() -> None:
    sides = (serving(), serving(service="rates", revision="rates-00001-abc"))
    candidate = window().candidate.model_copy(update={"revisions": sides})
    several = incident().model_copy(update={"window": window(candidate=candidate)})
    assert title_of(finding(service=None, title="no paper"), several) == "no paper"


def test_a_long_title_is_cut_where_the_revision_stays() -> None:
    title = title_of(finding(title=f"`{'paper ' * 80}`"), incident())
    assert len(title) <= LONGEST + 10
    assert title.endswith(f"…` (`{BAD}`)")
