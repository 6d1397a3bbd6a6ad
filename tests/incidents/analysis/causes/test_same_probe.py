"""A probe that asks what it asked before did not make a start fail."""

from typing import Any

from incidents.analysis.causes.same_probe import same_probe
from incidents.analysis.facts import Facts
from incidents.model.cause import Rival
from incidents.model.evidence import Condition, Setting
from tests import builders
from tests.builders import BAD, GOOD
from tests.incidents.analysis.causes.symptoms import symptom

PROBE = "spec.containers[0].startupProbe"


def probe(times: str) -> tuple[Setting, ...]:
    every = Setting(path=f"{PROBE}.periodSeconds", value="5")
    return (Setting(path=f"{PROBE}.failureThreshold", value=times), every)


def ruled_out(before: str, after: str, **changes: Any) -> Rival | None:
    bad = builders.revision(settings=probe(after), conditions=(Condition(type="Ready", status="False"),))
    records = (builders.revision(name=GOOD, settings=probe(before)), bad)
    facts = Facts(builders.sealed(collected=builders.collected(*records)))
    return same_probe(facts, symptom("probe failed", **{"revision": BAD, "start_up": (), **changes}))


def test_the_same_settings_rule_it_out_with_the_time_that_they_allow() -> None:
    found = ruled_out("6", "6")
    assert found is not None
    assert found.confidence == "refuted"
    assert (
        found.separating == "the startup probe is the same on both: failureThreshold 6, periodSeconds 5, which is 30 s"
    )


def test_other_settings_and_other_failures_rule_out_nothing() -> None:
    assert ruled_out("6", "3") is None
    assert ruled_out("6", "6", start_up=None) is None


def test_a_number_that_no_probe_has_is_said_and_not_counted_with() -> None:
    found = ruled_out("9" * 5000, "9" * 5000)
    assert found is not None
    assert found.separating.endswith("9, periodSeconds 5")
