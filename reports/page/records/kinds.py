"""The kinds of evidence in the order of the page: the words for each and what is shown of a record."""

from dataclasses import dataclass
from typing import assert_never

from incidents.model.evidence import (
    AnyEvidence,
    BuiltImage,
    CallSite,
    CaseResult,
    Commit,
    Declaration,
    EarlierFailure,
    ExecutedLines,
    FileChange,
    ImportEdge,
    LogPattern,
    Metric,
    OpenIssue,
    PlannedTest,
    PlatformEvent,
    Probe,
    RequestStatistics,
    Revision,
    Service,
    SessionRecord,
    Statement,
    TestRun,
    TestSource,
)
from incidents.model.scope import Reading
from reports.page.records.body import Body
from reports.page.records.changes import commit_body, file_change_body, import_body, use_body
from reports.page.records.logs import event_body, pattern_body, requests_body
from reports.page.records.others import (
    declaration_body,
    earlier_body,
    issue_body,
    metric_body,
    probe_body,
    reading_body,
    session_body,
    statement_body,
)
from reports.page.records.platform import image_body, revision_body, service_body
from reports.page.records.tests import case_body, lines_body, plan_body, run_body, source_body


@dataclass(frozen=True)
class Kind:
    """`short` is the word in a citation, `one` and `many` name records of the kind."""

    short: str
    one: str
    many: str


KINDS = {
    "log-pattern": Kind("log", "log pattern", "Log patterns"),
    "request-statistics": Kind("requests", "request statistics", "Request statistics"),
    "platform-event": Kind("event", "platform event", "Platform events"),
    "revision": Kind("revision", "revision", "Revisions"),
    "service": Kind("service", "service", "Services"),
    "built-image": Kind("image", "built image", "Built images"),
    "commit": Kind("commit", "commit", "Commits"),
    "file-change": Kind("diff", "file change", "File changes"),
    "import-edge": Kind("import", "import of test code", "Imports of test code"),
    "call-site": Kind("use", "use of changed code", "Uses of changed code"),
    "test-run": Kind("run", "test run", "Test runs"),
    "test-case": Kind("test", "test result", "Test results"),
    "test-source": Kind("source", "source of tests", "Sources of tests"),
    "executed-lines": Kind("coverage", "lines that ran", "Lines that ran"),
    "planned-test": Kind("plan", "planned test", "Planned tests"),
    "probe": Kind("probe", "probe", "Probes"),
    "metric": Kind("metric", "metric", "Metrics"),
    "session-record": Kind("session", "session", "Sessions"),
    "statement": Kind("statement", "statement", "Statements"),
    "open-issue": Kind("issue", "issue", "Issues"),
    "earlier-failure": Kind("earlier", "failure of an earlier incident", "Failures of earlier incidents"),
    "declaration": Kind("config", "declaration", "Declarations"),
    "reading": Kind("reading", "reading", "Readings"),
}
"""Readings come last: they are the ledger of what the others were read from."""


def kind_of(record: AnyEvidence | Reading) -> str:
    return "reading" if isinstance(record, Reading) else record.kind


def body_of(record: AnyEvidence | Reading) -> Body:  # noqa: C901, PLR0911, PLR0912  one line for each kind
    match record:
        case LogPattern():
            return pattern_body(record)
        case RequestStatistics():
            return requests_body(record)
        case PlatformEvent():
            return event_body(record)
        case Revision():
            return revision_body(record)
        case Service():
            return service_body(record)
        case BuiltImage():
            return image_body(record)
        case Commit():
            return commit_body(record)
        case FileChange():
            return file_change_body(record)
        case ImportEdge():
            return import_body(record)
        case CallSite():
            return use_body(record)
        case TestRun():
            return run_body(record)
        case CaseResult():
            return case_body(record)
        case TestSource():
            return source_body(record)
        case ExecutedLines():
            return lines_body(record)
        case PlannedTest():
            return plan_body(record)
        case Probe():
            return probe_body(record)
        case Metric():
            return metric_body(record)
        case SessionRecord():
            return session_body(record)
        case Statement():
            return statement_body(record)
        case OpenIssue():
            return issue_body(record)
        case EarlierFailure():
            return earlier_body(record)
        case Declaration():
            return declaration_body(record)
        case Reading():
            return reading_body(record)
    assert_never(record)
