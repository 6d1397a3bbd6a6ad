import pytest

from incidents.analysis.facts import Facts
from incidents.analysis.rules import failed_probe
from incidents.analysis.unknown.questions import questions
from incidents.model.evidence import AnyEvidence, Probe
from incidents.model.instant import Instant
from incidents.model.policy import Component, Policy
from incidents.model.record import digest
from tests import builders
from tests.builders import at


def probe(target: str, succeeded: int, moment: Instant | None = None, control: str | None = None) -> Probe:
    when = moment or at(3)
    values = {
        "id": f"probe-{digest(target, str(when))}",
        "at": when,
        "source": "probes",
        "locator": "probes.json#0",
        "excerpt": "",
    }
    counts = {
        "locator": "probes.json#0",
        "excerpt": "",
        "attempts": 3,
        "succeeded": succeeded,
        "status": None,
        "latency_s": 1.0,
        "error": "timeout",
    }
    return Probe.model_validate({**values, **counts, "target": target, "control": control})


def titles(*probes: AnyEvidence) -> list[str]:
    records = (builders.revision(name=builders.GOOD), builders.revision(), *probes)
    return [each.title for each in failed_probe.find(Facts(builders.sealed(collected=builders.collected(*records))))]


def test_a_target_on_which_no_attempt_succeeded_is_found_once() -> None:
    assert titles(probe("/ws", 0), probe("/ws", 0, at(3.5))) == ["/ws answered none of 6 probes: timeout"]


def test_one_success_refutes_it() -> None:
    assert titles(probe("/ws", 0), probe("/ws", 1, at(3.5))) == []


def test_a_probe_before_the_window_says_nothing() -> None:
    assert titles(probe("/ws", 0, at(1))) == []


def test_a_probe_that_failed_with_its_control_says_nothing() -> None:
    assert titles(probe("/ws", 0, control="/health"), probe("/health", 0)) == [
        "/health answered none of 3 probes: timeout"
    ]
    assert titles(probe("/ws", 0, control="/health")) == []
    assert len(titles(probe("/ws", 0, control="/health"), probe("/health", 3))) == 1


@pytest.mark.parametrize(
    ("control", "blind"),
    [
        ((probe("/health", 0),), ["/ws"]),
        ((), ["/ws"]),  # it was named and not read
        ((probe("/health", 1),), []),
    ],
)
def test_what_failed_together_with_its_control_is_known_to_be_unseen(
    control: tuple[Probe, ...], blind: list[str]
) -> None:
    given = builders.collected(probe("/ws", 0, control="/health"), *control)
    facts = Facts(builders.sealed(collected=given))
    assert [each.target for each in failed_probe.blinded(facts)] == blind
    asked = [each.text for each in questions(facts, [], [], [], ())]
    assert [f"Does {target} answer?" for target in blind] == [each for each in asked if each.endswith("answer?")]


def test_a_target_on_a_route_of_a_component_is_of_it() -> None:
    policy = Policy(components=(Component(name="chat", routes=("/ws*",), declared="config-1"),))
    records = (builders.revision(name=builders.GOOD), builders.revision(), probe("/ws", 0), probe("/other", 0))
    found = failed_probe.find(Facts(builders.sealed(collected=builders.collected(*records), policy=policy)))
    assert {each.title.split()[0]: each.component for each in found} == {"/ws": "chat", "/other": None}
