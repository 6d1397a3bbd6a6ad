"""Small valid values of the model: every function gives a complete value, and any field may be named to differ."""

from typing import Any

from incidents.model.claim import Claim, Value
from incidents.model.evidence import (
    AnyEvidence,
    Attempt,
    CaseResult,
    Commit,
    Condition,
    Declaration,
    Exemplar,
    FileChange,
    LogPattern,
    MinuteCount,
    MinuteRequests,
    PlannedTest,
    PlatformEvent,
    RequestStatistics,
    Revision,
    RevisionCount,
    RunCounts,
    StatusCount,
    TestRun,
)
from incidents.model.finding import Finding, Priority, Ratio
from incidents.model.incident import Impact, Incident, IndexEntry, Rollback
from incidents.model.instant import Instant
from incidents.model.policy import Policy
from incidents.model.record import digest
from incidents.model.scope import Reading, Scope, ServiceScope, Span
from incidents.model.sealed import Collected, SealedEvidence
from incidents.model.window import CommitRange, Serving, Side, Window

SERVICE = "parcel-api"
GOOD = "parcel-api-00007-kit"
BAD = "parcel-api-00008-fox"
GOOD_COMMIT = "1" * 40
BAD_COMMIT = "2" * 40
START = Instant.parse("2026-03-02T09:00:00Z")
"""When the good revision was deployed; the bad one follows two hours later, and the window ends at four."""


def at(hours: float = 0, minutes: float = 0, seconds: float = 0) -> Instant:
    """A moment so long after `START`."""
    return START.plus(hours * 3600 + minutes * 60 + seconds)


def span(**changes: Any) -> Span:
    return Span(**{"start": at(), "end": at(4), **changes})


def scope(**changes: Any) -> Scope:
    values = {
        "project": "parcel-staging",
        "region": "europe-west1",
        "environment": "staging",
        "services": (ServiceScope(name=SERVICE, source_paths=("parcel_api/",)),),
    }
    return Scope(**{**values, **changes})


def serving(**changes: Any) -> Serving:
    """The bad revision on the candidate side; its id is that of `revision(name=...)`."""
    name = changes.get("revision", BAD)
    values = {
        "service": SERVICE,
        "revision": name,
        "evidence": f"rev-{name}",
        "ready": True,
        "percent": 100 if name == BAD else 0,
        "commit": BAD_COMMIT if name == BAD else GOOD_COMMIT,
    }
    return Serving(**{**values, **changes})


def window(**changes: Any) -> Window:
    """The good revision served from 0 h to 2 h and the bad one from 2 h to 4 h after `START`."""
    commits = CommitRange(
        service=SERVICE, good=GOOD_COMMIT, bad=BAD_COMMIT, state="known", reason="both revisions name their commit"
    )
    values = {
        "asked": GOOD,
        "proposed": False,
        "baseline": Side(
            span=Span(start=at(), end=at(2)), revisions=(serving(revision=GOOD),), reason="named as the good one"
        ),
        "candidate": Side(span=Span(start=at(2), end=at(4)), revisions=(serving(),), reason="deployed next"),
        "commits": (commits,),
    }
    return Window(**{**values, **changes})


def reading(**changes: Any) -> Reading:
    source, what = changes.get("source", "logs"), changes.get("what", "logs/app.json")
    values = {
        "id": f"reading-{digest(source, what)}",
        "source": source,
        "what": what,
        "span": span(),
        "items": 12,
        "status": "complete",
    }
    return Reading(**{**values, **changes})


def revision(**changes: Any) -> Revision:
    """The bad revision, Ready and serving everything, with the commit on its label."""
    name = changes.get("name", BAD)
    values = {
        "id": f"rev-{name}",
        "at": at() if name == GOOD else at(2),
        "source": "cloud_run",
        "locator": f"revisions.json#{name}",
        "excerpt": f"name: {name}",
        "service": SERVICE,
        "name": name,
        "generation": 7 if name == GOOD else 8,
        "conditions": (Condition(type="Ready", status="True"),),
        "image": None,
        "image_digest": None,
        "commit": GOOD_COMMIT if name == GOOD else BAD_COMMIT,
        "commit_from": "label",
        "settings": (),
        "traffic_percent": 0 if name == GOOD else 100,
    }
    return Revision(**{**values, **changes})


def exemplar(**changes: Any) -> Exemplar:
    values = {"revision": BAD, "insert_id": "entry-1", "at": at(2, 5), "text": "label printer rejected parcel 4711"}
    return Exemplar(**{**values, **changes})


