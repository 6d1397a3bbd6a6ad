"""Which finding cannot be verified while another one holds, each with the technical path that makes it so."""

import re
from collections.abc import Iterator, Sequence

from incidents.analysis.course.onset import is_over
from incidents.analysis.facts import Facts
from incidents.analysis.tested.remote_tests import claims_the_service
from incidents.analysis.ties.hidden_failures import Hidden, hidden
from incidents.analysis.titles import quoted
from incidents.model.evidence import CaseResult, TestRun
from incidents.model.finding import Finding
from incidents.model.incident import Block

_SERVES_BADLY = ("log", "request", "deployment")
_NEEDS_A_RUN = ("test", "authenticity")
_OPEN = ("new", "worse", "not-comparable")


def blocks(facts: Facts, findings: Sequence[Finding]) -> list[Block]:
    """A result of tests that call a service is blocked by a failure of the service that they cannot get around.

    That is one which a pass among them hides, one of the highest level, or one of the very component that the tests are
    about.

    Only tests are blocked, and only by what is no test, so there can be no cycle.
    """
    failing = [each for each in findings if each.kind in _SERVES_BADLY and each.state in ("new", "worse")]
    waiting = [each for each in findings if each.kind in _NEEDS_A_RUN and each.state in _OPEN]
    return [block for each in waiting for block in _of(facts, each, failing)]


def _of(facts: Facts, waiting: Finding, failing: Sequence[Finding]) -> Iterator[Block]:
    for hid in (hidden(facts, waiting, each) for each in failing):
        if hid is not None and _met(facts, hid.run, hid.failure):
            cites = tuple(sorted({hid.run.id, hid.case.id, hid.failure.primary[0]}))
            yield Block(blocked=waiting.id, blocker=hid.failure.id, path=_hides(hid), cites=cites)
            return
    calling = [(run, case) for run, case in _cases(facts, waiting) if claims_the_service(facts, run, case)]
    if not calling:
        return
    for each in failing:
        own = waiting.kind == "test" and each.component is not None and each.component == waiting.component
        if each.priority.level != "P0" and not own:
            continue
        met = [(run, case) for run, case in calling if _met(facts, run, each) and not _of_another(facts, case, each)]
        if met:
            run, case = met[0]
            yield Block(
                blocked=waiting.id,
                blocker=each.id,
                path=_path(run, each),
                cites=tuple(sorted({run.id, case.id, each.primary[0]})),
            )
            return


def _hides(hid: Hidden) -> str:
    return (
        f"{hid.case.test} met the failure in run {hid.run.name} and went on without the service, as its output says: "
        f"{quoted(hid.line)}; it passes the same until {hid.failure.service} answers"
    )


def _path(run: TestRun, failing: Finding) -> str:
    if failing.kind == "deployment":
        return (
            f"the tests call the deployed service, run {run.name} did so while {failing.title}, and so it did not test "
            "what was to be deployed; until that serves, no rerun does"
        )
    return (
        f"the tests call the deployed service, {failing.service} had begun to fail before run {run.name} ended, and a "
        f"rerun shows nothing of what they test until {failing.service} answers"
    )


def _of_another(facts: Facts, case: CaseResult, failing: Finding) -> bool:
    """Whether the test speaks of another service of the scope, by a word that is in no other service's name."""
    words = {name: set(re.findall(r"[a-z]{4,}", name.lower())) for name in facts.sealed.scope.service_names}
    said = set(re.findall(r"[a-z]{4,}", f"{case.test}\n{case.message or ''}\n{case.excerpt}".lower()))
    own = words.get(failing.service or "", set())
    others = {name: set.difference(each, *(w for n, w in words.items() if n != name)) for name, each in words.items()}
    return not own & said and any(each & said for name, each in others.items() if name != failing.service)


def _cases(facts: Facts, finding: Finding) -> list[tuple[TestRun, CaseResult]]:
    cases = [record for key in finding.primary if isinstance(record := facts.records[key], CaseResult)]
    return [(run, case) for case in cases if isinstance(run := facts.records.get(case.run), TestRun)]


def _met(facts: Facts, run: TestRun, failing: Finding) -> bool:
    """Whether the run was under way while the failure was seen, or after that while nothing shows that it had ended."""
    if run.at is None or failing.first is None or failing.last is None:
        return False
    begun = failing.first <= run.at.plus(run.duration_s or 0)
    return begun and (run.at <= failing.last or not is_over(facts, failing))
