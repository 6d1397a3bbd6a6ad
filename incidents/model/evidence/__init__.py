"""The closed union of everything that may be cited."""

from typing import Annotated

from pydantic import Field, TypeAdapter

from incidents.model.evidence.base import Evidence
from incidents.model.evidence.changes import (
    CallSite,
    Commit,
    DependencyChange,
    Effect,
    FileChange,
    Hunk,
    ImportEdge,
    LastChange,
    PathClass,
)
from incidents.model.evidence.given import BuiltImage, PlannedTest, Statement
from incidents.model.evidence.logs import (
    CodePlace,
    Deliverer,
    Deliveries,
    Different,
    Exemplar,
    FieldShare,
    Filled,
    Frame,
    ImportedName,
    Latency,
    LeadingCall,
    LogPattern,
    MinuteCount,
    MinuteRequests,
    PlatformEvent,
    ProgramRequests,
    RequestStatistics,
    RevisionCount,
    SettingRead,
    Severity,
    StatusCount,
    Together,
)
from incidents.model.evidence.observations import Declaration, EarlierFailure, Metric, OpenIssue, Probe, SessionRecord
from incidents.model.evidence.platform import Condition, Revision, Service, Setting, TrafficShare
from incidents.model.evidence.tests import (
    Attempt,
    CaseResult,
    ExecutedLines,
    Outcome,
    RunCounts,
    TestFunction,
    TestRun,
    TestSource,
)

AnyEvidence = Annotated[
    LogPattern
    | RequestStatistics
    | PlatformEvent
    | Revision
    | Service
    | TestRun
    | CaseResult
    | TestSource
    | ExecutedLines
    | Commit
    | FileChange
    | ImportEdge
    | CallSite
    | Probe
    | Metric
    | OpenIssue
    | SessionRecord
    | PlannedTest
    | Statement
    | BuiltImage
    | EarlierFailure
    | Declaration,
    Field(discriminator="kind"),
]

EVIDENCE: TypeAdapter[AnyEvidence] = TypeAdapter(AnyEvidence)

__all__ = [
    "EVIDENCE",
    "AnyEvidence",
    "Attempt",
    "BuiltImage",
    "CallSite",
    "CaseResult",
    "CodePlace",
    "Commit",
    "Condition",
    "Declaration",
    "Deliverer",
    "Deliveries",
    "DependencyChange",
    "Different",
    "EarlierFailure",
    "Effect",
    "Evidence",
    "ExecutedLines",
    "Exemplar",
    "FieldShare",
    "FileChange",
    "Filled",
    "Frame",
    "Hunk",
    "ImportEdge",
    "ImportedName",
    "LastChange",
    "Latency",
    "LeadingCall",
    "LogPattern",
    "Metric",
    "MinuteCount",
    "MinuteRequests",
    "OpenIssue",
    "Outcome",
    "PathClass",
    "PlannedTest",
    "PlatformEvent",
    "Probe",
    "ProgramRequests",
    "RequestStatistics",
    "Revision",
    "RevisionCount",
    "RunCounts",
    "Service",
    "SessionRecord",
    "Setting",
    "SettingRead",
    "Severity",
    "Statement",
    "StatusCount",
    "TestFunction",
    "TestRun",
    "TestSource",
    "Together",
    "TrafficShare",
]
