"""Several entries under one test's name as one case: reruns, a failing teardown beside a failing body, repetitions."""

from collections.abc import Sequence
from dataclasses import replace

from collectors.test_runs.as_reported import captured_output
from collectors.test_runs.as_reported.report import Execution
from incidents.model.evidence import Outcome

MOST_ATTEMPTS = 50
_RANKED: tuple[Outcome, ...] = ("failed", "error", "passed", "xpassed", "xfailed", "skipped")


def folded(executions: Sequence[Execution]) -> tuple[Execution, ...]:
    """Entries of one name as executions: an error of the teardown belongs to the failed body in front of it."""
    found: list[Execution] = []
    for execution in executions:
        before = found[-1] if found else None
        if before is not None and before.outcome == "failed" and _teardown_alone(execution):
            found[-1] = _together(before, execution)
        else:
            found.append(execution)
    return tuple(found)


def settled(executions: Sequence[Execution]) -> Outcome:
    """The outcome of the case.

    A rerun ends with the first pass, so failures before one pass at the end are attempts of a case that passed.
    Any other mixture is no rerun, and the worst counts.
    """
    outcomes: list[Outcome] = [execution.outcome for execution in executions]
    if outcomes[-1] in ("passed", "xpassed") and all(each in ("failed", "error") for each in outcomes[:-1]):
        return outcomes[-1]
    return next(each for each in _RANKED if each in outcomes)


def kept(executions: Sequence[Execution]) -> tuple[Execution, ...]:
    """At most so many attempts, the first ones and the last."""
    if len(executions) <= MOST_ATTEMPTS:
        return tuple(executions)
    return (*executions[: MOST_ATTEMPTS - 1], executions[-1])


def _teardown_alone(execution: Execution) -> bool:
    return bool(execution.mishaps) and all(mishap.phase == "teardown" for mishap in execution.mishaps)


def _together(body: Execution, teardown: Execution) -> Execution:
    durations = [each.duration_s for each in (body, teardown) if each.duration_s is not None]
    return replace(
        body,
        duration_s=sum(durations) if durations else None,
        mishaps=(*body.mishaps, *teardown.mishaps),
        captured=captured_output.joined([("", body.captured), ("", teardown.captured)]),
    )
