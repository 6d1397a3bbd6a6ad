"""What the runs leave open: whether what did not run for real works, why it did not, and since when others fail."""

import re
from collections.abc import Iterator

from incidents.analysis.commands import plain
from incidents.analysis.facts import Facts
from incidents.analysis.judged.case_history import FAILED, PASSED
from incidents.analysis.origin.last_changes import continuing, origin_of, origin_of_error, shown
from incidents.analysis.passes import executed_on_mock, fell_back_by_source
from incidents.analysis.passes.executed_on_mock import mock_marker
from incidents.analysis.rules import nothing_collected
from incidents.analysis.unknown.asking import question
from incidents.analysis.unknown.awaited import awaited
from incidents.analysis.unknown.first_doubts import first_doubts
from incidents.model.evidence import CaseResult
from incidents.model.finding import Finding
from incidents.model.incident import Doubt, Question

_STAND_INS = (executed_on_mock.NAME, fell_back_by_source.NAME)
_SKIPPED_FOR = re.compile(r"\bskipped because (?:`)?([A-Z][A-Z0-9_]+)(?:`)? was not set")
_MOST = re.compile(r"\bassert .{1,200}? <=? (\d+(?:\.\d+)?)$", re.MULTILINE)
_NOT_SET = re.compile(r"\b([A-Z][A-Z0-9]*_[A-Z0-9_]+)\b(?: is|:)? (?:not set|unset|missing|empty|not configured)\b")


def open_by_tests(facts: Facts, findings: list[Finding], doubts: list[Doubt]) -> Iterator[Question]:
    """In the order of the runs, then of the rules that doubt, then of the findings."""
    for run in sorted({each.run_name for each in doubts if each.rule == nothing_collected.NAME}):
        text = f"Does what the suite of {run} checks still hold? The suite that checks it did not run"
        yield question(f"{text}.", "a run in which no test ran shows nothing", f"rerun {run}")
    of_tests = [each for each in first_doubts(doubts) if each.test is not None]
    for rule in sorted({each.rule for each in of_tests}):
        yield _of_paths([each for each in of_tests if each.rule == rule])
    on_stand_ins = [each for each in doubts if each.rule in _STAND_INS and each.test is not None]
    for run in sorted({each.run_name for each in on_stand_ins}):
        yield from _of_stand_ins(facts, run, [each for each in on_stand_ins if each.run_name == run])
    yield from _of_skips(of_tests)
    yield from (_of_unsteady(each) for each in findings if each.state == "flaky")
    yield from awaited(facts, findings)
    yield from (_since_when(facts, each) for each in findings if each.kind == "test" and _as_before(facts, each))
    for pattern in continuing(facts):
        if (origin := origin_of_error(facts, pattern)) is not None:
            text = f"Where does {shown(pattern)} come from, which was logged before the window too?"
            yield question(text, origin.said, f"git show {origin.commit.sha}")


def _of_paths(doubted: list[Doubt]) -> Question:
    tests = sorted({each.test for each in doubted if each.test})
    areas = sorted({test.partition("::")[0].rsplit("/", 1)[-1].removesuffix(".py") for test in tests})
    text = f"Do the paths of {', '.join(areas[:4])} work? No real test of them ran"
    why = "1 result is no evidence" if len(tests) == 1 else f"{len(tests)} results are no evidence"
    reasons = {each.reason for each in doubted}
    said = f"{why}: {min(reasons)}" if len(reasons) == 1 else why
    return question(f"{text}.", said, f"incident show {min(each.cites[0] for each in doubted)}")


def _of_skips(doubted: list[Doubt]) -> Iterator[Question]:
    """Each variable for want of which tests of a run were skipped."""
    unset = {(name, each.run_name): each.cites[0] for each in doubted for name in _SKIPPED_FOR.findall(each.reason)}
    for (name, run), skip in sorted(unset.items()):
        text = f"Why was `{name}` not set in run {run}, and who is to set it?"
        yield question(text, "the skips tell that it was not, and not why", f"incident show {skip}")


def _of_unsteady(finding: Finding) -> Question:
    """By the bound that it misses now and then, where its failure tells one."""
    test = finding.tests[0].rpartition("::")[2]
    bound = _MOST.search(finding.signature or "")
    does = f"now and then find more than the {bound[1]} that it allows" if bound else "pass now and fail then"
    why = "its results tell that it does, and not what differs between them"
    return question(f"Why does `{test}` {does}?", why, f"incident show {finding.primary[0]}")


def _of_stand_ins(facts: Facts, run: str, doubted: list[Doubt]) -> Iterator[Question]:
    shown = min(each.cites[0] for each in doubted)
    cases = [each for doubt in doubted if isinstance(each := facts.records[doubt.cites[0]], CaseResult)]
    unset = {name for each in cases for name in _NOT_SET.findall(f"{each.captured}\n{each.excerpt}")}
    if unset:
        text = f"Why was {' and '.join(f'`{each}`' for each in sorted(unset)[:2])} not set in run {run}?"
    else:
        text = f"Why did run {run} take a stand-in where a service was to be tested?"
    yield question(text, "its output tells that a stand-in answered, and not what chose it", f"incident show {shown}")
    never = sorted(test for test in {each.test for each in doubted if each.test} if not _ever_real(facts, test))
    if never:
        tests = "1 test" if len(never) == 1 else f"{len(never)} tests"
        text = f"Did {tests} of run {run} ever run for real? None of the runs that were read shows it."
        yield question(
            text, "earlier runs than those that were read may have", "gh run list, and the reports of older runs"
        )


def _ever_real(facts: Facts, test: str) -> bool:
    """Whether a run that was read executed it and nothing in it tells of a stand-in."""
    held = (cases[test] for cases in facts.cases.values() if test in cases)
    return any(each.outcome in (*FAILED, *PASSED) and mock_marker(each) is None for each in held)


def _as_before(facts: Facts, finding: Finding) -> bool:
    """Whether it fails as before the window, and in every run that was read."""
    if finding.state != "persisting":
        return False
    held = [cases[test] for cases in facts.cases.values() for test in finding.tests if test in cases]
    return not any(each.outcome in PASSED for each in held)


def _since_when(facts: Facts, finding: Finding) -> Question:
    origin = origin_of(facts, finding)
    text = f"Since when: {finding.title}? It failed in every run that was read, before the window too."
    file = plain(finding.tests[0].partition("::")[0])
    query = f"git log --oneline -- {file}" if file else "gh run list"
    why = "no run that was read passed it"
    if origin is not None:
        return question(text, f"{why}; {origin.said}", f"{query}; git show {origin.commit.sha}")
    return question(text, why, query)
