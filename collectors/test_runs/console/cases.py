"""The cases of one console session: progress, tracebacks and summary of each test brought together."""

from dataclasses import dataclass, field, replace

from collectors.test_runs.as_reported import captured_output
from collectors.test_runs.as_reported.report import Address, Execution, Mishap, ReportedCase
from collectors.test_runs.console import summary as console_summary
from collectors.test_runs.console.details import Detail, details, tail_of
from collectors.test_runs.console.progress import Progress, output_of, progress
from collectors.test_runs.console.session import DETAILED, Session
from collectors.test_runs.console.summary import Mention, Skip
from collectors.test_runs.failures.stack_frames import frames, line_style
from incidents.model.evidence import Outcome

_OUTCOMES: dict[str, Outcome] = {
    "PASSED": "passed",
    "FAILED": "failed",
    "ERROR": "error",
    "SKIPPED": "skipped",
    "XFAIL": "xfailed",
    "XPASS": "xpassed",
}
_SECTION_WORDS = {"FAILURES": "FAILED", "ERRORS": "ERROR", "PASSES": "PASSED", "XPASSES": "XPASS", "XFAILURES": "XFAIL"}


@dataclass
class _Entry:
    """All that a session says of one test."""

    words: list[str] = field(default_factory=list)
    reason: str = ""
    output: str = ""
    timed_out: bool = False
    messages: list[Mention] = field(default_factory=list)
    details: list[Detail] = field(default_factory=list)
    duration_s: float | None = None


@dataclass(frozen=True)
class SessionCases:
    """The cases, the tests that were started and have no result, and how many subtests failed."""

    cases: tuple[ReportedCase, ...]
    unfinished: tuple[str, ...]
    subtests_failed: int
    timed_out: bool


def session_cases(session: Session) -> SessionCases:
    """Read one session. Without `-v` only the tests that the sections name are known."""
    entries = {test: _from_progress(found) for test, found in progress(session.progress).items()}
    summary = session.section("short test summary info", "rerun test summary info")
    _add_mentions(entries, console_summary.mentions(summary))
    for title, lines in session.sections:
        if title in DETAILED:
            _add_details(entries, title, lines)
    for test, duration_s in console_summary.durations(session.section("slowest ")).items():
        if test in entries:
            entries[test].duration_s = duration_s
    skips = console_summary.skips(summary)
    unfinished = tuple(test for test, entry in entries.items() if not entry.words and not entry.timed_out)
    return SessionCases(
        cases=tuple(_case(test, entries[test], skips) for test in entries if test not in unfinished),
        unfinished=unfinished,
        subtests_failed=sum(word.startswith("SUBFAIL") for entry in entries.values() for word in entry.words),
        timed_out=any(entry.timed_out and not entry.words for entry in entries.values()),
    )


def _from_progress(found: Progress) -> _Entry:
    return _Entry(words=list(found.words), reason=found.reason, output=output_of(found), timed_out=found.timed_out)


def _add_mentions(entries: dict[str, _Entry], mentions: list[Mention]) -> None:
    """The summary repeats what progress said, and is the only one to name a test when progress shows dots."""
    told = {test for test, entry in entries.items() if entry.words}
    for mention in mentions:
        entry = entries.setdefault(mention.test, _Entry())
        entry.messages.append(mention)
        if mention.test not in told:
            entry.words.append(mention.word)


def _add_details(entries: dict[str, _Entry], title: str, lines: list[str]) -> None:
    word = _SECTION_WORDS[title]
    candidates = [test for test, entry in entries.items() if word in entry.words or _subtest(entry, word)]
    found = details(title, lines, candidates)
    if not found and title == "FAILURES":
        found = _line_style(lines, candidates)
    for detail in found:
        test = _owner(detail, entries, candidates)
        entries.setdefault(test, _Entry()).details.append(detail)
        if not entries[test].words:
            entries[test].words.append(word)


def _subtest(entry: _Entry, word: str) -> bool:
    return word == "FAILED" and any(each.startswith("SUBFAIL") for each in entry.words)


