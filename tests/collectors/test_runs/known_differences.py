"""Where a reading and the figures of a real report differ, and why; and what is refused with which words."""

from dataclasses import dataclass

from tests.collectors.test_runs.producers_figures import Figures


@dataclass(frozen=True)
class Difference:
    """What is read of the report. `reported` says that the reading tells of figures that do not add up."""

    figures: Figures
    why: str
    reported: bool = False


FEWER = "it lists fewer tests than its figures state"
AGAIN = "entries of one name are tries of one test here, and are counted one by one there"
ELEMENTS = "a test that failed in several ways is counted once here, and once for each way there"
SUBTESTS = "pytest counts passed subtests as tests and lists no entry for them"
BREAKDOWN = "pytest counts its own breakdown as tests; here it stops the run"
NOT_STRICT = "strict parsers refuse the file's control characters; its entries were counted by hand"

DIFFERENT = {
    "junit/enricomi__junit-xml__no-cases-but-tests.xml": Difference(Figures(3, 1, 2), FEWER, reported=True),
    "junit/enricomi__junit-xml__pytest__corrupt-xml.xml": Difference(Figures(3, 1, 1), "cut; the head states them"),
    "junit/enricomi__junit-xml__xunit__xunit.xml": Difference(Figures(2, 0, 0), FEWER, reported=True),
    "junit/launchable__cypress__test-result.xml": Difference(Figures(3, 0, 0), FEWER, reported=True),
    "junit/launchable__prove__report.xml": Difference(
        Figures(5, 3, 0), "a file that died after its last test is an error beside the tests, and takes none away"
    ),
    "junit/mikepenz__container-structure__test.xml": Difference(Figures(3, 0, 0), FEWER, reported=True),
    "junit/mikepenz__corrupt-junit__e2e-tests__corrupt__target__sf-reports__TEST-test.CorruptTest.xml": Difference(
        Figures(0, 1, 0), "cut in its first test; the head states a failure"
    ),
    "junit/mikepenz__flaky_retries__flaky_all_failures.xml": Difference(Figures(0, 1, 0), AGAIN),
    "junit/mikepenz__flaky_retries__flaky_success_first.xml": Difference(Figures(0, 1, 0), AGAIN),
    "junit/mikepenz__flaky_retries__flaky_with_classname_file.xml": Difference(
        Figures(3, 0, 0), f"{AGAIN}; and one error more is stated than is listed", reported=True
    ),
    "junit/mikepenz__junit-server-test__report.xml": Difference(
        Figures(2, 0, 1), "a test that passed at its second try is a failure there"
    ),
    "junit/mikepenz__junit-web-test__expected.xml": Difference(Figures(0, 0, 0), "no XML from its first test on"),
    "junit/mikepenz__junit-web-test__expectedRetries.xml": Difference(
        Figures(0, 0, 0), "no XML from its first test on"
    ),
    "junit/mikepenz__mocha__mocha.xml": Difference(Figures(1, 0, 0), FEWER, reported=True),
    "junit/mikepenz__multiple__test_10.xml": Difference(Figures(3, 0, 0), FEWER, reported=True),
    "junit/mikepenz__multiple__test_11.xml": Difference(Figures(2, 1, 0), FEWER, reported=True),
    "junit/mikepenz__multiple__test_12.xml": Difference(Figures(2, 0, 1), FEWER, reported=True),
    "junit/mikepenz__multiple_failures__test_multiple_errors.xml": Difference(Figures(1, 2, 0), ELEMENTS),
    "junit/mikepenz__multiple_failures__test_multiple_failures.xml": Difference(Figures(1, 2, 1), ELEMENTS),
    "junit/mikepenz__nested__junit.xml": Difference(
        Figures(2, 3, 0), "the outer suites state too little", reported=True
    ),
    "junit/mikepenz__nested__multi-level.xml": Difference(Figures(3, 0, 0), FEWER, reported=True),
    "junit/mikepenz__python__report_flaky.xml": Difference(
        Figures(2, 2, 0), "it lists one test more than its figures state", reported=True
    ),
    "nunit/enricomi__nunit__nunit3__jenkins__NUnit-failure.xml": Difference(Figures(2, 1, 0), FEWER, reported=True),
    "nunit/enricomi__nunit__nunit3__jenkins__NUnit-healthReport.xml": Difference(
        Figures(9, 1, 0), "it lists more tests than its figures state", reported=True
    ),
    "nunit/enricomi__nunit__nunit3__jenkins__NUnit-ignored.xml": Difference(Figures(1, 0, 2), FEWER, reported=True),
    "nunit/enricomi__nunit__nunit3__jenkins__NUnit-issue17521.xml": Difference(Figures(1, 0, 1), NOT_STRICT),
    "nunit/enricomi__nunit__nunit3__jenkins__NUnit-issue47367.xml": Difference(
        Figures(0, 0, 0), "cut before its tests"
    ),
    "nunit/enricomi__nunit__nunit3__jenkins__NUnit-issue6353.xml": Difference(
        Figures(1, 1, 1), "a test that was ignored is in the total of those that ran", reported=True
    ),
    "nunit/enricomi__nunit__nunit3__jenkins__NUnit-multinamespace.xml": Difference(
        Figures(3, 0, 1), "a failure without a word for it: its result is none that is known", reported=True
    ),
    "nunit/enricomi__nunit__nunit3__jenkins__NUnit-simple.xml": Difference(Figures(2, 0, 0), FEWER, reported=True),
    "nunit/enricomi__nunit__nunit3__jenkins__NUnitUnicode.xml": Difference(Figures(0, 1, 0), FEWER, reported=True),
    "nunit/launchable__nunit__nunit-reporter-bug-with-nested-type.xml": Difference(
        Figures(2, 0, 0), FEWER, reported=True
    ),
    "nunit/launchable__nunit__output-windows.xml": Difference(
        Figures(6, 1, 0), "it lists one test more than its figures state", reported=True
    ),
    "pytest-real-runs/click-ebcd548d50/junit_xdist_reruns.xml": Difference(Figures(0, 0, 0), BREAKDOWN),
    "pytest-real-runs/marshmallow-ee3b16fb3c/junit_xdist_reruns.xml": Difference(Figures(0, 0, 0), BREAKDOWN),
    "pytest-real-runs/sqlglot-81aa992e2c/junit_xdist_reruns.xml": Difference(Figures(0, 0, 0), BREAKDOWN),
    "pytest-real-runs/marshmallow-ee3b16fb3c/stdout_junit_xdist_rerun.txt": Difference(
        Figures(0, 0, 0), "the console text of a run that broke down states no tests"
    ),
    "pytest-real-runs/sqlglot-81aa992e2c/junit_tb_long_locals.xml": Difference(
        Figures(32, 3, 0), SUBTESTS, reported=True
    ),
    "pytest-real-runs/sqlglot-81aa992e2c/junit_tb_short.xml": Difference(Figures(32, 3, 0), SUBTESTS, reported=True),
    "pytest-real-runs/sqlglot-81aa992e2c/junit_xunit1.xml": Difference(Figures(32, 3, 0), SUBTESTS, reported=True),
    "xunit/enricomi__xunit__mstest__jenkinsci__testcase2.xml": Difference(Figures(1, 0, 0), FEWER, reported=True),
}

