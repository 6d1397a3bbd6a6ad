"""Reports in several formats that one run wrote."""

from collectors.test_runs.as_reported.report import Address, Execution, Mishap, ReportedCase, RunReport
from collectors.test_runs.runs.one_run import FileReport, Group, once
from incidents.model.evidence import Outcome

AT, LATER = "2026-01-02T03:04:05Z", "2026-01-02T04:00:00Z"


def group(kind: str, *names: str, start: str | None = AT, outcome: Outcome = "passed", file: str = "") -> Group:
    cases = tuple(
        ReportedCase(Address(name=name, classname="a.test.js", suite="a"), (Execution(outcome),)) for name in names
    )
    starts = (start,) if start else ()
    return Group((FileReport(file or kind, 1, RunReport(kind, False, cases, starts=starts, duration_s=10.0)),))


def standing(*groups: Group) -> list[tuple[str, list[str]]]:
    return [(each.listings[0].file, [repeat.file for repeat in each.repeats]) for each in once(groups)]


def test_the_richest_of_the_formats_stands_whatever_runners_put_between_titles() -> None:
    found = standing(group("ctrf", "fees adds"), group("jest-json", "fees > adds"), group("junit", "fees › adds"))  # noqa: RUF001 - as Playwright writes it
    assert found == [("jest-json", ["junit", "ctrf"])]


def test_other_tests_other_failures_and_other_times_are_other_runs() -> None:
    one = group("junit", "a")
    for other in (group("ctrf", "b"), group("ctrf", "a", outcome="failed"), group("ctrf", "a", start=LATER)):
        assert standing(one, other) == [("ctrf", []), ("junit", [])]


def test_a_report_without_a_time_belongs_to_the_only_other_one() -> None:
    untimed = group("ctrf", "a", start=None)
    assert standing(group("junit", "a"), untimed) == [("junit", ["ctrf"])]
    assert standing(group("junit", "a"), group("jest-json", "a", start=LATER), untimed) == [
        ("ctrf", []),
        ("jest-json", []),
        ("junit", []),
    ]


def test_two_reports_in_one_format_are_two_runs() -> None:
    found = standing(group("junit", "a", file="x.xml"), group("junit", "a", file="y.xml"), group("ctrf", "a"))
    assert found == [("ctrf", []), ("x.xml", []), ("y.xml", [])]


def test_a_file_that_only_one_format_lists_as_failed_does_not_part_them() -> None:
    broken = ReportedCase(Address(name="b.test.js"), (Execution("error", None, (Mishap("error", "no"),)),))
    (told,) = group("jest-json", "a").listings
    cases = (*told.report.cases, broken)
    whole = Group((FileReport("jest-json", 1, RunReport("jest-json", False, cases, starts=(AT,), duration_s=10.0)),))
    assert standing(whole, group("ctrf", "a")) == [("jest-json", ["ctrf"])]
