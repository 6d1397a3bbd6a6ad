"""What a test of the live read of artifacts asks, and what it looks at."""

from collections.abc import Callable

from incidents.model.evidence import TestRun
from incidents.model.scope import Reading
from incidents.model.sealed import Collected

NOW = 1_772_452_800.5  # 2026-03-02T12:00:00Z
Collect = Callable[..., Collected]
"""Collects from a repository with artifacts; deployed commits, a span and parts of the source may be given besides."""


def runs(found: Collected) -> list[TestRun]:
    return sorted((each for each in found.evidence if isinstance(each, TestRun)), key=lambda run: run.locator)


def the_listing(found: Collected) -> Reading:
    """The reading of the lists; the others are about files."""
    (reading,) = [each for each in found.readings if each.what.startswith("GitHub ")]
    return reading


def of_files(found: Collected) -> list[Reading]:
    return [each for each in found.readings if not each.what.startswith("GitHub ")]


def left_out(found: Collected) -> dict[str, int]:
    return {each.what: each.count for each in the_listing(found).problems}
