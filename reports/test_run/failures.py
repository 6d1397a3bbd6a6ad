"""What failed in each run, by what the failure says; verbatim."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from incidents.model.evidence import AnyEvidence, CaseResult, TestRun
from incidents.model.incident import Incident
from reports.citations import Citations
from reports.figures import counted
from reports.sections.run_results import told_runs
from reports.sections.signatures import cut
from templates.outside_text import code, fenced
from templates.safe import Safe, filled, joined

_MOST_GROUPS = 12
_MOST_TESTS = 6
_MOST_WARNINGS = 3
_SEVERE = re.compile(r"\b(?:WARN|WARNING|ERROR|CRITICAL|FATAL)\b")


@dataclass(frozen=True)
class FailureGroup:
    """The cases of one run that failed with the same first line; `warned` is what the output of the first warns of."""

    head: Safe
    words: Safe
    tests: Safe
    warned: Safe | None


def failure_groups(
    incident: Incident, evidence: Mapping[str, AnyEvidence], citations: Citations
) -> tuple[tuple[FailureGroup, ...], int]:
    """The newest run first and in it the most frequent failure; and how many groups were left out."""
    failed: dict[str, list[CaseResult]] = {}
    for case in evidence.values():
        if isinstance(case, CaseResult) and case.outcome in ("failed", "error"):
            failed.setdefault(case.run, []).append(case)
    found = []
    for _, run in reversed(told_runs(incident, evidence)):
        groups: dict[str, list[CaseResult]] = {}
        for case in failed.get(run.id, ()):
            groups.setdefault(_first_line(case), []).append(case)
        ordered = sorted(groups.items(), key=lambda each: (-len(each[1]), each[0]))
        found += [(run, sorted(cases, key=lambda each: each.test)) for _, cases in ordered]
    shown = tuple(_group(run, cases, citations) for run, cases in found[:_MOST_GROUPS])
    return shown, max(0, len(found) - _MOST_GROUPS)


def _group(run: TestRun, cases: list[CaseResult], citations: Citations) -> FailureGroup:
    results = run.counts.executed + run.counts.errors
    tests = [code(each.test) for each in cases[:_MOST_TESTS]]
    if len(cases) > _MOST_TESTS:
        tests.append(filled("and {n} more", n=len(cases) - _MOST_TESTS))
    return FailureGroup(
        head=filled(
            "{n} of {all} in {run}{cites}",
            n=len(cases),
            all=counted(results, "cases not skipped"),
            run=code(run.name),
            cites=citations.cite(each.id for each in cases),
        ),
        words=fenced(cut(cases[0].message or cases[0].error_type or cases[0].excerpt)),
        tests=joined(", ", tests),
        warned=_warned(cases[0]),
    )


def _warned(case: CaseResult) -> Safe | None:
    """The first lines of the captured output that state a severity of warning or worse."""
    lines = [line.strip() for line in case.captured.splitlines() if _SEVERE.search(line)][:_MOST_WARNINGS]
    return fenced(cut("\n".join(dict.fromkeys(lines)))) if lines else None


def _first_line(case: CaseResult) -> str:
    return (case.message or case.error_type or "").strip().split("\n")[0]
