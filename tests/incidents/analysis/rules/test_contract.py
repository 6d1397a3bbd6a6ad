"""What every rule of the registry keeps to, whatever it claims."""

import random
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from incidents.analysis.facts import Facts
from incidents.analysis.rules.registry import DOUBTS, RULES
from incidents.build.collection import collect
from incidents.config.load import load
from incidents.demo.workspace import SINCE, write
from incidents.model.finding import Finding
from incidents.model.incident import Doubt
from incidents.model.sealed import SealedEvidence

Rule = Callable[[Facts], Sequence[Finding | Doubt]]
_ALL: tuple[Rule, ...] = (*RULES, *DOUBTS)


def _name(rule: Rule) -> str:
    return rule.__module__.rsplit(".", 1)[-1]


@pytest.fixture(scope="module")
def healthy(tmp_path_factory: pytest.TempPathFactory) -> SealedEvidence:
    folder = tmp_path_factory.mktemp("contract") / "healthy"
    write(folder, healthy=True)
    return collect(load(folder / "incident.toml"), SINCE, None)


@pytest.fixture(scope="module")
def failing(built_once: Path) -> SealedEvidence:
    return collect(load(built_once / "incident.toml"), SINCE, None)


@pytest.mark.parametrize("rule", _ALL, ids=_name)
def test_it_is_silent_on_the_healthy_demo(rule: Rule, healthy: SealedEvidence) -> None:
    assert list(rule(Facts(healthy))) == []


@pytest.mark.parametrize("rule", _ALL, ids=_name)
def test_it_cites_only_what_it_was_given(rule: Rule, failing: SealedEvidence) -> None:
    facts = Facts(failing)
    for found in rule(facts):
        cites = (*found.primary, *found.related) if isinstance(found, Finding) else (found.run, *found.cites)
        assert set(cites) <= set(facts.records)


@pytest.mark.parametrize("rule", _ALL, ids=_name)
def test_the_order_of_the_evidence_does_not_matter(rule: Rule, failing: SealedEvidence) -> None:
    evidence = list(failing.collected.evidence)
    straight = list(rule(Facts(failing)))
    for seed in range(3):
        random.Random(seed).shuffle(evidence)
        collected = failing.collected.model_copy(update={"evidence": tuple(evidence)})
        shuffled = rule(Facts(failing.model_copy(update={"collected": collected})))
        assert _in_order(shuffled) == _in_order(straight)


def _in_order(found: Sequence[Finding | Doubt]) -> list[str]:
    return sorted(each.model_dump_json() for each in found)


def test_the_failing_demo_makes_some_rules_speak(failing: SealedEvidence) -> None:
    """Else the two tests above would look at nothing."""
    assert sum(bool(rule(Facts(failing))) for rule in _ALL) >= 3
