"""Phrases of the page on requests, logged errors and test runs."""

from collections import Counter
from collections.abc import Iterator, Mapping

from incidents.model.evidence import AnyEvidence, CaseResult, LogPattern, RequestStatistics, TestRun
from incidents.model.finding import Ratio
from incidents.model.incident import Incident
from reports.checker.facts.figures import at, marks, rate
from reports.page.time_axis import TimeAxis, time_axis

Evidence = Mapping[str, AnyEvidence]
_Served = tuple[str, str]
_BAD = ("ERROR", "CRITICAL", "ALERT", "EMERGENCY")
_OUTCOMES = {
    "passed": "pass",
    "failed": "FAIL",
    "error": "ERROR",
    "skipped": "skip",
    "xfailed": "expected fail",
    "xpassed": "unexpected pass",
}
_DOUBTS = {
    "executed-on-mock": "on a stand-in",
    "vacuous-pass": "too quick",
    "no-request-on-server": "server silent",
    "skipped-for-outage": "for the outage",
    "nothing-collected": "nothing ran",
    "no-real-pass": "no real pass",
}
_RUNS = 12


def of_counts(incident: Incident, evidence: Evidence) -> Iterator[str]:
    yield from _of_revisions(incident, evidence)
    yield from _of_routes(incident, evidence)
    yield from _of_tests(incident, evidence)


def _of_revisions(incident: Incident, evidence: Evidence) -> Iterator[str]:
    """Each revision that was asked or logged an error, its figures bound to its name where a table holds both."""
    axis = time_axis(incident)
    if axis is None:
        return
    drawn = "requests, of them server errors (5xx), upward; logged errors, downward. "
    bars = "Server errors of requests, and logged errors, in steps of"
    cut = " The evidence begins before the chart; the figures are of all of it" if axis.cut else ""
    marked = "the line marks the start of the window. Revisions of a service share a scale"
    yield from (f"{drawn}One bar is {axis.minutes} min; {marked}.{cut}", f"{bars} {axis.minutes} min; times in UTC")
    served = _served(evidence)
    for (service, revision), (requests, logged, failed) in served.items():
        side = _side(incident, service, revision)
        errors = sum(each.answered(500, 599) for each in requests)
        asked = sum(each.count for each in requests)
        share = rate(Ratio(n=errors, total=asked, unit="requests")) if asked else "no requests"
        more = f"; errors logged: {logged}" if logged else ""
        yield service
        yield f"{revision} {side} {share} server errors {errors} of {asked}{more}{marks(failed)}"
        row = f"⟨Service⟩ {service} ⟨Revision⟩ {revision} ⟨Side⟩ {side} ⟨Requests⟩ {asked}"
        yield f"{row} ⟨Server errors⟩ {errors} ⟨Rate⟩ {share} ⟨Errors logged⟩ {logged}"
    yield from _of_steps(evidence, axis, sorted(served, key=lambda key: (key[0], _place(incident, key[1]), key[1])))


def _served(evidence: Evidence) -> dict[_Served, tuple[list[RequestStatistics], int, list[str]]]:
    """By service and revision the request records, the errors that were logged, and the records with server errors."""
    found: dict[_Served, tuple[list[RequestStatistics], int, list[str]]] = {}
    for record in sorted(evidence.values(), key=lambda each: each.id):
        if isinstance(record, RequestStatistics):
            requests, logged, failed = found.get((record.service, record.revision), ([], 0, []))
            more = [record.id] if record.answered(500, 599) else []
            found[record.service, record.revision] = ([*requests, record], logged, [*failed, *more])
        elif isinstance(record, LogPattern) and record.severity in _BAD:
            for each in record.by_revision:
                requests, logged, failed = found.get((record.service, each.revision), ([], 0, []))
                found[record.service, each.revision] = (requests, logged + each.count, failed)
    return found


def _side(incident: Incident, service: str, revision: str) -> str:
    window = incident.window
    if any(each.revision == revision for each in window.candidate.revisions):
        return "in the window"
    if any(each.revision == revision for each in window.baseline.revisions):
        return "before" if window.candidate.of(service) else "unchanged"
    return "other"


def _place(incident: Incident, revision: str) -> int:
    order = [each.revision for side in (incident.window.baseline, incident.window.candidate) for each in side.revisions]
    return order.index(revision) if revision in order else len(order)


def _of_steps(evidence: Evidence, axis: TimeAxis, order: list[_Served]) -> Iterator[str]:
    """Per step and revision the requests, the server errors among them, and the logged errors."""
    cells: dict[int, dict[_Served, list[int]]] = {}
    for record in evidence.values():
        if isinstance(record, RequestStatistics):
            for minute in record.by_minute:
                place = axis.place(minute.minute)
                _add(cells, place, (record.service, record.revision), (minute.count, minute.server_errors, 0))
        elif isinstance(record, LogPattern) and record.severity in _BAD:
            for logged in record.by_minute:
                _add(cells, axis.place(logged.minute), (record.service, logged.revision), (0, 0, logged.count))
    for step, found in cells.items():
        row = f"⟨From⟩ {at(axis.begin(step))[:16]}"
        for key in order:
            requests, errors, logs = found.get(key, [0, 0, 0])
            said = f"{errors} of {requests}{f', {logs} logged' if logs else ''}" if requests or logs else "none"
            row += f" ⟨{key[1]}⟩ {said}"
        yield row


