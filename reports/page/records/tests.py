"""Test runs, their cases and sources, and tests that were planned."""

from incidents.model.evidence import CaseResult, ExecutedLines, PlannedTest, TestRun, TestSource
from reports.page.records.body import Body, Fact, facts, first_line, table


def run_body(run: TestRun) -> Body:
    counts = run.counts
    ended = (
        ("failed", counts.failed),
        ("errors", counts.errors),
        ("skipped", counts.skipped),
        ("expected failures", counts.xfailed),
        ("unexpected passes", counts.xpassed),
    )
    return Body(
        title=run.name,
        facts=facts(
            ("collected", counts.collected),
            ("deselected", counts.deselected or None),
            ("passed", counts.passed),
            *((name, number or None) for name, number in ended),
            ("exit code", run.exit_code),
            ("seconds", run.duration_s),
            ("command", run.command),
            ("environment", run.environment),
            ("revision", run.revision),
            ("commit", run.commit),
            ("interrupted", run.interrupted or None),
            ("files", ", ".join(run.files)),
            ("notes", "; ".join(run.notes)),
        ),
        words="\n".join([run.excerpt, *run.collection_errors]),
        tone="bad" if counts.failed or counts.errors or run.collection_errors else "plain",
    )


def case_body(case: CaseResult) -> Body:
    """Of a case without a fault the words are left out: they only repeat its name."""
    bad = case.outcome in ("failed", "error")
    said = case.excerpt if case.captured in case.excerpt else f"{case.excerpt}\n{case.captured}"
    told = facts(
        ("outcome", case.outcome),
        ("message", first_line(case.message, 400) if case.message else None),
        ("seconds", case.duration_s),
    )
    return Body(
        title=case.test,
        facts=(*told, *_of_run(case.run)),
        words="" if case.outcome == "passed" and not case.captured else said,
        tables=table(
            "Attempts",
            ("Outcome", "Seconds", "Message"),
            ((each.outcome, _seconds(each.duration_s), each.message or "") for each in case.attempts)
            if len(case.attempts) > 1
            else (),
        ),
        tone="bad" if bad else "plain",
    )


def source_body(source: TestSource) -> Body:
    return Body(
        title=source.path,
        facts=facts(
            ("commit", source.commit[:12]),
            ("stand-ins imported", ", ".join(source.imports)),
            ("falls back in", ", ".join(source.fallbacks)),
        ),
        words=source.excerpt,
        tables=table(
            "Tests",
            ("Test", "Line", "Checks", "Stand-ins"),
            ((each.name, str(each.line), str(each.checks), ", ".join(each.stand_ins)) for each in source.functions),
        ),
    )


def lines_body(ran: ExecutedLines) -> Body:
    rows = ((str(first), str(last)) for first, last in ran.lines)
    return Body(
        title=ran.path,
        facts=(*facts(("run by", ran.test or "some test of the report")), *_of_run(ran.run)),
        tables=table("Lines that ran", ("First", "Last"), rows),
    )


def plan_body(plan: PlannedTest) -> Body:
    return Body(
        title=plan.target,
        facts=facts(
            ("command", plan.command),
            ("phase", plan.phase),
            ("category", plan.category),
            ("priority", plan.priority),
            ("required", plan.required),
            ("environment", plan.environment),
        ),
        words=plan.excerpt,
    )


def _of_run(run: str | None) -> tuple[Fact, ...]:
    """Leads to the run's own record; empty where it is not known."""
    return (Fact("run", run, run),) if run else ()


def _seconds(duration: float | None) -> str:
    return "not told" if duration is None else f"{duration:g}"
