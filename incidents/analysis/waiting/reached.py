"""How a test is known to reach a service whose failure it then cannot get around."""

import re
from collections.abc import Sequence
from itertools import islice
from typing import NamedTuple

from incidents.analysis.course.onset import routes_of
from incidents.analysis.facts import Facts
from incidents.analysis.ties.route_in_text import METHOD, written
from incidents.analysis.titles import quoted
from incidents.model.evidence import CaseResult, RequestStatistics, TestRun
from incidents.model.finding import Finding

_MOST_LINES = 200
_LONGEST = 500


class Reached(NamedTuple):
    """What shows it, to be read before what follows from it, and the records that do."""

    said: str
    cites: tuple[str, ...] = ()


def reached(facts: Facts, run: TestRun, case: CaseResult, failing: Finding) -> Reached | None:
    """By what the test prints of its requests, else the run's own word, the service's log, or the names in its text.

    A test that prints what it asks for asks for nothing else.
    """
    asked = _printed(facts, case)
    if asked:
        return _by_output(facts, asked, case, failing)
    tested = facts.revisions.get(run.revision or "")
    if tested is not None and tested.service == failing.service:
        return Reached(f"run {run.name} states that it tested {tested.name}", (tested.id,))
    if _of_another(facts, case, failing):
        return None
    if len(facts.sealed.scope.services) == 1:
        return Reached("the tests call the deployed service")
    return _by_log(facts, run, failing) or _by_name(facts, case, failing)


def _printed(facts: Facts, case: CaseResult) -> list[RequestStatistics]:
    """The routes that lines of its output name together with a method."""
    lines = islice((each[:_LONGEST] for each in case.captured.splitlines() if METHOD.search(each)), _MOST_LINES)
    asked = [(line, METHOD.findall(line)) for line in lines]
    rows = [row for row in facts.requests if re.search("[a-z]", row.route)]
    return [row for row in rows if any(row.method in said and written(row.route).search(line) for line, said in asked)]


def _by_output(facts: Facts, asked: Sequence[RequestStatistics], case: CaseResult, failing: Finding) -> Reached | None:
    routes = routes_of(facts, failing)
    met = [row for row in asked if row.service == failing.service]
    met = [row for row in met if not routes or (row.method, row.route) in routes]
    if not met:
        return None
    row = min(met, key=lambda each: each.id)
    name, asks = quoted(case.test.rpartition("::")[2]), quoted(f"{row.method} {row.route}")
    return Reached(f"the output of {name} tells of {asks}, which {row.service} serves", (row.id,))


def _by_log(facts: Facts, run: TestRun, failing: Finding) -> Reached | None:
    asked = facts.asked.of(run)
    rows = [row for key in asked.records if isinstance(row := facts.records[key], RequestStatistics)]
    met = [row for row in rows if row.service == failing.service]
    if not met:
        return None
    row = min(met, key=lambda each: each.id)
    programs = sorted({each.program for each in row.programs} & set(asked.programs))
    said = f"in the minutes of run {run.name} the log of {row.service} has requests of {quoted(programs[0])}"
    return Reached(f"{said} beyond the usual", (row.id,))


def _by_name(facts: Facts, case: CaseResult, failing: Finding) -> Reached | None:
    said = _words(_text(case)) & _own_words(facts, failing.service or "")
    word = min(said - _words(facts.sealed.scope.environment), default=None)
    return Reached(f"the tests name {failing.service} by the word `{word}`") if word else None


def _of_another(facts: Facts, case: CaseResult, failing: Finding) -> bool:
    """Whether the test speaks of another service of the scope, by a word that is in no other service's name."""
    said, own = _words(_text(case)), _words(failing.service or "")
    others = (each for each in facts.sealed.scope.service_names if each != failing.service)
    return not own & said and any(_own_words(facts, each) & said for each in others)


def _own_words(facts: Facts, service: str) -> set[str]:
    others = (each for each in facts.sealed.scope.service_names if each != service)
    return _words(service).difference(*(_words(each) for each in others))


def _text(case: CaseResult) -> str:
    return f"{case.test}\n{case.message or ''}\n{case.excerpt}"


def _words(text: str) -> set[str]:
    return set(re.findall(r"[a-z]{4,}", text.lower()))
