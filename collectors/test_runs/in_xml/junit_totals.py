"""The figures that suites state of themselves, held against what they list."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from collectors.test_runs.as_reported import figures
from collectors.test_runs.as_reported.report import ReportedCase, Stated
from collectors.test_runs.in_xml.safe_xml import Node

_ANT_SUITE = "junit.framework.TestSuite"


@dataclass
class SuiteTotals:
    """One suite: its attributes, and what was found within it, inner suites included; `direct` leaves those out."""

    index: int
    depth: int
    tag: str
    attributes: dict[str, str]
    found: Counter[str] = field(default_factory=Counter)
    direct: Counter[str] = field(default_factory=Counter)
    names: set[tuple[str, str]] = field(default_factory=set)

    def add(self, node: Node, case: ReportedCase, *, direct: bool) -> None:
        """Count one case of the suite."""
        counted = Counter(_kinds(node, case))
        self.found += counted
        if direct:
            self.direct += counted
        self.names.add((case.address.classname, case.address.name))

    def add_own_error(self) -> None:
        """Count an error of a suite that is none of its tests'."""
        self.found.update(("errors", "errors elements"))

    def stated(self, name: str) -> int | None:
        return figures.count(self.attributes[name]) if name in self.attributes else None


def disagreements(suites: list[SuiteTotals], internal_errors: int, *, pytest: bool) -> Iterator[tuple[str, str]]:
    """Each figure of a suite that is no count, or that none of the customary ways of counting explains.

    pytest counts its internal errors as tests and as errors.
    """
    for suite in suites:
        for attribute in ("tests", "failures", "errors", "skipped"):
            if attribute not in suite.attributes:
                continue
            stated, place = suite.stated(attribute), suite.attributes.get("name") or suite.tag
            if stated is None:
                yield f"the count of {attribute} is no number", place
            elif not {stated, stated - internal_errors} & _explained(suite, attribute, pytest=pytest):
                yield (
                    f"the report states another number of {attribute} than it lists",
                    (f"{place}: {stated} stated, {_listed(suite, attribute)} listed"),
                )


def stated(suites: list[SuiteTotals], internal_errors: int, *, whole: bool) -> Stated:
    """What the outermost suites that state figures add up to. JUnit counts expected failures as skipped.

    Of a file that is cut only the root's own figures are those of the run: suites may be missing.
    """
    for depth in (0, 1) if whole else (0,):
        level = [suite for suite in suites if suite.depth == depth and "tests" in suite.attributes]
        if level:
            break
    else:
        return Stated()
    tests, failed, errors, skipped = (_sum(level, name) for name in ("tests", "failures", "errors", "skipped"))
    passed = None if tests is None else tests - (failed or 0) - (errors or 0) - (skipped or 0)
    passed = passed if passed is not None and passed >= 0 else None
    errors = None if errors is None else max(0, errors - internal_errors)
    return Stated(passed=passed, failed=failed, errors=errors, skipped=skipped)


def _sum(suites: list[SuiteTotals], name: str) -> int | None:
    found = [suite.stated(name) for suite in suites if name in suite.attributes]
    return sum(each for each in found if each is not None) if found and None not in found else None


def _kinds(node: Node, case: ReportedCase) -> Iterator[str]:
    """The things that this case counts as, one word for each."""
    execution = case.executions[-1]
    tags = [child.tag for child in node.children]
    yield "tests"
    if case.address.classname == _ANT_SUITE:
        yield "suite entries"
    if case.address.name or case.address.classname:
        yield "named tests"
    for tag, word in (("failure", "failures"), ("error", "errors"), ("skipped", "skipped")):
        yield from (f"{word} elements" for each in tags if each == tag)
        if tag in tags:
            yield word
    if execution.outcome == "skipped" and "skipped" not in tags:
        yield "skipped"
    teardown = any(mishap.phase == "teardown" for mishap in execution.mishaps)
    if teardown and "failure" not in tags:
        yield "teardown errors"


def _explained(suite: SuiteTotals, attribute: str, *, pytest: bool) -> set[int]:
    """Numbers that agree with what is listed, by whichever way the producer counts.

    Ant lists a class that could not start as an entry and counts it as no test. pytest, and Go's tools, count a rerun
    once and list it again; pytest's failing teardown of a passed test is one entry, which versions before 9 count
    twice; a test that was started and not finished is an entry without a name and is not counted.
    """
    found = (suite.found, suite.direct)
    if attribute != "tests":
        return {each[way] for each in found for way in (attribute, f"{attribute} elements")}
    named, distinct = suite.found["named tests"], len(suite.names - {("", "")})
    ways = {*(each["tests"] - each["suite entries"] for each in found), suite.found["tests"], distinct}
    if pytest:
        teardown = suite.found["teardown errors"]
        ways |= {named, named + teardown, distinct + teardown}
    return ways


def _listed(suite: SuiteTotals, attribute: str) -> int:
    return suite.found.get(attribute, 0)
