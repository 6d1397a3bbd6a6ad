"""The formats of test reports; a new one is a file of its own and a line here."""

from typing import Protocol

from collectors.test_runs.as_reported.report import RunReport
from collectors.test_runs.console.pytest_console import PytestConsole
from collectors.test_runs.console.unittest_console import UnittestConsole
from collectors.test_runs.files.sources import ReportSource
from collectors.test_runs.in_json.ctrf import Ctrf
from collectors.test_runs.in_json.jest import JestJson
from collectors.test_runs.in_json.mocha_json import MochaJson
from collectors.test_runs.in_json.playwright import PlaywrightJson
from collectors.test_runs.in_json.pytest_json import PytestJson
from collectors.test_runs.in_json.reportlog import Reportlog
from collectors.test_runs.in_xml.junit import JUnit
from collectors.test_runs.in_xml.nunit import NUnit
from collectors.test_runs.in_xml.trx import Trx
from collectors.test_runs.in_xml.xunit import XUnit


class ReportFormat(Protocol):
    """One format. Both methods raise OSError when the file cannot be read."""

    @property
    def name(self) -> str:
        """The word for it."""

    def recognises(self, source: ReportSource) -> bool:
        """Tell by the content whether the file is of this format."""

    def read(self, source: ReportSource) -> tuple[RunReport, ...]:
        """Read the reports that the file holds; raises UnusableReportError when it holds none that can be used."""


# In the order in which they are asked; the first that recognises a file reads it.
FORMATS: tuple[ReportFormat, ...] = (
    JUnit(),
    NUnit(),
    Trx(),
    XUnit(),
    Reportlog(),
    PytestJson(),
    Ctrf(),
    PlaywrightJson(),
    JestJson(),
    MochaJson(),
    PytestConsole(),
    UnittestConsole(),
)


def format_of(source: ReportSource) -> ReportFormat | None:
    """The format that recognises the file, None when none does."""
    return next((each for each in FORMATS if each.recognises(source)), None)
