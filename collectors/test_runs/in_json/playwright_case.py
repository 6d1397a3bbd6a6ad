"""One test of Playwright's report, in one project, as a reported case."""

from collections.abc import Mapping

from collectors.test_runs.as_reported import captured_output
from collectors.test_runs.as_reported.plain_text import one_line, plain
from collectors.test_runs.as_reported.report import BETWEEN_TITLES, Address, Execution, Mishap, ReportedCase
from collectors.test_runs.in_json import json_report
from collectors.test_runs.in_json.json_report import JsonObject, an_object, objects, words

_NOT_RUN = {"skip": "skipped", "fixme": "marked as to be fixed"}


def reported_case(
    spec: JsonObject, test: JsonObject, titles: tuple[str, ...], numbers: Mapping[str, int]
) -> ReportedCase:
    """The test with one execution for each try; `numbers` are the places of the projects in the configuration."""
    project = words(test.get("projectName"))
    address = Address(
        name=BETWEEN_TITLES.join([*titles, words(spec.get("title"))]),
        classname=words(spec.get("file")).replace("\\", "/"),
        file=words(spec.get("file")).replace("\\", "/") or None,
        suite=project,
        suite_index=numbers.get(project, 0),
    )
    executions = tuple(_execution(result, test) for result in objects(test.get("results")))
    if not executions:
        executions = (Execution("skipped", None, (Mishap("skipped", _reason(test) or "it did not run"),)),)
    return ReportedCase(address, executions, rerun=len(executions) > 1)


def failure(error: JsonObject) -> Mishap:
    """One error: its first line, and its stack with the place where the report names one beside the stack."""
    message, stack = plain(words(error.get("message")) or words(error.get("value"))), plain(words(error.get("stack")))
    location = an_object(error.get("location"))
    file = words(location.get("file"))
    text = stack if message in stack else "\n".join(part for part in (message, stack) if part)
    if file and f"{file}:{words(location.get('line'))}:" not in text:
        text = f"{text}\n    at {file}:{words(location.get('line'))}:{words(location.get('column')) or '0'}"
    first = next((one_line(line) for line in message.split("\n") if line.strip()), "")
    return Mishap("failed", first, None, text)


def _execution(result: JsonObject, test: JsonObject) -> Execution:
    duration = json_report.number(result.get("duration"))
    duration_s = round(duration / 1000, 6) if duration is not None else None
    captured = captured_output.joined([(name, _output(result.get(name))) for name in ("stdout", "stderr")])
    status, failing = words(result.get("status")), test.get("expectedStatus") == "failed"
    if status == "skipped":
        return Execution("skipped", duration_s, (Mishap("skipped", _reason(test) or "it did not run"),), captured)
    if status == "passed" and failing:
        said = "it was expected to fail and passed"
        return Execution("failed", duration_s, (Mishap("failed", said),), captured)
    if status == "passed":
        return Execution("passed", duration_s, (), captured)
    if status == "failed" and failing:
        return Execution("xfailed", duration_s, (Mishap("xfailed", _reason(test)),), captured)
    return Execution("failed", duration_s, _failures(result, status), captured)


def _failures(result: JsonObject, status: str) -> tuple[Mishap, ...]:
    """The errors; `error` repeats the first of `errors` and alone has its stack."""
    whole = an_object(result.get("error"))
    errors = objects(result.get("errors"))
    if whole and errors and errors[0].get("message") == whole.get("message"):
        errors = [{**errors[0], **whole}, *errors[1:]]
    elif whole and not errors:
        errors = [whole]
    said = {"timedOut": "it timed out", "interrupted": "it was interrupted"}.get(status, f"reported as {status}")
    return tuple(failure(error) for error in errors) or (Mishap("failed", said),)


def _reason(test: JsonObject) -> str:
    """What the annotations say of why it did not run, or is expected to fail."""
    for annotation in objects(test.get("annotations")):
        kind, said = words(annotation.get("type")), words(annotation.get("description"))
        if kind in ("skip", "fixme", "fail"):
            return said or _NOT_RUN.get(kind, "marked as failing")
    return ""


def _output(chunks: object) -> str:
    """What was printed; output that is no text is left in its base64 out of the report."""
    return "".join(words(chunk.get("text")) for chunk in objects(chunks))
