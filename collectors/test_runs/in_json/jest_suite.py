"""One test file of Jest's JSON: its assertions, or why it has none."""

import posixpath
import re

from collectors.test_runs.as_reported.attempts import MOST_ATTEMPTS
from collectors.test_runs.as_reported.plain_text import one_line, plain
from collectors.test_runs.as_reported.report import BETWEEN_TITLES, Address, Execution, Mishap, ReportedCase
from collectors.test_runs.failures.stack_frames import relative
from collectors.test_runs.in_json import json_report
from collectors.test_runs.in_json.json_report import JsonObject, objects, texts, words

_NOT_RUN = {"pending": "skipped", "skipped": "skipped", "disabled": "disabled", "todo": "to be written"}
_PACKAGES = re.compile(r"(?:file://)?(?P<root>(?:[A-Za-z]:)?[/\\][^\s():]{1,300}?)[/\\]node_modules[/\\]")
_SEARCHED = 20_000
_TEST_FOLDERS = {"__tests__", "test", "tests", "spec", "specs", "e2e", "src"}
_TITLE = "●"


def project_root(suites: list[JsonObject]) -> str | None:
    """The project's folder, which the report does not state: the one with the packages, as the stacks show it.

    Without a stack it is the folder that all test files share, up to one that is named for tests or sources.
    """
    names = [name.replace("\\", "/") for suite in suites if (name := words(suite.get("name")))]
    for suite in suites:
        for text in _said(suite):
            found = _PACKAGES.search(text, 0, _SEARCHED)
            root = found["root"].replace("\\", "/") if found else ""
            if root and all(name.startswith(f"{root}/") for name in names):
                return root
    folders = {posixpath.dirname(name) for name in names}
    if not folders or not all(folder.startswith("/") for folder in folders):
        return None
    parts = posixpath.commonpath(sorted(folders)).split("/")
    while parts[-1] in _TEST_FOLDERS:
        parts.pop()
    return "/".join(parts) or None


def suite_cases(suite: JsonObject, number: int, rootdir: str | None) -> list[ReportedCase]:
    """The tests of the file; a file that failed without a failed test is an entry of its own."""
    file = relative(words(suite.get("name")), rootdir)
    assertions = objects(suite.get("assertionResults"))
    cases = [_case(each, file, number) for each in assertions]
    failed = any(each.get("status") == "failed" for each in assertions)
    if suite.get("status") == "failed" and not failed:
        cases.append(_broken_file(suite, file, number, collected=bool(assertions)))
    return cases


def _said(suite: JsonObject) -> list[str]:
    found = [text for each in objects(suite.get("assertionResults")) for text in texts(each.get("failureMessages"))]
    return [*found, words(suite.get("message"))]


def _case(assertion: JsonObject, file: str, number: int) -> ReportedCase:
    titles = [*texts(assertion.get("ancestorTitles")), words(assertion.get("title"))]
    address = Address(
        name=BETWEEN_TITLES.join(title for title in titles if title) or words(assertion.get("fullName")),
        classname=file,
        file=file or None,
        suite=file,
        suite_index=number,
    )
    duration = json_report.number(assertion.get("duration"))
    duration_s = round(duration / 1000, 6) if duration is not None else None
    status, messages = words(assertion.get("status")), texts(assertion.get("failureMessages"))
    if status in _NOT_RUN:
        return ReportedCase(address, (Execution("skipped", duration_s, (Mishap("skipped", _NOT_RUN[status]),)),))
    earlier = _earlier(assertion, messages if status == "passed" else [])
    if status == "passed":
        return ReportedCase(address, (*earlier, Execution("passed", duration_s)), rerun=bool(earlier))
    mishaps = tuple(_failure(message) for message in messages) or (Mishap("failed", f"reported as {status}"),)
    return ReportedCase(address, (*earlier, Execution("failed", duration_s, mishaps)), rerun=bool(earlier))


def _earlier(assertion: JsonObject, messages: list[str]) -> list[Execution]:
    """Failed tries before the last: Jest counts them, Vitest leaves their messages with a test that passed."""
    known = texts(assertion.get("retryReasons")) or messages
    tries = max((json_report.count(assertion.get("invocations")) or 1) - 1, len(known))
    padded = [*known, *([""] * (min(tries, MOST_ATTEMPTS) - len(known)))]
    return [Execution("failed", None, (_failure(message),) if message else ()) for message in padded[:MOST_ATTEMPTS]]


def _failure(text: str) -> Mishap:
    text = text.replace("file:///", "/")
    return Mishap("failed", _first_line(text), None, text)


def _broken_file(suite: JsonObject, file: str, number: int, *, collected: bool) -> ReportedCase:
    """The runner's message under its title; with tests in it, it is what came after them that failed."""
    text = plain(words(suite.get("message")))
    said = "\n".join(line for line in text.split("\n") if not line.strip().startswith(_TITLE))
    message = _first_line(said) or "the file failed without a failed test"
    mishap = Mishap("error", message, None, said.strip("\n"), "teardown" if collected else "collection")
    address = Address(name=file or f"(unnamed file {number + 1})", suite_index=number)
    return ReportedCase(address, (Execution("error", None, (mishap,)),))


def _first_line(text: str) -> str:
    return next((one_line(line) for line in plain(text).split("\n") if line.strip()), "")
