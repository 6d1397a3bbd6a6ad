"""The collectors, and the question each is asked under a configuration."""

from collectors.built_images import BuiltImages
from collectors.cloud_run import CloudRun
from collectors.collector import Ask, Collector, Progress, no_progress
from collectors.coverage import Coverage
from collectors.git_history import GitHistory
from collectors.logs import Logs
from collectors.metrics import Metrics
from collectors.open_issues import OpenIssues
from collectors.planned_tests import PlannedTests
from collectors.probes import Probes
from collectors.redaction import Redactor
from collectors.session_record import SessionRecords
from collectors.statements import Statements
from collectors.test_runs import TestRuns
from incidents.config.config import Config
from incidents.model.scope import Span

LOGS: Collector = Logs()
GIT: Collector = GitHistory()
CLOUD_RUN: Collector = CloudRun()
"""What tells the points in time that the others are asked about."""
COVERAGE: Collector = Coverage()
"""Read behind the test runs, because it keeps what failed tests ran."""
GROUND: tuple[Collector, ...] = (
    TestRuns(),
    OpenIssues(),
    Probes(),
    Metrics(),
    SessionRecords(),
    PlannedTests(),
    Statements(),
    BuiltImages(),
)
"""What can be read before the window is known."""


def sources() -> tuple[Collector, ...]:
    return (CLOUD_RUN, *GROUND, COVERAGE, LOGS, GIT)


def asked(settings: Config, name: str, span: Span | None = None, progress: Progress | None = None) -> Ask | None:
    """The question put to the collector of that name; None where its source is not configured."""
    source = dict(settings.sources.configured()).get(name)
    if source is None:
        return None
    return Ask(
        scope=settings.scope(span),
        root=settings.root,
        source=source,
        redactor=redactor(settings),
        repository=settings.issues.place,
        progress=progress or no_progress,
    )


def redactor(settings: Config) -> Redactor:
    """The built-in patterns behind the team's own rules."""
    return Redactor(tuple((rule.name, rule.pattern) for rule in settings.redaction))