def log_pattern(**changes: Any) -> LogPattern:
    """An error that only the bad revision logged, twelve times within two minutes."""
    template = changes.get("template", "label printer rejected parcel <number>")
    error_type = changes.get("error_type", "PrinterError")
    severity = changes.get("severity", "ERROR")
    values = {
        "id": f"log-{digest(changes.get('service', SERVICE), severity, template, error_type or '')}",
        "at": at(2, 5),
        "source": "logs",
        "locator": "logs/app.json#entry-1",
        "excerpt": "label printer rejected parcel 4711",
        "service": SERVICE,
        "severity": severity,
        "severity_from": "entry",
        "template": template,
        "error_type": error_type,
        "count": 12,
        "by_revision": (RevisionCount(revision=BAD, count=12, first=at(2, 5), last=at(2, 6)),),
        "by_minute": (
            MinuteCount(revision=BAD, minute=at(2, 5), count=7),
            MinuteCount(revision=BAD, minute=at(2, 6), count=5),
        ),
        "exemplars": (exemplar(),),
    }
    return LogPattern(**{**values, **changes})


def request_statistics(**changes: Any) -> RequestStatistics:
    """Twenty requests to the bad revision, eight of which it answered with 500."""
    name, method = changes.get("revision", BAD), changes.get("method", "POST")
    route = changes.get("route", "/parcels/<id>/label")
    values = {
        "id": f"req-{digest(changes.get('service', SERVICE), name, method, route)}",
        "at": at(2, 5),
        "source": "logs",
        "locator": "logs/requests.json#request-1",
        "excerpt": f"{method} /parcels/4711/label 500",
        "service": SERVICE,
        "revision": name,
        "method": method,
        "route": route,
        "count": 20,
        "statuses": (
            StatusCount(status=200, count=12, first=at(2, 5), last=at(2, 6)),
            StatusCount(status=500, count=8, first=at(2, 5), last=at(2, 6)),
        ),
        "latency": None,
        "by_minute": (MinuteRequests(minute=at(2, 5), count=20, server_errors=8),),
    }
    return RequestStatistics(**{**values, **changes})


def platform_event(**changes: Any) -> PlatformEvent:
    """The deployment of the bad revision."""
    event, message = (
        changes.get("event", "deployment"),
        changes.get("message", "Ready condition status changed to True"),
    )
    values = {
        "id": f"event-{digest(SERVICE, changes.get('revision', BAD) or '', event, message)}",
        "at": at(2),
        "source": "logs",
        "locator": "logs/system.json#event-1",
        "excerpt": message,
        "service": SERVICE,
        "revision": BAD,
        "event": event,
        "severity": "INFO",
        "message": message,
        "count": 1,
        "first": at(2),
        "last": at(2),
    }
    return PlatformEvent(**{**values, **changes})


def test_run(**changes: Any) -> TestRun:
    """A run of ten cases on the bad revision, one of which failed."""
    name = changes.get("name", "nightly")
    values = {
        "id": f"run-{name}-{digest(f'artifacts/{name}', length=6)}",
        "at": at(2, 30),
        "source": "tests",
        "locator": f"artifacts/{name}/junit.xml",
        "excerpt": "10 tests, 1 failure",
        "name": name,
        "zone": "stated",
        "started_text": str(at(2, 30)),
        "duration_s": 42.5,
        "command": None,
        "counts": RunCounts(collected=10, passed=9, failed=1),
        "interrupted": False,
        "files": (f"artifacts/{name}/junit.xml",),
    }
    return TestRun(**{**values, **changes})


test_run.__test__ = False  # type: ignore[attr-defined]  # a builder, which pytest would collect by its name


def case_result(**changes: Any) -> CaseResult:
    """The failed case of `test_run()`."""
    run, test = changes.get("run", test_run().id), changes.get("test", "tests/e2e/test_label.py::test_prints_a_label")
    outcome = changes.get("outcome", "failed")
    values = {
        "id": f"case-{digest(run, test)}",
        "at": at(2, 30),
        "source": "tests",
        "locator": f"artifacts/nightly/junit.xml#{test}",
        "excerpt": "AssertionError: 500 != 201",
        "run": run,
        "test": test,
        "outcome": outcome,
        "duration_s": 1.5,
        "message": "AssertionError: 500 != 201",
        "error_type": "AssertionError",
        "attempts": (Attempt(outcome=outcome, duration_s=1.5),),
    }
    return CaseResult(**{**values, **changes})


def planned_test(**changes: Any) -> PlannedTest:
    """A line of a plan that names the file of a test and says no more of it."""
    target = changes.get("target", "tests/e2e/test_label.py")
    values = {
        "id": f"planned-{digest(target, length=6)}",
        "at": None,
        "source": "plan",
        "locator": "plan.json record 1",
        "excerpt": target,
        "target": target,
        "command": None,
        "phase": None,
        "category": None,
        "priority": None,
        "required": None,
        "environment": None,
    }
    return PlannedTest(**{**values, **changes})


