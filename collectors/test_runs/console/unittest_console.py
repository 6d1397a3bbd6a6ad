"""The console text of Python's unittest, and of Django's runner, which prints the same."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from collectors.test_runs.as_reported.figures import seconds
from collectors.test_runs.as_reported.plain_text import one_line
from collectors.test_runs.as_reported.report import Address, Execution, Mishap, Phase, ReportedCase, RunReport, Stated
from collectors.test_runs.as_reported.report import UnusableReportError as Unusable
from collectors.test_runs.console.lines import Line, lines_of
from collectors.test_runs.console.session import ECHOED
from collectors.test_runs.console.stored_text import console_text, end_of_text
from collectors.test_runs.files.sources import ReportSource
from incidents.model.evidence import Outcome

_RAN = re.compile(r"^Ran (?P<tests>\d{1,9}) tests? in (?P<seconds>\d+(?:\.\d+)?)s$")
_FIGURE = r"[a-z]+(?: [a-z]+)*=\d{1,9}"
_END = re.compile(rf"^(?:OK|FAILED|NO TESTS RAN)(?: \((?P<figures>{_FIGURE}(?:, {_FIGURE})*)\))?$")
_NAMED = r"(?P<name>\w[\w.]*) \((?P<where>[\w.]+)\)"
_STARTED = re.compile(rf"^{_NAMED}(?: \.\.\. (?P<result>.*))?$")
_BLOCK = re.compile(rf"^(?P<word>FAIL|ERROR): {_NAMED}(?P<part> [\[(].*)?$")
_RESULT = re.compile(
    r"(?:^|.* \.\.\. )(?P<result>ok|FAIL|ERROR|skipped .*|expected failure|unexpected success)$", re.IGNORECASE
)
_RULE, _THIN_RULE = re.compile(r"^={70}$"), re.compile(r"^-{70}$")
_OUTCOMES: dict[str, Outcome] = {
    "ok": "passed",
    "fail": "failed",
    "error": "error",
    "skipped": "skipped",
    "expected failure": "xfailed",
    "unexpected success": "xpassed",
}
_AROUND = {"setUpClass", "tearDownClass", "setUpModule", "tearDownModule"}
_NOT_LOADED = "unittest.loader._FailedTest"
_RUNS_THESE = re.compile(r"\bunittest\b|\bmanage\.py\b|\bdjango-admin\b|\btest\b")


@dataclass
class _Session:
    """What was printed until one last line; `results` are of a verbose run, `blocks` the failures in full."""

    results: dict[Address, Execution] = field(default_factory=dict)
    blocks: dict[Address, list[Mishap]] = field(default_factory=dict)
    before: list[str] = field(default_factory=list)
    in_parts: bool = False


class UnittestConsole:
    """The console text of unittest, with or without the name of each test."""

    name = "unittest-console"

    def recognises(self, source: ReportSource) -> bool:
        """Tell by the two last lines."""
        return any(True for _ in _ends(lines_of(end_of_text(source))))

    def read(self, source: ReportSource) -> tuple[RunReport, ...]:
        """Read one text; each run in it is one report."""
        text, cut = console_text(source)
        lines = lines_of(text)
        start, found = 0, list[RunReport]()
        for end in _ends(lines):
            found.append(_report([each.text for each in lines[start : end.at]], end))
            start = end.behind
        if not found:
            raise Unusable("it holds no run of unittest that came to its end. It was not read")
        if cut:
            found[-1] = replace(found[-1], cut=cut)
        return tuple(found)


class _End(NamedTuple):
    """The two last lines of a run, where the first of them stands, and where the next run may begin."""

    ran: re.Match[str]
    last: re.Match[str]
    at: int
    behind: int


def _ends(lines: list[Line]) -> Iterator[_End]:
    for number, line in enumerate(lines):
        if ran := _RAN.match(line.text):
            after = next((at for at in range(number + 1, min(number + 4, len(lines))) if lines[at].text.strip()), None)
            if after is not None and (last := _END.match(lines[after].text)):
                yield _End(ran, last, number, after + 1)


def _report(lines: list[str], end: _End) -> RunReport:
    session = _session(lines)
    named = (each.split("=") for each in (end.last["figures"] or "").split(", ") if each)
    figures = {name: int(number) for name, number in named}
    return RunReport(
        format=UnittestConsole.name,
        pytest=True,
        cases=tuple(_cases(session)),
        stated=_stated(int(end.ran["tests"]), figures, session),
        duration_s=seconds(end.ran["seconds"]),
        command=next((each for each in reversed(session.before) if _RUNS_THESE.search(each)), None),
        summary=one_line(f"{end.ran[0]}; {end.last[0]}"),
    )


def _stated(ran: int, figures: dict[str, int], session: _Session) -> Stated:
    """Failing parts of one test count each in the last line, and what fails around a class counts beside the tests."""
    failed, errors = figures.get("failures", 0), figures.get("errors", 0)
    if session.in_parts:
        words = [mishaps[-1].outcome for mishaps in session.blocks.values()]
        failed, errors = words.count("failed"), words.count("error")
    others = sum(figures.get(name, 0) for name in ("skipped", "expected failures", "unexpected successes"))
    around = sum(each.name in _AROUND for each in session.blocks)
    passed = ran - failed - (errors - around) - others
    return Stated(
        collected=ran,
        deselected=0,
        passed=passed if passed >= 0 else None,
        failed=failed,
        errors=errors,
        skipped=figures.get("skipped", 0),
        xfailed=figures.get("expected failures", 0),
        xpassed=figures.get("unexpected successes", 0),
    )


def _session(lines: list[str]) -> _Session:
    session = _Session()
    pending: Address | None = None
    number = 0
    while number < len(lines):
        line = lines[number]
        if _RULE.match(line) and number + 1 < len(lines) and (block := _BLOCK.match(lines[number + 1])):
            number = _read_block(session, block, lines, number + 2)
            continue
        if echoed := ECHOED.match(line):
            session.before.append(echoed["command"])
        started = _STARTED.match(line)
        if started:
            pending = _address(started)
        result = _RESULT.match(line) if pending else None
        if pending and result:
            session.results[pending] = _execution(result["result"])
            pending = None
        number += 1
    return session


def _read_block(session: _Session, block: re.Match[str], lines: list[str], number: int) -> int:
    """Keep the text of one failure; returns the line behind it."""
    start = number
    if number < len(lines) and not _THIN_RULE.match(lines[number]):
        number += 1  # the first line of the test's description
    number += 1
    while number < len(lines) and not _RULE.match(lines[number]) and not _THIN_RULE.match(lines[number]):
        number += 1
    text = "\n".join(lines[start:number]).strip("-\n ")
    address = _address(block)
    phase: Phase = "collection" if block["where"].startswith(_NOT_LOADED) else _phase(block["name"])
    outcome: Outcome = "failed" if block["word"] == "FAIL" else "error"
    session.blocks.setdefault(address, []).append(Mishap(outcome, "", None, text, phase))
    session.in_parts = session.in_parts or block["part"] is not None
    return number


def _phase(name: str) -> Phase:
    return "setup" if name.startswith("setUp") else "teardown" if name.startswith("tearDown") else "call"


def _cases(session: _Session) -> Iterator[ReportedCase]:
    """The tests that are named, each once; a failure in full says more than its word in the list."""
    for address in dict.fromkeys((*session.results, *session.blocks)):
        mishaps = tuple(session.blocks.get(address, ()))
        listed = session.results.get(address)
        if mishaps:
            yield ReportedCase(address, (Execution(mishaps[-1].outcome, None, mishaps),))
        elif listed is not None:
            yield ReportedCase(address, (listed,))


def _address(found: re.Match[str]) -> Address:
    """Newer versions put the name behind the class too; a module that could not be loaded is named by itself."""
    name, where = found["name"], found["where"]
    if where.startswith(_NOT_LOADED):
        return Address(name=name)
    return Address(name=name, classname=where.removesuffix(f".{name}"))


def _execution(result: str) -> Execution:
    word = next((each for each in _OUTCOMES if result.lower().startswith(each)), "ok")
    outcome = _OUTCOMES[word]
    if outcome == "passed":
        return Execution("passed")
    return Execution(outcome, None, (Mishap(outcome, result.removeprefix("skipped ").strip("'\"")),))
