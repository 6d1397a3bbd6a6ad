"""NUnit's own XML, of version 3 and of version 2."""

from collections import Counter

from collectors.problem_tally import ProblemTally
from collectors.test_runs.as_reported import figures, own_figures
from collectors.test_runs.as_reported.report import RunReport, Stated, UnusableReportError
from collectors.test_runs.files.sources import ReportSource
from collectors.test_runs.in_xml.nunit_case import counted_as, is_of_pytest, reported_case, torn_down
from collectors.test_runs.in_xml.xml_elements import Elements, elements
from collectors.test_runs.in_xml.xml_root import root_tag, root_text

_ROOTS = ("test-run", "test-results", "test-suite")
_FIGURES = (
    "total",
    "passed",
    "failed",
    "inconclusive",
    "skipped",
    "errors",
    "failures",
    "not-run",
    "ignored",
    "invalid",
)


class NUnit:
    """The format of NUnit, whose older form several runners of other languages write as well."""

    name = "nunit"

    def recognises(self, source: ReportSource) -> bool:
        """Tell by the first element; a suite of its own is one when it has the figures of a run."""
        tag = root_tag(source)
        return tag in _ROOTS and (tag != "test-suite" or "type=" in root_text(source))

    def read(self, source: ReportSource) -> tuple[RunReport, ...]:
        """Read one file, which is one report."""
        return (_report(elements(source, frozenset({"test-case", "failure"}))),)


def _report(found: Elements) -> RunReport:
    root = found.opened[0].attributes
    tests = [kept for kept in found.kept if kept.node.tag == "test-case"]
    if tests and not any({"result", "executed"} & set(kept.node.attributes) for kept in tests):
        raise UnusableReportError(
            "it lists tests without results, as NUnit does when it only explores. It was not read"
        )
    tally = ProblemTally()
    cases = [reported_case(kept, tally) for kept in tests]
    cases += [case for kept in found.kept if (case := torn_down(kept)) is not None]
    cut = f"{found.cut}; {len(tests)} complete test cases before that were kept" if found.cut else None
    if not cut:
        _weigh(root, Counter(counted_as(kept.node) for kept in tests), tally)
    start = root.get("start-time", "").strip() or _written(root)
    return RunReport(
        format=NUnit.name,
        pytest=bool(tests) and all(is_of_pytest(kept.node.attributes) for kept in tests),
        cases=tuple(cases),
        stated=_stated(root),
        starts=(start,) if start else (),
        duration_s=figures.seconds(
            root.get("duration", root.get("time", "") if found.opened[0].tag == "test-suite" else "")
        ),
        summary=" ".join(f'{name}="{root[name]}"' for name in _FIGURES if name in root),
        problems=tally.problems(),
        cut=cut,
    )


def _written(root: dict[str, str]) -> str:
    """Version 2 writes a date and a time of the machine's clock, without a zone."""
    date, time = root.get("date", "").strip(), root.get("time", "").strip()
    return f"{date}T{time}" if date and time else ""


def _stated(root: dict[str, str]) -> Stated:
    """Version 3 counts every result; version 2 counts what ran as `total` and the rest beside it."""
    if "passed" in root:
        return Stated(
            passed=own_figures.stated(root, "passed", "warnings"),
            failed=own_figures.stated(root, "failed"),
            skipped=own_figures.stated(root, "skipped", "inconclusive"),
        )
    total, lost = own_figures.stated(root, "total"), own_figures.stated(root, "failures", "errors", "inconclusive")
    return Stated(
        passed=total - lost if total is not None and lost is not None and lost <= total else None,
        failed=own_figures.stated(root, "failures"),
        errors=own_figures.stated(root, "errors"),
        skipped=own_figures.stated(root, "not-run", "inconclusive"),
    )


def _weigh(root: dict[str, str], listed: Counter[str], tally: ProblemTally) -> None:
    """Of version 2 the total is of what ran."""
    if "passed" in root:
        words = {word: listed[word] for word in ("passed", "failed", "inconclusive", "skipped")}
        own_figures.weigh(root, {"total": listed.total(), **words}, "", tally)
        return
    ran = listed.total() - listed["not-run"]
    words = {word: listed[word] for word in ("failures", "errors", "inconclusive", "not-run")}
    own_figures.weigh(root, {"total": ran, **words}, "", tally)
