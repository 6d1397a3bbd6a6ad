"""Tests, and probes of what they ask, wait for a service that they are known to reach and that does not answer."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from incidents.analysis.course.onset import is_over
from incidents.analysis.facts import Facts
from incidents.analysis.judged.case_history import Result
from incidents.analysis.tested.remote_tests import claims_the_service
from incidents.analysis.ties.hidden_failures import Hidden, hidden
from incidents.analysis.titles import quoted
from incidents.analysis.waiting.reached import Reached, reached
from incidents.model.evidence import CaseResult, Probe, TestRun
from incidents.model.finding import Finding
from incidents.model.incident import Block
from incidents.model.instant import Instant


def unanswered_tests(facts: Facts, waiting: Finding, failing: Sequence[Finding]) -> Iterator[Block]:
    """The first failure that no rerun can get around.

    One which a pass among the results hides, one of the highest level, or one of the very component that the test is
    about.
    """
    hides = (hidden(facts, waiting, each) for each in failing)
    hid = next((each for each in hides if each is not None and _met(facts, each.run, each.failure)), None)
    if hid is not None:
        yield _block(waiting, hid.failure, _hides(hid), (hid.run.id, hid.case.id))
        return
    asking = [pair for pair in _cases(facts, waiting.primary) if claims_the_service(facts, *pair)]
    own = [each for each in failing if each.priority.level == "P0" or _of_component(waiting, each)]
    for each, run, case, way in islice(_reaching(facts, asking, own), 1):
        yield _block(waiting, each, _path(run, each, way), (run.id, case.id, *way.cites))


def unanswered_probe(facts: Facts, waiting: Finding, failing: Sequence[Finding]) -> Iterator[Block]:
    """The first failure of the highest level in a service that tests of the same address are known to reach."""
    targets = {record.target for key in waiting.primary if isinstance(record := facts.records[key], Probe)}
    keys = (case.id for run in facts.candidate_runs() for case in facts.cases[run.id].values())
    asking = [pair for pair in _cases(facts, keys) if any(each in pair.case.excerpt for each in targets)]
    severe = [each for each in failing if each.priority.level == "P0" and _began_before(waiting.last, each)]
    for each, run, case, way in islice(_reaching(facts, asking, severe), 1):
        path = (
            f"{quoted(case.test.rpartition('::')[2])} asks the same address, and {way.said}; {each.service} had begun "
            f"to fail before the last probe, and none shows anything of what is behind it until {each.service} answers"
        )
        yield _block(waiting, each, path, (run.id, case.id, waiting.primary[0], *way.cites))


def _reaching(
    facts: Facts, asking: Sequence[Result], failing: Iterable[Finding]
) -> Iterator[tuple[Finding, TestRun, CaseResult, Reached]]:
    for each in failing:
        for run, case in asking:
            way = reached(facts, run, case, each) if _met(facts, run, each) else None
            if way is not None:
                yield each, run, case, way


def _of_component(waiting: Finding, failing: Finding) -> bool:
    return waiting.kind == "test" and failing.component is not None and failing.component == waiting.component


def _block(waiting: Finding, failing: Finding, path: str, cites: tuple[str, ...]) -> Block:
    shown = tuple(sorted({*cites, failing.primary[0]}))
    return Block(blocked=waiting.id, blocker=failing.id, path=path, cites=shown)


def _hides(hid: Hidden) -> str:
    return (
        f"{hid.case.test} met the failure in run {hid.run.name} and went on without the service, as its output says: "
        f"{quoted(hid.line)}; it passes the same until {hid.failure.service} answers"
    )


def _path(run: TestRun, failing: Finding, way: Reached) -> str:
    if failing.kind == "deployment":
        return (
            f"{way.said}, and run {run.name} did so while {failing.title}: it did not test what was to be deployed, "
            "and until that serves no rerun does"
        )
    return (
        f"{way.said}, {failing.service} had begun to fail before run {run.name} ended, and a rerun shows nothing of "
        f"what they test until {failing.service} answers"
    )


def _cases(facts: Facts, keys: Iterable[str]) -> list[Result]:
    cases = [record for key in keys if isinstance(record := facts.records[key], CaseResult)]
    return [Result(run, case) for case in cases if isinstance(run := facts.records.get(case.run), TestRun)]


def _met(facts: Facts, run: TestRun, failing: Finding) -> bool:
    """Whether the run was under way while the failure was seen, or after that while nothing shows that it had ended."""
    if run.at is None or failing.last is None or not _began_before(run.at.plus(run.duration_s or 0), failing):
        return False
    return run.at <= failing.last or not is_over(facts, failing)


def _began_before(moment: Instant | None, failing: Finding) -> bool:
    return moment is not None and failing.first is not None and failing.first <= moment
