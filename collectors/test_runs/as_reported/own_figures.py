"""A producer's own figures held against what it lists, for formats that state them once for a run."""

from collections.abc import Mapping

from collectors.problem_tally import ProblemTally
from collectors.test_runs.as_reported import figures


def stated(attributes: Mapping[str, str], *names: str) -> int | None:
    """The sum of the figures of these names; None where one is there that is no count, or none is there."""
    found = [figures.count(attributes[name]) for name in names if name in attributes]
    return sum(each for each in found if each is not None) if found and None not in found else None


def weigh(attributes: Mapping[str, str], listed: Mapping[str, int], place: str, tally: ProblemTally) -> None:
    """Tell of each figure that another number of tests stands behind than it says."""
    for name, number in listed.items():
        said = stated(attributes, name)
        if said is not None:
            compare(f"{place}{name}", said, number, tally)


def compare(name: str, said: int | None, listed: int, tally: ProblemTally) -> None:
    """Tell of a figure that is not the number of the tests that it counts; None is one that is no count."""
    if said != listed:
        tally.add("the report's figures and its tests do not agree", f"{name}: {said} stated, {listed} listed")
