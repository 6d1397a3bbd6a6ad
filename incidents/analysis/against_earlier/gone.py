"""What became of a finding of the stored incident that is none of this one: absence needs something that looked."""

import re
from collections.abc import Callable, Mapping, Sequence

from incidents.amounts import counted
from incidents.analysis.against_earlier import routes_now
from incidents.analysis.against_earlier.told import Told
from incidents.analysis.compared.routes import by_route
from incidents.analysis.facts import Facts
from incidents.analysis.judged import case_history
from incidents.analysis.judged.authenticity import EXECUTED, judgements
from incidents.analysis.paths_of_tests import file_of
from incidents.analysis.rates import traffic
from incidents.analysis.rates.answered_with import REFUSED_ROUTE
from incidents.analysis.rates.metric_history import latest
from incidents.analysis.rates.rate_state import judge
from incidents.analysis.rules import uncollected_tests
from incidents.analysis.rules.failed_probe import id_of
from incidents.analysis.unread.coverage import logs_whole
from incidents.model.evidence import CaseResult, LogPattern, Probe
from incidents.model.finding import Finding, FindingKind

_ROUTE = re.compile(r"\b([A-Z]{3,8}) (/[^\s`]*)")
_LEAST = 20
"""Requests or entries without it that show an absence where no rate was known."""


Answers = Mapping[str, Sequence[CaseResult]]
"""Results of the newest runs that are an answer, by test: neither skipped nor on a stand-in nor void otherwise."""


def answers(facts: Facts) -> Answers:
    newest = {each.case.id for each in case_history.newest(facts)}
    found: dict[str, list[CaseResult]] = {}
    for judged in judgements(facts).values():
        for each in judged:
            if each.case.id in newest and each.standing in EXECUTED:
                found.setdefault(each.case.test, []).append(each.case)
    return found


def became(facts: Facts, old: Finding, given: Answers) -> Told:
    if old.service is not None and old.service not in facts.sealed.scope.service_names:
        return Told("not-observed", f"{old.service} is not in the scope of this incident")
    if old.rule == uncollected_tests.NAME:
        return _collected(old, given)
    if old.kind == "test":
        return _tested(old, given)
    judged = _KINDS.get(old.kind)
    return judged(facts, old) if judged else Told("not-observed", "nothing that was read would show it")


def _logged(facts: Facts, old: Finding) -> Told:
    patterns = [each for key in old.primary if isinstance(each := facts.records.get(key), LogPattern)]
    seen = {each.id: facts.pattern_sides(each).after for each in patterns}
    if any(seen.values()):
        entries = counted(sum(seen.values()), "log entries")
        said = f"{entries} in the window; it was there before it, so it is no finding of it"
        return Told("same", said, tuple(sorted(key for key, count in seen.items() if count)))
    service = old.service or ""
    routes = _routes(old)
    if not routes:
        return _unseen(facts, old, facts.request_sides(service).after or facts.entry_sides(service).after)
    asked = (rows for (of, *route), rows in by_route(facts).items() if of == service and tuple(route) in routes)
    rows = [row for found in asked for row in found]
    return _unseen(facts, old, traffic.of_rows(facts, rows, after=True)[1])


def _routes(old: Finding) -> set[tuple[str, ...]]:
    """The routes whose requests it was counted among, or failed with it: what none of them asks for cannot show it."""
    told = [old.after.unit if old.after else "", *(each.title for each in old.echoes)]
    return {found for each in told for found in _ROUTE.findall(each)}


def _requested(facts: Facts, old: Finding) -> Told:
    if old.rule == REFUSED_ROUTE:
        return routes_now.refused(facts, old)
    method, route = (*(old.signature or "").split(" "), "", "")[:2]
    rows = by_route(facts).get((old.service or "", method, route), [])
    failed, asked = traffic.of_rows(facts, rows, after=True)
    if failed:
        share = f"{failed} of {counted(asked, 'requests')} failed"
        said = f"{share} in the window; it failed before it, so it is no finding of it"
        return Told("same", said, tuple(sorted(each.id for each in rows)))
    return _unseen(facts, old, asked)


def _unseen(facts: Facts, old: Finding, asked: int) -> Told:
    """Gone where so much was served without it that chance does not explain its absence."""
    if not logs_whole(facts):
        return Told("not-observed", "the logs were not read whole")
    if not asked:
        return Told("not-observed", "what would show it was not asked in the window")
    cites = tuple(sorted(each.id for each in facts.requests if each.service == old.service))
    if old.after is not None and old.after.total:
        judged = judge(old.after.n, old.after.total, 0, asked)
        if judged.state != "resolved":
            return Told("not-observed", judged.reason, cites)
    elif asked < _LEAST:
        return Told("not-observed", f"too few requests or entries were seen without it: {asked}", cites)
    return Told("gone", f"{asked} requests or entries in the window, none of them with it", cites)


def _tested(old: Finding, given: Answers) -> Told:
    """Every test of it has to have passed."""
    shown = [case for test in old.tests for case in given.get(test, ())]
    passed = {each.test for each in shown if each.outcome in case_history.PASSED}
    failed = {each.test for each in shown if each.outcome in case_history.FAILED}
    cites = tuple(sorted(each.id for each in shown))
    if failed:
        said = "1 of its tests fails" if len(failed) == 1 else f"{len(failed)} of its tests fail"
        return Told("not-comparable", f"{said} with other words", cites)
    said = f"{len(passed)} of {len(old.tests)} of its tests passed, by executions that show it"
    return Told("gone" if passed and passed == set(old.tests) else "not-observed", said, cites)


def _collected(old: Finding, given: Answers) -> Told:
    """A test of each of its files has to have executed, whatever came of it: that is a finding of its own."""
    files = {test.partition("::")[0] for test in old.tests}
    shown = [case for found in given.values() for case in found if file_of(case) in files]
    ran = {file_of(case) for case in shown}
    said = f"tests of {len(ran)} of its {counted(len(files), 'files')} were executed"
    return Told("gone" if files and ran == files else "not-observed", said, tuple(sorted(each.id for each in shown)))


def _deployed(facts: Facts, old: Finding) -> Told:
    newest = facts.window.candidate.of(old.service or "")[-1:]
    if newest and newest[0].ready:
        return Told("gone", f"{newest[0].revision} was deployed since and became ready", (newest[0].evidence,))
    return Told("not-observed", "no later revision of it is known to have become ready")


def _measured(facts: Facts, old: Finding) -> Told:
    limits = {each.name: each for each in facts.sealed.policy.thresholds}
    found = [each for each in latest(facts) if each.metric == old.signature]
    if not found or old.signature not in limits:
        return Told("not-observed", "no possible value of it was read, or no limit of it is declared")
    said = ", ".join(f"{each.value:g}" for each in found)
    cites = tuple(sorted(each.id for each in found))
    return Told("gone", f"measured as {said}, within the limit of {limits[old.signature].limit:g}", cites)


def _probed(facts: Facts, old: Finding) -> Told:
    span = facts.window.candidate.span
    probes = [each for each in facts.of(Probe) if each.at and span.holds(each.at) and each.succeeded]
    found = [each for each in probes if id_of(each.target) == old.id]
    if not found:
        return Told("not-observed", "no probe of it succeeded in the window")
    return Told("gone", "it answered a probe in the window", tuple(sorted(each.id for each in found)))


_KINDS: dict[FindingKind, Callable[[Facts, Finding], Told]] = {
    "log": _logged,
    "warning": _logged,
    "request": _requested,
    "latency": routes_now.took,
    "deployment": _deployed,
    "metric": _measured,
    "probe": _probed,
}
