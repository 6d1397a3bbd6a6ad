"""A finding that the stored incident has not: new since then only where that incident looked at the same thing."""

from incidents.analysis.against_earlier.told import Told
from incidents.analysis.facts import Facts
from incidents.analysis.judged.case_history import FAILED, PASSED
from incidents.analysis.rates.answered_with import refused_with
from incidents.model.earlier import Earlier
from incidents.model.evidence import LogPattern, RequestStatistics
from incidents.model.finding import Finding
from incidents.model.record import digest

_OF_LOGS = ("log", "warning", "request", "latency")


def added(facts: Facts, earlier: Earlier, new: Finding) -> Told:
    if new.kind == "test":
        return _tested(facts, earlier, new)
    if new.kind in _OF_LOGS:
        return _logged(facts, earlier, new)
    if new.kind == "deployment" and new.service in earlier.services:
        return Told("new", "it was deployed after that incident, or judged otherwise then")
    return Told("not-comparable", "whether that incident looked at it is not known")


def _logged(facts: Facts, earlier: Earlier, new: Finding) -> Told:
    if new.service not in earlier.services:
        return Told("not-comparable", f"{new.service} was not in the scope of that incident")
    if new.kind == "latency" or refused_with(new):
        return Told("not-comparable", "that incident kept no figure of it")
    unobserved = any(each.component == new.service and each.state == "not-observed" for each in earlier.components)
    if not earlier.logs_whole or unobserved:
        return Told("not-comparable", "what that incident read of its logs was not whole")
    if _names(facts, new) & set(earlier.seen.ids):
        return Told("same", "it was counted in the window of that incident, and was no finding there")
    if not earlier.seen.all:
        return Told("not-comparable", "that incident counted more than it kept")
    return Told("new", "that incident read the logs whole and holds nothing of it")


def _names(facts: Facts, new: Finding) -> set[str]:
    """The ids under which what the finding stands on is compared."""
    records = [facts.records[key] for key in new.primary]
    patterns = {f"compared-{digest('log', each.id)}" for each in records if isinstance(each, LogPattern)}
    rows = [each for each in records if isinstance(each, RequestStatistics)]
    return patterns | {f"compared-{digest('route', each.service, each.method, each.route)}" for each in rows}


def _tested(facts: Facts, earlier: Earlier, new: Finding) -> Told:
    runs = [run for run in facts.runs if run.at is not None and earlier.span.holds(run.at)]
    held = [facts.cases[run.id][test] for run in runs for test in new.tests if test in facts.cases[run.id]]
    cites = tuple(sorted(each.id for each in held))
    if any(each.outcome in FAILED for each in held):
        return Told("not-comparable", "some of its tests failed then too, with other words", cites)
    if {each.test for each in held if each.outcome in PASSED} == set(new.tests):
        return Told("new", "its tests passed in the window of that incident", cites)
    return Told("not-comparable", "no run of that incident holds a pass of each of its tests", cites)