def _line_style(lines: list[str], tests: list[str]) -> list[Detail]:
    """`--tb=line` prints one location a failure, in the order of the summary, and no heading."""
    found = [line for line in lines if line_style(line)]
    if len(found) != len(tests):
        return []
    return [Detail("FAILURES", "call", tail_of(test), line, "") for test, line in zip(tests, found, strict=True)]


def _owner(detail: Detail, entries: dict[str, _Entry], candidates: list[str]) -> str:
    """The test that a heading means: headings leave out the file, so its path in the traceback decides, then order."""
    if detail.phase == "collection":
        return detail.name
    tests = [test for test in candidates if _heads(detail.name, test)] or [
        test for test in entries if _heads(detail.name, test)
    ]
    in_text = [test for test in tests if f"{test.partition('::')[0]}:" in detail.text]
    free = [test for test in in_text or tests if not _has(entries[test], detail)]
    if free or tests:
        return (free or in_text or tests)[0]
    first = next((frame.file for frame in frames(detail.text, None) if frame.file.endswith(".py")), "unknown file")
    names, bracket, parameters = detail.name.partition("[")
    return f"{first}::{names.replace('.', '::')}{bracket}{parameters}"


def _heads(name: str, test: str) -> bool:
    tail = tail_of(test)
    return bool(tail) and (name == tail or name.startswith((f"{tail} [", f"{tail} (", f"{tail} <")))


def _has(entry: _Entry, detail: Detail) -> bool:
    return any(each.section == detail.section and each.phase == detail.phase for each in entry.details)


def _case(test: str, entry: _Entry, skips: list[Skip]) -> ReportedCase:
    reruns = entry.words.count("RERUN")
    earlier = tuple(Execution("failed") for _ in range(reruns))
    captured = captured_output.joined([("", each.captured) for each in entry.details] + [("", entry.output)])
    last = _last_execution(test, entry, skips)
    last = replace(last, captured=captured, duration_s=entry.duration_s)
    return ReportedCase(Address(name=test, node_id=test), (*earlier, last), rerun=bool(reruns))


def _last_execution(test: str, entry: _Entry, skips: list[Skip]) -> Execution:
    words = [word for word in entry.words if word != "RERUN"]
    if entry.timed_out and not words:
        return Execution("error", mishaps=(Mishap("error", "Timeout: the run was ended while this test ran"),))
    found: set[Outcome] = {_OUTCOMES[word] for word in words if word in _OUTCOMES}
    if any(word.startswith("SUBFAIL") for word in words):
        found.add("failed")
    ranked: tuple[Outcome, ...] = ("failed", "error", "xpassed", "xfailed", "skipped", "passed")
    outcome = next((each for each in ranked if each in found), "failed" if "RERUN" in entry.words else "passed")
    return Execution(outcome, mishaps=_mishaps(test, entry, outcome, skips))


def _mishaps(test: str, entry: _Entry, outcome: Outcome, skips: list[Skip]) -> tuple[Mishap, ...]:
    if outcome in ("skipped", "xfailed", "xpassed"):
        said = next((each.message for each in entry.messages if each.message), entry.reason)
        return (Mishap(outcome, _whole_reason(test, said, skips)),)
    if outcome == "passed":
        return ()
    messages = {each.word: each.message for each in reversed(entry.messages)}
    found = []
    for detail in entry.details:
        if detail.section in ("FAILURES", "ERRORS"):
            kind: Outcome = "failed" if detail.section == "FAILURES" else "error"
            found.append(Mishap(kind, "", None, detail.text, detail.phase))
    if not found:
        word = "FAILED" if outcome == "failed" else "ERROR"
        phase = "call" if "::" in test else "collection"
        return (Mishap(outcome, messages.get(word, ""), phase="call" if phase == "call" else "collection"),)
    return tuple(sorted(found, key=lambda mishap: mishap.outcome != outcome))


def _whole_reason(test: str, said: str, skips: list[Skip]) -> str:
    """Progress cuts a reason to the width of the line; the summary has it whole, by file."""
    if not said.endswith("..."):
        return said
    file, start = test.partition("::")[0], said.removesuffix("...")
    return next((each.reason for each in skips if each.file == file and each.reason.startswith(start)), said)
