"""Environments: what a name tells of one, and in which one a run of tests was."""

import re

from incidents.analysis.facts import Facts
from incidents.analysis.tested.remote_tests import claims_the_service
from incidents.model.evidence import TestRun


def is_production(environment: str) -> bool:
    """Whether the name says so as a word of its own: `prod-eu` is, `preprod` and `non-prod` are not."""
    words = set(re.split(r"[^a-z]+", environment.lower()))
    return bool(words & {"prod", "production"}) and not words & {"non", "pre", "not"}


def environment_of(facts: Facts, run: TestRun) -> str | None:
    """What the run states, or the scope's own where a test's path says that it goes there; None is not known."""
    if run.environment:
        return run.environment
    remote = any(claims_the_service(facts, run, case) for case in facts.cases[run.id].values())
    return facts.sealed.scope.environment if remote else None
