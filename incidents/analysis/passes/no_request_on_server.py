"""A pass against a deployed service that answered nobody in the minutes of the run.

Claims: the case passed and says by its path or its run that it tests the deployed service, and no service of the scope
answered a request from a minute before the run until a minute after it; or the log has requests of the tests of its
file in another run, and in that time only what others asked. Refuted by one request in that time. Nothing is said where
the log was not read whole over that time, where the run's times are not known, or where the services were not heard
shortly before and shortly after: silence in a hole of the log is no silence.
"""

from incidents.analysis.asked_by_runs import minutes_of
from incidents.analysis.facts import Facts
from incidents.analysis.paths_of_tests import file_of
from incidents.analysis.tested.remote_tests import claims_the_service
from incidents.model.evidence import TestRun
from incidents.model.incident import Doubt
from incidents.model.instant import Instant
from incidents.model.scope import Span

NAME = "no-request-on-server"
_CLOCKS_DIFFER_S = 60
_HEARD_WITHIN_S = 600


def doubts(facts: Facts) -> list[Doubt]:
    """One doubt for each such pass of the candidate side."""
    found = []
    for run in facts.candidate_runs():
        shown, unasked = silence(facts, run), _unasked(facts, run)
        for case in facts.cases[run.id].values():
            whole = shown or (unasked if file_of(case) in facts.asked.all_files else None)
            if whole and case.outcome == "passed" and claims_the_service(facts, run, case):
                whose = "a request" if shown else "a request of a program, as it does when tests of its file ask it,"
                reason = f"it passed, and no service answered {whose} in the minutes of its run"
                cites = (case.id, run.id, *whole)
                found.append(
                    Doubt(run=run.id, run_name=run.name, test=case.test, rule=NAME, reason=reason, cites=cites)
                )
    return found


def silence(facts: Facts, run: TestRun) -> tuple[str, ...] | None:
    """The readings that show that nothing was answered during the run; None where something was, or none can tell."""
    if run.at is None or run.zone != "stated" or run.duration_s is None:
        return None
    first, last = run.at.plus(-_CLOCKS_DIFFER_S).minute, run.at.plus(run.duration_s + _CLOCKS_DIFFER_S).minute
    answered = {each.minute for row in facts.requests for each in row.by_minute}
    if not answered or any(first <= minute <= last for minute in answered):
        return None
    heard = answered | {each.minute for row in facts.patterns for each in row.by_minute}
    before = any(first.plus(-_HEARD_WITHIN_S) <= minute < first for minute in heard)
    after = any(last < minute <= last.plus(_HEARD_WITHIN_S) for minute in heard)
    return _covering(facts, first, last) if before and after else None


def _unasked(facts: Facts, run: TestRun) -> tuple[str, ...] | None:
    """The readings that show that no program asked anything during the run, while others did."""
    minutes = minutes_of(run, _CLOCKS_DIFFER_S)
    if not minutes or any(each.minute in minutes for row in facts.requests for each in row.programs):
        return None
    others = any(each.minute in minutes for row in facts.requests for each in row.by_minute)
    return _covering(facts, min(minutes), max(minutes)) if others else None


def _covering(facts: Facts, first: Instant, last: Instant) -> tuple[str, ...] | None:
    """The readings of the log that span the whole time; None where one of it failed or stopped early."""
    logs = [each for each in facts.sealed.collected.readings if each.source == "logs"]
    if any(each.status != "complete" for each in logs):
        return None
    whole = sorted(each.id for each in logs if _bounded(each.span) and each.span.holds(first) and each.span.holds(last))
    return tuple(whole) or None


def _bounded(span: Span) -> bool:
    return span.start is not None and span.end is not None