def commit(**changes: Any) -> Commit:
    """The commit that the bad revision was built from."""
    sha = changes.get("sha", BAD_COMMIT)
    values = {
        "id": f"commit-{sha[:12]}",
        "at": at(1),
        "source": "git",
        "locator": f"repo@{sha}",
        "excerpt": "Print labels in the background",
        "sha": sha,
        "parents": (GOOD_COMMIT,),
        "subject": "Print labels in the background",
        "new_in": (SERVICE,) if sha == BAD_COMMIT else (),
    }
    return Commit(**{**values, **changes})


def file_change(**changes: Any) -> FileChange:
    sha, path = changes.get("commit", BAD_COMMIT), changes.get("path", "parcel_api/labels.py")
    values = {
        "id": f"change-{digest(sha, path)}",
        "at": at(1),
        "source": "git",
        "locator": f"repo@{sha}:{path}",
        "excerpt": "@@ -10,2 +10,3 @@ def print_label():",
        "commit": sha,
        "path": path,
        "old_path": None,
        "status": "modified",
        "path_class": "production",
        "added": 3,
        "removed": 2,
    }
    return FileChange(**{**values, **changes})


def declaration(**changes: Any) -> Declaration:
    """A line of incident.toml that is cited."""
    values = {
        "id": "config-1",
        "at": None,
        "source": "incident.toml",
        "locator": "incident.toml:9",
        "excerpt": "",
        "path": "components",
        "value": "",
    }
    return Declaration(**{**values, **changes})


def collected(*evidence: AnyEvidence, readings: tuple[Reading, ...] | None = None) -> Collected:
    """The records sorted by id; without any, both revisions, the log pattern and the commit with one reading."""
    chosen = evidence or (revision(name=GOOD), revision(), log_pattern(), commit())
    part = Collected(evidence=chosen, readings=(reading(),) if readings is None else readings)
    return Collected.joined([part])


def sealed(**changes: Any) -> SealedEvidence:
    values = {
        "name": "2026-03-02-parcel-api-00008-fox",
        "scope": scope(),
        "policy": Policy(),
        "window": window(),
        "collected": collected(),
    }
    return SealedEvidence(**{**values, **changes})


def priority(**changes: Any) -> Priority:
    values = {"level": "P1", "row": "degraded", "reason": "8 of 20 requests failed and a retry works"}
    return Priority(**{**values, **changes})


def finding(**changes: Any) -> Finding:
    """What `log_pattern()` shows."""
    values = {
        "id": "finding-label-printer",
        "rule": "new_error_pattern",
        "kind": "log",
        "title": "Labels are not printed",
        "service": SERVICE,
        "component": None,
        "state": "new",
        "priority": priority(),
        "signature": "PrinterError",
        "before": Ratio(n=0, total=None, unit="entries"),
        "after": Ratio(n=12, total=None, unit="entries"),
        "first": at(2, 5),
        "last": at(2, 6),
        "primary": (log_pattern().id,),
    }
    return Finding(**{**values, **changes})


def claim(**changes: Any) -> Claim:
    values = {
        "id": "claim-label-printer",
        "kind": "observed",
        "template": "{revision} logged the error {count} times.",
        "values": (
            Value(name="revision", form="name", value=BAD),
            Value(name="count", form="number", value=12),
        ),
        "cites": (log_pattern().id,),
    }
    return Claim(**{**values, **changes})


def index_of(evidence: tuple[AnyEvidence, ...]) -> tuple[IndexEntry, ...]:
    return tuple(
        IndexEntry(id=each.id, kind=each.kind, at=each.at, source=each.source, locator=each.locator, hash=each.hash)
        for each in evidence
    )


def incident(**changes: Any) -> Incident:
    """What follows from `sealed()`: one finding with one claim, no causes, nothing to roll back to."""
    evidence = sealed()
    values = {
        "name": evidence.name,
        "scope": evidence.scope,
        "policy": evidence.policy,
        "window": evidence.window,
        "readings": evidence.collected.readings,
        "index": index_of(evidence.collected.evidence),
        "verdict": "incident",
        "verdict_reason": "one new finding",
        "findings": (finding(),),
        "chains": (),
        "doubts": (),
        "rollback": Rollback(service=None, target=None, command=None, reason="no cause is known"),
        "blocks": (),
        "impact": Impact(environment="staging"),
        "actions": (),
        "questions": (),
        "claims": (claim(),),
    }
    return Incident(**{**values, **changes})
