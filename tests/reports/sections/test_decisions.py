from typing import Any

import pytest

from incidents.model.incident import Incident, Rollback
from incidents.model.policy import Component, Money, Policy
from reports.citations import Citations
from reports.sections.decisions import exposure, options
from tests.builders import GOOD, SERVICE, at, finding, incident, log_pattern, sealed

RECORDS = {each.id: each for each in sealed().collected.evidence}
LOG = log_pattern().id
BACK = Rollback(service=SERVICE, target=GOOD, command="gcloud run x", reason="it was Ready.", cites=(LOG,))


def held(**changes: Any) -> tuple[Incident, Citations]:
    given = incident(**{"claims": (), **changes})
    return given, Citations(given, RECORDS)


def worth(**changes: Any) -> tuple[str, ...]:
    values = {
        "name": "labels",
        "tier": 1,
        "value": Money(text="$40K MRR", per_year=480_000, currency="USD"),
        "declared": LOG,
    }
    part = Component(**{**values, **changes})
    return exposure(*held(policy=Policy(components=(part,)), findings=(finding(component="labels"),)))


def test_the_way_back_is_a_command_with_its_reason() -> None:
    found = options(*held(rollback=BACK))
    assert found.said == f"Send the traffic of `{SERVICE}` back to `{GOOD}`: it was Ready.[^{LOG}]"
    assert found.command == "```sh\ngcloud run x\n```"
    assert found.leaves == ()


def test_what_going_back_does_not_end_is_said() -> None:
    findings = (
        finding(),
        finding(id="finding-old", title="It is slow", state="persisting"),
        finding(id="finding-more", title="It is slower", state="worse"),
        finding(id="finding-mock", title="A test ran on a mock", kind="authenticity"),
        finding(id="finding-gone", title="It is gone", state="resolved", kind="session"),
    )
    (kept,) = options(*held(rollback=BACK, findings=findings)).leaves
    assert kept.head == "Going back does not end:"
    assert kept.lines == (
        f"F2 (A test ran on a mock) (new).[^{LOG}]",
        f"F3 (It is slower) (worse than before).[^{LOG}]",
        f"F4 (It is slow) (there before).[^{LOG}]",
    )


def test_nothing_that_going_back_ends_is_said_to_stay() -> None:
    findings = (
        finding(id="finding-more", title="It fails more", state="worse"),
        finding(id="finding-slow", title="It is slower", state="worse", kind="latency"),
        finding(id="finding-test", title="1 test fails", kind="test", tests=("tests/a.py::a",)),
    )
    back = BACK.model_copy(update={"ends": tuple(each.id for each in findings)})
    (lessened,) = options(*held(rollback=back, findings=findings)).leaves
    assert lessened.head == "Going back leaves as often as it was before, and does not end:"
    assert lessened.lines == (f"F2 (It fails more) (worse than before).[^{LOG}]",)


def test_what_began_before_the_window_ends_with_going_back_behind_its_beginning() -> None:
    findings = (finding(id="finding-more", title="It fails", state="worse", first=at(1)),)
    back = BACK.model_copy(update={"ends": ("finding-more",)})
    assert options(*held(rollback=back, findings=findings)).leaves == ()


def test_what_fails_in_tests_alone_is_not_shown_to_end() -> None:
    findings = (finding(), finding(id="finding-test", title="1 test fails", kind="test", tests=("tests/a.py::a",)))
    (left,) = options(*held(rollback=BACK, findings=findings)).leaves
    assert left.head.startswith("Going back is not shown to end what fails in tests alone")
    assert left.lines == (f"F2 (1 test fails) (new).[^{LOG}]",)


@pytest.mark.parametrize("part", ["service", "target", "command"])
def test_without_a_known_way_back_nothing_can_be_pasted(part: str) -> None:
    found = options(*held(rollback=BACK.model_copy(update={part: None})))
    assert found.said == f"No rollback is proposed: it was Ready.[^{LOG}]"
    assert (found.command, found.leaves) == (None, ())


def test_exposure_is_what_was_declared_and_by_whom() -> None:
    (line,) = worth(owner="shipping team", dated="2026-01-10")
    assert line == (
        "`labels` (tier 1): declared at `$40K MRR`, which is 480,000 USD a year, stated by shipping team, "
        f"dated `2026-01-10`.[^{LOG}] Findings in it: F1 (Labels are not printed), P1."
    )


def test_a_lower_bound_stays_one() -> None:
    value = Money(text="€1.5 ARR+", per_year=1.5, currency="EUR", at_least=True)
    assert "`€1.5 ARR+`, which is at least 1.5 EUR a year." in worth(value=value)[0]


def test_nothing_hangs_on_a_warning_or_goes_back_without_a_command() -> None:
    part = Component(name="labels", value=Money(text="$1", per_year=1, currency="USD"), declared=LOG)
    warned = (finding(component="labels", kind="warning"),)
    assert exposure(*held(policy=Policy(components=(part,)), findings=warned)) == ()
    found = options(*held(rollback=BACK.model_copy(update={"command": None}), findings=warned))
    assert (found.command, found.said.startswith("No rollback is proposed: it was Ready.")) == (None, True)


def test_a_component_without_a_value_or_without_a_finding_is_not_exposed() -> None:
    assert worth(value=None) == ()
    assert worth(name="returns") == ()
