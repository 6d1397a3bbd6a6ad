"""The text of a failure taken apart: its first sentence, the type of the exception, the frames of the stack."""

import re
from dataclasses import dataclass

from collectors.test_runs.as_reported.plain_text import one_line, plain
from collectors.test_runs.as_reported.report import Mishap
from collectors.test_runs.failures.compared_values import compared_values
from collectors.test_runs.failures.stack_frames import crash_type, frames
from incidents.model.evidence import Frame

_AROUND = re.compile(r'^failed on (?:setup|teardown) with "(?P<inner>.*?)"?$', re.DOTALL)
# pytest 9.2 cuts the message attribute and leaves the whole in the element's text.
_SHORTENED = re.compile(r"\n\[(?:\+\d+ more lines?|truncated); full report in element text\]")
_SAID = re.compile(r"^E(?P<said>$|\s.*$)")
# NUnit and xUnit.net put a space before the colon.
_TYPED = re.compile(r"^(?P<type>(?:\w+(?:\.|::|\\))*[A-Z]\w*)(?: ?: |:?$)")
_EXCEPTION = re.compile(
    r"(?:Error|Exception|Exit|Interrupt|Timeout|Warning|Failed|Failure|Fault|Group|Expired|Iteration|Stop|Refused)$"
)
_TYPE_NAME = re.compile(r"(?:[\w$]+[.:\\]+)*[A-Z][^\Wa-z]*[a-z]\w*")
# `--tb=line` puts the place before the exception.
_LOCATION = re.compile(r"^\S+:\d+: (?=[\w.]+: )")
# What pytest writes instead of the exception: always for collection, before version 6 for set-up and teardown too.
_SAYS_NOTHING = {"collection failure", "test setup failure", "test teardown failure", "Failed", "FAILED:"}
# Go's tools say only "Failed" and leave what `t.Errorf` printed in the text.
_GO_SAID = re.compile(r"^\s+[\w./-]+\.go:\d+: (?P<said>\S.*)$", re.MULTILINE)
# PHPUnit begins the text with the test's own name.
_PHP_TEST = re.compile(r"^[\w\\]+::\w+(?: with data set .*)?$")


@dataclass(frozen=True)
class Described:
    """`message` is the first line of what the failure says, None where it says nothing.

    What an assertion expected and received follows on two more lines, where the first does not hold it.
    """

    message: str | None
    error_type: str | None
    frames: tuple[Frame, ...]


def describe(mishap: Mishap, rootdir: str | None) -> Described:
    """Read one mishap. The last exception of a chain is the one described; the frames are those of all of them."""
    if mishap.outcome in ("skipped", "xfailed", "xpassed"):
        return Described(_skip_reason(mishap), None, ())
    text = plain(mishap.text)
    said = _said(mishap, text)
    values = compared_values("\n".join((plain(mishap.message), text)), said)
    return Described(
        "\n".join((said, *values)) if said else None, _error_type(mishap, said, text), frames(text, rootdir)
    )


def _said(mishap: Mishap, text: str) -> str:
    """The producer's message; where it is cut, generic or missing, the exception's own line in the text."""
    message = plain(mishap.message)
    around = _AROUND.match(_SHORTENED.sub("", message))
    cut = _SHORTENED.search(message) is not None
    message = _first_line(around["inner"] if around else message)
    if message and not cut and message not in _SAYS_NOTHING:
        return message
    return _last_exception(text) or _go_said(text) or message or _after_traceback(text) or _told_first(text)


def _last_exception(text: str) -> str:
    """The first line of the last run of `E` lines, which is where pytest prints the exception that went through.

    A syntax error comes after the place in the file that it names.
    """
    runs: list[list[str]] = [[]]
    for line in text.split("\n"):
        match = _SAID.match(line)
        if match:
            runs[-1].append(match["said"].strip())
        elif runs[-1]:
            runs.append([])
    last = next((run for run in reversed(runs) if any(run)), [""])
    if last[0].startswith("File "):
        return next((line for line in reversed(last) if _TYPED.match(line)), last[0])
    return next((line for line in last if line), "")


def _after_traceback(text: str) -> str:
    """The exception as Python itself prints it: the first line at the margin after the last frame."""
    found, within = "", False
    for line in text.split("\n"):
        if line.startswith("  File "):
            within = True
        elif within and line[:1].strip():
            found, within = one_line(line), False
    return found


def _go_said(text: str) -> str:
    found = _GO_SAID.search(text)
    return found["said"].strip() if found else ""


def _told_first(text: str) -> str:
    """The first line that says something of the failure."""
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    if len(lines) > 1 and (_PHP_TEST.match(lines[0]) or lines[0] in _SAYS_NOTHING):
        lines = lines[1:]
    return _LOCATION.sub("", one_line(lines[0])) if lines else ""


def _first_line(text: str) -> str:
    return next((one_line(line) for line in text.split("\n") if line.strip()), "")


def _error_type(mishap: Mishap, said: str, text: str) -> str | None:
    crash = crash_type(text)
    for line in (said, _last_exception(text), _after_traceback(text)):
        typed = _TYPED.match(line)
        if typed and (_EXCEPTION.search(typed["type"]) or typed["type"].rpartition(".")[2] == crash):
            return typed["type"]
    if crash:
        return crash
    if mishap.error_type and _TYPE_NAME.fullmatch(mishap.error_type):
        return mishap.error_type
    return "AssertionError" if said.startswith("assert ") else None


def _skip_reason(mishap: Mishap) -> str | None:
    """The reason; a module that is skipped as a whole has it only in the text, as a printed tuple."""
    message = one_line(mishap.message)
    if message == "collection skipped":
        inner = re.search(r"'Skipped: (?P<reason>.*?)'\)\s*$", plain(mishap.text))
        return inner["reason"] if inner else message
    return message.removeprefix("reason: ") or None
