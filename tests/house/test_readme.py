"""The README's table of rules is the registry's."""

import re
import sys

from incidents.analysis.rules.registry import DOUBTS, RULES
from tests.house.checkout import ROOT


def test_the_table_lists_every_rule_in_the_order_of_the_registry() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    listed = re.findall(r"^\| `([a-z-]+)` \|", readme.split("### What it claims")[1], re.MULTILINE)
    assert listed == [sys.modules[rule.__module__].NAME for rule in (*RULES, *DOUBTS)]


def test_every_rule_says_what_it_claims_and_what_would_refute_it() -> None:
    for rule in (*RULES, *DOUBTS):
        said = sys.modules[rule.__module__].__doc__ or ""
        assert "Claims:" in said, rule.__module__
        assert "Refuted by" in said, rule.__module__
