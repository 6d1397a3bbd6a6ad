"""The README's table of rules is the registry's."""

import re

from incidents.analysis.rules import (
    executed_on_mock,
    failing_route,
    failing_test,
    new_error_pattern,
    new_warning_pattern,
    no_real_pass,
    no_request_on_server,
    nothing_collected,
    planned_test_not_run,
    revision_never_ready,
    skipped_for_outage,
    vacuous_pass,
)
from incidents.analysis.rules.registry import DOUBTS, RULES
from tests.house.checkout import ROOT

_MODULES = (
    revision_never_ready,
    failing_route,
    new_error_pattern,
    new_warning_pattern,
    failing_test,
    planned_test_not_run,
    executed_on_mock,
    vacuous_pass,
    no_request_on_server,
    skipped_for_outage,
    nothing_collected,
    no_real_pass,
)


def test_the_table_lists_every_rule_in_the_order_of_the_registry() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    listed = re.findall(r"^\| `([a-z-]+)` \|", readme.split("### What it claims")[1], re.MULTILINE)
    assert listed == [module.NAME for module in _MODULES]
    assert [rule.__module__ for rule in (*RULES, *DOUBTS)] == [module.__name__ for module in _MODULES]


def test_every_rule_says_what_it_claims_and_what_would_refute_it() -> None:
    for module in _MODULES:
        said = module.__doc__ or ""
        assert "Claims:" in said, module.__name__
        assert "Refuted by" in said, module.__name__
