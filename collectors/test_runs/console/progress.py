"""The results that pytest prints while it runs: one line a test, with what the test logged and printed between."""

import re
from dataclasses import dataclass, field

from collectors.test_runs.as_reported import captured_output
from collectors.test_runs.console.lines import Line

_WORD = r"PASSED|FAILED|ERROR|SKIPPED|XFAIL|XPASS|RERUN|SUB(?:PASSED|FAILED|SKIPPED|XFAIL|PASS|FAIL|SKIP)\b.*?"
_PROGRESS = r"(?:\[\s*\d+%\]|\[\s*\d+ ?/ ?\d+\]|[\d.]+(?:us|ms|s)|\d+m \d+s|\d+h \d+m)"
_REASON = r"(?: \((?P<reason>.*)\))?"
_RESULT = re.compile(rf"^(?P<test>\S.*?) (?P<word>{_WORD}){_REASON}(?:\s+{_PROGRESS})?\s*$")
_WORD_ALONE = re.compile(rf"^(?P<word>{_WORD}){_REASON}(?:\s+{_PROGRESS})?\s*$")
_WORKER = re.compile(rf"^\[gw\d+\]\s*(?:{_PROGRESS})?\s*(?P<word>{_WORD}) (?P<test>\S.*?)\s*$")
_NODE_ID = re.compile(
    r"(?P<test>[^\s:]+\.(?:py|pyx|txt|rst|md|ya?ml|json|toml|feature|ipynb|robot)"
    r"(?:::[^\s\[:]+)+(?:\[.*?\](?=\s|$))?)(?P<rest>(?:\s.*)?)$"
)
_ELSEWHERE = re.compile(r" <- \S+$")
_LIVE = re.compile(r"^-{2,} (?P<title>live log \w+) -{2,}$")
_TIMEOUT = re.compile(r"\+{5,} Timeout \+{5,}")
MOST_OUTPUT = 512 * 1024


@dataclass
class Progress:
    """What one test's lines said: the words of its results in order, a reason, and its output."""

    words: list[str] = field(default_factory=list)
    reason: str = ""
    output: list[tuple[str, list[str]]] = field(default_factory=list)
    timed_out: bool = False


def node_id(text: str) -> str | None:
    """The test's name when the text is one, such as `tests/test_a.py::TestB::test_c[x y]`."""
    match = _NODE_ID.match(text)
    return match["test"] if match and not match["rest"].strip() else None


def progress(lines: list[Line]) -> dict[str, Progress]:
    """The tests that the lines name, in the order of their first line."""
    reader = _Reader()
    for line in lines:
        reader.take(line.text)
    return reader.tests


class _Reader:
    def __init__(self) -> None:
        self.tests: dict[str, Progress] = {}
        self._current: Progress | None = None
        self._title = "output"
        self._size = 0

    def take(self, text: str) -> None:
        if not self._result(text) and not self._started(text):
            self._output(text)

    def _result(self, text: str) -> bool:
        worker = _WORKER.match(text)
        match = worker or _RESULT.match(text)
        named = _NODE_ID.match(_ELSEWHERE.sub("", match["test"])) if match else None
        if match and named:
            test = self._of(named["test"])
            if named["rest"].strip():
                test.output.append(("output", [named["rest"].strip()]))
            self._note(test, match["word"], "" if worker else match["reason"])
            return True
        alone = _WORD_ALONE.match(text)
        if alone and self._current is not None and not self._current.words:
            self._note(self._current, alone["word"], alone["reason"])
            return True
        return False

    def _started(self, text: str) -> bool:
        """A line that opens with a test's name: its result follows, after what the test prints."""
        match = _NODE_ID.match(text)
        if match is None:
            return False
        self._current = self._of(match["test"])
        self._title, self._size = "output", 0
        rest = match["rest"].strip()
        if _TIMEOUT.search(rest):
            self._current.timed_out = True
        elif rest and not rest.startswith("<- "):
            self._output(rest)
        return True

    def _output(self, text: str) -> None:
        live = _LIVE.match(text)
        if live:
            self._title = live["title"]
        elif self._current is not None and _TIMEOUT.search(text):
            self._current.timed_out = True
        elif self._current is not None and text.strip() and self._size < MOST_OUTPUT:
            self._size += len(text)
            output = self._current.output
            if not output or output[-1][0] != self._title:
                output.append((self._title, []))
            output[-1][1].append(text)

    def _note(self, test: Progress, word: str, reason: str | None) -> None:
        test.words.append(re.split(r"[\[ ]", word, maxsplit=1)[0])
        if not word.startswith("SUB"):  # what stands in brackets behind these are a subtest's values
            test.reason = reason or test.reason
        self._current, self._title = test, "output"

    def _of(self, test: str) -> Progress:
        return self.tests.setdefault(test, Progress())


def output_of(test: Progress) -> str:
    """What the test logged and printed while it ran."""
    return captured_output.joined([(title, "\n".join(lines)) for title, lines in test.output])
