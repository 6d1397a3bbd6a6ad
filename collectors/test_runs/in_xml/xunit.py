"""The XML of xUnit.net: assemblies with collections of tests, in version 1 with classes."""

from collections import Counter

from collectors.problem_tally import ProblemTally
from collectors.test_runs.as_reported import captured_output, figures, own_figures
from collectors.test_runs.as_reported.report import Address, Execution, Mishap, ReportedCase, RunReport, Stated
from collectors.test_runs.files.sources import ReportSource
from collectors.test_runs.in_xml.safe_xml import Node
from collectors.test_runs.in_xml.xml_elements import Elements, Kept, Opened, child, child_text, elements
from collectors.test_runs.in_xml.xml_root import root_tag
from incidents.model.evidence import Outcome

_OUTCOMES: dict[str, Outcome] = {"Pass": "passed", "Fail": "failed", "Skip": "skipped", "NotRun": "skipped"}
_FIGURES = ("total", "passed", "failed", "skipped", "not-run", "errors")


class XUnit:
    """The native format of xUnit.net."""

    name = "xunit"

    def recognises(self, source: ReportSource) -> bool:
        """Tell by the first element."""
        return root_tag(source) in ("assemblies", "assembly")

    def read(self, source: ReportSource) -> tuple[RunReport, ...]:
        """Read one file, which is one report of one or several assemblies."""
        return (_report(elements(source, frozenset({"test", "error"}))),)


def _report(found: Elements) -> RunReport:
    assemblies = [each for each in found.opened if each.tag == "assembly"]
    numbers = {id(assembly): number for number, assembly in enumerate(assemblies)}
    tally = ProblemTally()
    cases = [_case(kept, numbers, tally) for kept in found.kept if kept.node.tag == "test"]
    broken = [_breakdown(kept, numbers) for kept in found.kept if kept.node.tag == "error"]
    cut = f"{found.cut}; {len(cases)} complete test cases before that were kept" if found.cut else None
    if not cut:
        _weigh(assemblies, found.kept, tally)
    totals = _totals(assemblies)
    return RunReport(
        format=XUnit.name,
        pytest=False,
        cases=(*cases, *broken),
        stated=Stated(
            passed=own_figures.stated(totals, "passed"),
            failed=own_figures.stated(totals, "failed"),
            errors=own_figures.stated(totals, "errors"),
            skipped=own_figures.stated(totals, "skipped", "not-run"),
        )
        if not cut
        else Stated(),
        starts=tuple(start for assembly in assemblies if (start := _start(assembly.attributes))),
        duration_s=_duration(assemblies),
        summary=" ".join(f'{name}="{totals[name]}"' for name in _FIGURES if name in totals),
        problems=tally.problems(),
        cut=cut,
    )


def _case(kept: Kept, numbers: dict[int, int], tally: ProblemTally) -> ReportedCase:
    node = kept.node
    place, name = node.attributes.get("type", ""), node.attributes.get("name", "") or node.attributes.get("method", "")
    outcome = _OUTCOMES.get(node.attributes.get("result", ""))
    if outcome is None:
        tally.add("tests with a result that is not known, taken as skipped", name)
        outcome = "skipped"
    execution = Execution(
        outcome,
        figures.seconds(node.attributes.get("time", "")),
        _mishaps(node, outcome),
        captured_output.joined([("output", child_text(node, "output"))]),
    )
    return ReportedCase(_address(kept.around, numbers, name.removeprefix(f"{place}."), place), (execution,))


def _mishaps(node: Node, outcome: Outcome) -> tuple[Mishap, ...]:
    if outcome == "failed":
        return (_failure(node, "failed"),)
    if outcome == "skipped":
        said = child_text(node, "reason", "message") or child_text(node, "reason")
        return (Mishap("skipped", said or f"reported as {node.attributes.get('result', 'skipped')}"),)
    return ()


def _failure(node: Node, outcome: Outcome) -> Mishap:
    failure = child(node, "failure")
    kind = failure.attributes.get("exception-type") if failure else None
    return Mishap(outcome, child_text(node, "failure", "message"), kind, child_text(node, "failure", "stack-trace"))


def _breakdown(kept: Kept, numbers: dict[int, int]) -> ReportedCase:
    """What broke around the tests, such as the clean-up of a class; xUnit counts it beside the tests."""
    kind = kept.node.attributes.get("type", "error")
    name = kept.node.attributes.get("name", "")
    mishap = _failure(kept.node, "error")
    execution = Execution(
        "error", None, (Mishap("error", mishap.message, mishap.error_type, mishap.text, "collection"),)
    )
    return ReportedCase(_address(kept.around, numbers, f"{kind}: {name}" if name else kind, ""), (execution,))


def _address(around: tuple[Opened, ...], numbers: dict[int, int], name: str, place: str) -> Address:
    assembly = next((each for each in around if each.tag == "assembly"), None)
    file = assembly.attributes.get("name", "").replace("\\", "/") if assembly else ""
    suite = file.rpartition("/")[2]
    return Address(name=name, classname=place, suite=suite, suite_index=numbers[id(assembly)] if assembly else 0)


def _start(attributes: dict[str, str]) -> str:
    """The newer versions write a moment with its zone; the older a date and a time of the machine's clock."""
    date, time = attributes.get("run-date", "").strip(), attributes.get("run-time", "").strip()
    return attributes.get("start-rtf", "").strip() or (f"{date}T{time}" if date and time else "")


def _duration(assemblies: list[Opened]) -> float | None:
    found = [figures.seconds(assembly.attributes.get("time", "")) for assembly in assemblies]
    known = [each for each in found if each is not None]
    return round(sum(known), 6) if known and len(known) == len(found) else None


def _totals(assemblies: list[Opened]) -> dict[str, str]:
    """The figures of all assemblies together, where each of them states it."""
    found = {}
    for name in _FIGURES:
        stated = [own_figures.stated(assembly.attributes, name) for assembly in assemblies]
        known = [each for each in stated if each is not None]
        if known and len(known) == len(stated):
            found[name] = str(sum(known))
    return found


def _weigh(assemblies: list[Opened], kept: tuple[Kept, ...], tally: ProblemTally) -> None:
    """xUnit.net counts the tests of an assembly, and what broke around them apart."""
    results: dict[int, Counter[str]] = {id(assembly): Counter() for assembly in assemblies}
    for each in kept:
        for outer in each.around:
            if id(outer) in results:
                results[id(outer)][each.node.attributes.get("result", "") if each.node.tag == "test" else "errors"] += 1
    for assembly in assemblies:
        found = results[id(assembly)]
        listed = {
            "total": found.total() - found["errors"],
            "passed": found["Pass"],
            "failed": found["Fail"],
            "skipped": found["Skip"],
            "errors": found["errors"],
        }
        own_figures.weigh(assembly.attributes, listed, f"{assembly.attributes.get('name', 'assembly')}: ", tally)
