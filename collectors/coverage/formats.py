"""The formats of coverage, each told by how its text begins."""

from collections.abc import Callable
from dataclasses import dataclass

from collectors.coverage import cobertura, coverage_json, lcov
from collectors.coverage.ran import Report, UnusableCoverageError, WhichTests
from collectors.problem_tally import ProblemTally


@dataclass(frozen=True)
class Format:
    """One file of this folder."""

    recognised: Callable[[str], bool]
    read: Callable[[str, WhichTests, ProblemTally], Report]


FORMATS = (
    Format(coverage_json.recognised, coverage_json.read),
    Format(cobertura.recognised, cobertura.read),
    Format(lcov.recognised, lcov.read),
)


def report_of(text: str, which: WhichTests, tally: ProblemTally) -> Report:
    """Raises UnusableCoverageError with what would have been read."""
    text = text.strip()
    if not text:
        raise UnusableCoverageError("it is empty")
    form = next((each for each in FORMATS if each.recognised(text)), None)
    if form is None:
        raise UnusableCoverageError("it is neither JSON of coverage.py, XML of Cobertura nor lcov. It was not read")
    return form.read(text, which, tally)