RECORDED_DIFFERENT = {
    "ant/TEST-depot.LabelsTest.xml": Difference(Figures(0, 1, 0), "a class that could not start is no test there"),
    "ant/TESTS-TestSuites.xml": Difference(Figures(1, 3, 1), "a class that could not start is no test there"),
    "ctest/junit.xml": Difference(
        Figures(1, 1, 2), "a disabled test and a skipped one have figures of their own there"
    ),
    "gotestsum/junit.xml": Difference(Figures(2, 2, 1), AGAIN),
    "mocha/junit.xml": Difference(Figures(2, 3, 0), "pending tests are counted and not listed", reported=True),
    "node-test/junit.xml": Difference(Figures(1, 2, 2), "only the suites within state figures"),
    "pytest-json-report/report.json": Difference(
        Figures(8, 7, 4), "files that could not be collected or were skipped whole are no tests there"
    ),
}

CUT = {
    "junit/enricomi__junit-xml__pytest__corrupt-xml.xml",
    "junit/mikepenz__corrupt-junit__e2e-tests__corrupt__target__sf-reports__TEST-test.CorruptTest.xml",
    "junit/mikepenz__junit-web-test__expected.xml",
    "junit/mikepenz__junit-web-test__expectedRetries.xml",
    "nunit/enricomi__nunit__nunit3__jenkins__NUnit-issue47367.xml",
}

NO_REPORT = "no test report was found there"
REFUSED = {
    "PROVENANCE": NO_REPORT,
    "github/": NO_REPORT,
    "text-other/": NO_REPORT,
    "pytest-real-runs/click-ebcd548d50/allure-results/": NO_REPORT,
    "pytest-real-runs/marshmallow-ee3b16fb3c/allure-results/": NO_REPORT,
    "pytest-real-runs/sqlglot-81aa992e2c/allure-results/": NO_REPORT,
    "dart-flutter-json/": "Dart's test runner",
    "json-other/ctest/": "a list of CTest's tests without results",
    "json-other/cypress/": NO_REPORT,
    "json-other/files/": NO_REPORT,
    "json-other/gradle/": NO_REPORT,
    "junit/enricomi__junit-xml__non-junit.xml": NO_REPORT,
    "junit/enricomi__xml__empty.xml": "it is empty",
    "junit/enricomi__xml__non-xml.xml": NO_REPORT,
    "junit/launchable__broken_xml__broken.xml": NO_REPORT,
    "junit/launchable__ctest__Testing__latest__Test.xml": "CTest's own XML",
    "junit/launchable__cucumber__report__dummy.xml": "it is empty",
    "junit/launchable__maven__reports__dummy.xml": NO_REPORT,
    "junit/launchable__robot__": "Robot Framework's output",
    "junit/mikepenz__tests__email__pom.xml": NO_REPORT,
    "junit/mikepenz__tests__pom.xml": NO_REPORT,
    "junit/mikepenz__tests__utils__pom.xml": NO_REPORT,
    "nunit/enricomi__nunit__nunit3__jenkins__NUnit-sec1752-": "it declares a DTD",
    "nunit/launchable__nunit__list.xml": "lists tests without results",
    "nunit/launchable__nunit__nunit-reporter-bug-with-nested-type.json": NO_REPORT,
}