def _add(cells: dict[int, dict[_Served, list[int]]], step: int | None, key: _Served, counts: tuple[int, ...]) -> None:
    if step is not None:
        before = cells.setdefault(step, {}).get(key, [0, 0, 0])
        cells[step][key] = [one + other for one, other in zip(before, counts, strict=True)]


def _of_routes(incident: Incident, evidence: Evidence) -> Iterator[str]:
    routes: dict[tuple[str, str], list[RequestStatistics]] = {}
    for each in sorted(evidence.values(), key=lambda record: record.id):
        if isinstance(each, RequestStatistics):
            routes.setdefault((each.service, f"{each.method} {each.route}"), []).append(each)
    healthy = 0
    for (service, route), records in routes.items():
        failed = [each.id for each in records if each.answered(500, 599)]
        healthy += not failed
        after, before, told = _on_both_sides(incident, service, records)
        row = f"⟨Route⟩ {route} ⟨Service⟩ {service} ⟨5xx in the window⟩ {after} ⟨5xx before⟩ {before} {told}"
        yield f"{row} ⟨Records⟩{marks(failed or [each.id for each in records])}"
    yield f"Routes without a server error: {healthy}"


def _on_both_sides(incident: Incident, service: str, records: list[RequestStatistics]) -> tuple[str, str, str]:
    """Where nothing new was deployed the minutes part the sides, and statuses are not kept by minute."""
    new = {each.revision for each in incident.window.candidate.of(service)}
    start = incident.window.candidate.span.start
    if new:
        inside = [each for each in records if each.revision in new]
        outside = [each for each in records if each.revision not in new]
        return _failed(inside), _failed(outside), _answers(inside)
    minutes = [minute for each in records for minute in each.by_minute]
    if start is None:
        return "not asked", _failed(records), _told("none", "none")
    sides = [[each for each in minutes if (each.minute >= start.minute) is inside] for inside in (True, False)]
    after, before = (_share(sum(m.server_errors for m in side), sum(m.count for m in side)) for side in sides)
    kept = "not kept by minute" if after != "not asked" else "none"
    return after, before, _told(kept, kept)


def _failed(records: list[RequestStatistics]) -> str:
    if not records:
        return "not asked"
    return _share(sum(each.answered(500, 599) for each in records), sum(each.count for each in records))


def _share(errors: int, asked: int) -> str:
    return f"{rate(Ratio(n=errors, total=asked, unit='requests'))} {errors} of {asked}" if asked else "not asked"


def _answers(records: list[RequestStatistics]) -> str:
    if not records:
        return _told("none", "none")
    statuses = Counter[int]()
    for each in records:
        statuses.update({one.status: one.count for one in each.statuses})
    latencies = [f"{each.latency.p50_ms:g} / {each.latency.p95_ms:g}" for each in records if each.latency]
    return _told(
        ", ".join(f"{each} {statuses[each]}" for each in sorted(statuses)), ", ".join(latencies) or "not stated"
    )


def _told(statuses: str, latency: str) -> str:
    return f"⟨Statuses in the window⟩ {statuses} ⟨Median / 95 % (ms)⟩ {latency}"


def _of_tests(incident: Incident, evidence: Evidence) -> Iterator[str]:
    """The latest runs, the latest one first, and in each row what a test ended with in each of them."""
    runs = [each for each in evidence.values() if isinstance(each, TestRun)]
    runs = sorted(runs, key=lambda run: (run.at.nanoseconds if run.at else 0, run.id), reverse=True)[:_RUNS]
    doubts: dict[tuple[str, str | None], list[str]] = {}
    for each in incident.doubts:
        doubts.setdefault((each.run, each.test), []).append(_DOUBTS.get(each.rule, each.rule.replace("-", " ")))
        test = each.test or "the whole run"
        yield f"{test} in {each.run_name}: {each.reason}{marks((each.run, *each.cites))}"
    cases: dict[str, dict[str, CaseResult]] = {}
    for case in (each for each in evidence.values() if isinstance(each, CaseResult)):
        cases.setdefault(case.test, {})[case.run] = case
    passing = Counter[str]()
    for test, by_run in cases.items():
        file, _, name = test.partition("::")
        shown = [by_run.get(run.id) for run in runs]
        row = "".join(
            f" ⟨{run.name}⟩ {_ended(case, doubts.get((run.id, test), []))}"
            for run, case in zip(runs, shown, strict=True)
        )
        yield from (f"⟨Test⟩ {name or file}{row}", file)
        quiet = all(case.outcome == "passed" and (case.run, test) not in doubts for case in shown if case)
        passing[file if name else ""] += quiet and any(shown)
    yield from (f"{file}: {n}" for file, n in passing.items())


def _ended(case: CaseResult | None, doubts: list[str]) -> str:
    if case is None:
        return "not in this run"
    return " ".join([_OUTCOMES[case.outcome], *dict.fromkeys(doubts)])
