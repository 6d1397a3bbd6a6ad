"""Which runs of a suite still count: the last one of each name."""

import re
from collections.abc import Iterable

from incidents.model.evidence import TestRun


def newest_of_each_name(runs: Iterable[TestRun]) -> tuple[TestRun, ...]:
    """Of runs in the order of time the last of each suite; names that differ only in digits (their time) are alike."""
    newest = {re.sub(r"\d+", "", run.name): run for run in runs}
    return tuple(newest.values())
