"""An incident with something in every section: a bad commit, a changed setting, a pass on a mock, an old failure."""

from incidents.model.cause import Answer, Cause, Chain, ChangeRef, Rival, Stop
from incidents.model.claim import Claim, Value
from incidents.model.evidence import AnyEvidence, Declaration, RunCounts, StatusCount
from incidents.model.finding import Finding, Priority, Ratio
from incidents.model.incident import Action, Affected, Doubt, Impact, Incident, Question, Rollback
from incidents.model.policy import Component, Money, Policy
from incidents.model.scope import Problem, Reading
from tests.builders import (
    BAD,
    BAD_COMMIT,
    GOOD,
    GOOD_COMMIT,
    SERVICE,
    at,
    case_result,
    commit,
    file_change,
    incident,
    index_of,
    log_pattern,
    platform_event,
    reading,
    request_statistics,
    revision,
    span,
    test_run,
)
from tests.reports.accounts_by_hand import (
    CLAIMS,
    COMPARISONS,
    DECISION,
    GIVEN,
    INHERITED,
    PLAN,
    RUNS,
    SESSIONS,
    TIMELINE,
)

STACK = """Traceback (most recent call last):
  File "/app/parcel_api/labels.py", line 12, in print_label
PrinterError: no printer named None"""

_printer = log_pattern(excerpt=STACK)
_labels = request_statistics()
_labels_before = request_statistics(
    revision=GOOD, count=18, statuses=(StatusCount(status=201, count=18, first=at(0, 5), last=at(1, 50)),), by_minute=()
)
_tracking = request_statistics(
    method="GET",
    route="/parcels/<id>",
    count=64,
    statuses=(StatusCount(status=200, count=64, first=at(2, 1), last=at(3, 58)),),
    by_minute=(),
    excerpt="GET /parcels/4711 200",
)
_slow = log_pattern(template="customs lookup timed out after <number> ms", error_type=None, severity="WARNING")
_crash = platform_event(
    event="crash", message="Container terminated on signal 9.", first=at(2, 7), last=at(2, 9), count=2
)
_change = file_change()
_tests = file_change(path="tests/test_labels.py", path_class="test")
_small = commit(
    sha="3" * 40, subject="Fixes #41: thank @courier-team in the footer", parents=(GOOD_COMMIT,), at=at(0, 30)
)
_fix = commit(parents=("3" * 40,))
_base = commit(sha=GOOD_COMMIT, parents=(), subject="Start", at=at(-20))
_nightly = test_run()
_failed = case_result()
_smoke = test_run(name="smoke", counts=RunCounts(collected=4, passed=4), at=at(3), excerpt="4 tests")
_passed = case_result(run=_smoke.id, test="tests/smoke/test_label.py::test_prints", outcome="passed", message=None)
_value = Declaration(
    id="config-checkout-value",
    at=None,
    source="config",
    locator="incident.toml, components.labels",
    excerpt='value = "$40K MRR"',
    path="components.labels.value",
    value="$40K MRR",
    owner="shipping team",
)
RECORDS: tuple[AnyEvidence, ...] = (
    revision(name=GOOD),
    revision(),
    *(_printer, _labels, _labels_before, _tracking, _slow, _crash),
    *(_fix, _small, _base, _change, _tests),
    *(_nightly, _failed, _smoke, _passed, _value),
    *GIVEN,
)
EVIDENCE: dict[str, AnyEvidence] = {each.id: each for each in RECORDS}

_READINGS = (
    reading(what="logs/app.json", items=3120),
    reading(
        source="tests",
        what="artifacts/weekly/junit.xml",
        items=0,
        status="failed",
        why="the file ends in the middle of a tag",
    ),
    Reading(
        id="reading-requests",
        source="logs",
        what="logs/requests.json",
        span=span(end=None),
        items=102,
        status="truncated",
        why="the file ends inside an entry",
        problems=(Problem(what="a line that is no JSON", count=3, first="logs/requests.json:41"),),
    ),
)

_FINDINGS = (
    Finding(
        id="finding-printer",
        rule="new-error-pattern",
        kind="log",
        title=f"{SERVICE}: PrinterError: no printer named None",
        service=SERVICE,
        component="labels",
        state="new",
        priority=Priority(
            level="P1", row="C", reason="server errors that the baseline did not have in labels, declared core (tier 1)"
        ),
        signature="PrinterError",
        before=Ratio(n=0, total=18, unit="requests to POST /parcels/<id>/label"),
        after=Ratio(n=8, total=20, unit="requests to POST /parcels/<id>/label"),
        first=at(2, 5),
        last=at(2, 6, 30),
        primary=(_printer.id,),
        related=(_labels.id, _labels_before.id),
    ),
    Finding(
        id="finding-label-test",
        rule="failing-test",
        kind="test",
        title="1 test fails: AssertionError: 500 != 201",
        service=None,
        component="labels",
        state="new",
        priority=Priority(level="P2", row="F", reason="no test of category P1 fails"),
        signature="AssertionError",
        tests=(_failed.test,),
        before=None,
        after=Ratio(n=1, total=10, unit="tests"),
        first=at(2, 30),
        last=at(2, 30),
        primary=(_failed.id,),
        related=(_nightly.id,),
    ),
    Finding(
        id="finding-customs",
        rule="new-error-pattern",
        kind="log",
        title="customs lookup timed out",
        service=SERVICE,
        component=None,
        state="persisting",
        priority=Priority(level="P2", row="G", reason="it was there before the window"),
        signature=None,
        before=Ratio(n=1, total=None, unit="log entries"),
        after=Ratio(n=3, total=None, unit="log entries"),
        first=at(0, 10),
        last=at(3, 40),
        primary=(_slow.id,),
    ),
    Finding(
        id="finding-signature",
        rule="new-error-pattern",
        kind="log",
        title="courier signature rejected",
        service=SERVICE,
        component=None,
        state="resolved",
        priority=Priority(level="P2", row="F", reason="it is gone"),
        signature=None,
        before=Ratio(n=4, total=None, unit="log entries"),
        after=Ratio(n=0, total=None, unit="log entries"),
        first=at(0, 10),
        last=at(1),
        primary=(_slow.id,),
    ),
)

_CAUSE = Cause(
    id="cause-background",
    effect="finding-printer",
    rule="changed-code",
    claim="commit 222222222222 (Print labels in the background) changed it",
    mechanism="its change of parcel_api/labels.py is in a function of the stack, and it holds `printer_name`",
    change=ChangeRef(commit=BAD_COMMIT),
    evidence_for=(_printer.id, _fix.id, _change.id),
    looked_for="the same failure on the baseline side, which would rule the change out; there are 0 of 18",
    rivals=(
        Rival(
            claim=f"{BAD} sets env.PRINTER_TIMEOUT to 2, {GOOD} had 20",
            separating="undo this setting alone and see whether the failure stays",
            confidence="possible",
            cites=(f"rev-{BAD}", f"rev-{GOOD}"),
        ),
        Rival(
            claim="the printer service was down",
            separating="GET /printers answered 200 throughout",
            confidence="refuted",
            cites=(_tracking.id,),
        ),
    ),
    counterfactual=None,
    confidence="probable",
    missing="a run of the same requests with this change taken back",
)
_SETTING = Cause(
    id="cause-timeout",
    effect="finding-label-test",
    rule="changed-setting",
    claim=f"{BAD} sets env.PRINTER_TIMEOUT to 2; {GOOD} had 20",
    mechanism="only the order of events",
    change=ChangeRef(revision=BAD, setting="env.PRINTER_TIMEOUT", before="20", after=None),
    evidence_for=(f"rev-{BAD}",),
    evidence_against=(_tracking.id,),
    looked_for="a time-out in the test's own message, and there is none",
    counterfactual="with the old value the test fails too",
    confidence="refuted",
    missing=None,
)
_CHAINS = (
    Chain(
        finding="finding-printer",
        whys=(
            Answer(cause=_CAUSE),
            Stop(
                effect="cause-background",
                reason="needs-a-person",
                text="no record that was read says why this change was made",
                query="git show 222222222222",
            ),
        ),
    ),
    Chain(finding="finding-label-test", whys=(Answer(cause=_SETTING),)),
    Chain(
        finding="finding-customs",
        whys=(
            Stop(
                effect="finding-customs",
                reason="outside-window",
                text="the failure is as old as the oldest evidence that was read",
                query="incident build --since <an earlier point>",
            ),
        ),
    ),
)

_CLAIMS = (
    Claim(
        id="claim-impact-labels",
        kind="observed",
        template="{failed} of {total} requests to {route} were answered with a server error.",
        values=(
            Value(name="failed", form="number", value=8),
            Value(name="total", form="number", value=20),
            Value(name="route", form="name", value="POST /parcels/<id>/label"),
        ),
        cites=(_labels.id,),
    ),
    Claim(
        id="claim-impact-tracking",
        kind="observed",
        template="{total} of {total} requests to {route} were answered with 200.",
        values=(
            Value(name="total", form="number", value=64),
            Value(name="route", form="name", value="GET /parcels/<id>"),
        ),
        cites=(_tracking.id,),
    ),
    Claim(id="claim-impact-returns", kind="unknown", template="No request to a route of returns was read."),
    Claim(
        id="claim-finding-printer",
        kind="observed",
        template="{title}.",
        values=(Value(name="title", form="text", value="PrinterError"),),
        cites=(_printer.id,),
    ),
    Claim(
        id="claim-crash",
        kind="derived",
        template="The platform said {words} {n} times, {delay} s after the first error.",
        values=(
            Value(name="words", form="quote", value="Container terminated on signal 9."),
            Value(name="n", form="number", value=2),
            Value(name="delay", form="number", value=120),
        ),
        cites=(_crash.id, _printer.id),
    ),
    Claim(
        id="claim-human",
        kind="human",
        template="{words}",
        values=(Value(name="words", form="text", value="Nobody used staging before 11:00."),),
    ),
    *CLAIMS,
)

_POLICY = Policy(
    components=(
        Component(
            name="labels",
            tier=1,
            value=Money(text="$40K MRR", per_year=480_000, currency="USD"),
            owner="shipping team",
            dated="2026-01-10",
            routes=("/parcels/*/label",),
            declared=_value.id,
        ),
    )
)
_DOUBTS = (
    Doubt(
        run=_smoke.id,
        run_name="smoke",
        test="tests/smoke/test_label.py::test_prints",
        rule="executed-on-mock",
        reason="it passed on a mock of the printer",
        cites=(_passed.id,),
    ),
    Doubt(
        run=_smoke.id,
        run_name="smoke",
        test=None,
        rule="nothing-collected",
        reason="the run names no service",
        cites=(_smoke.id,),
    ),
)

_BACK = Rollback(
    service=SERVICE,
    target=GOOD,
    command=(
        f"gcloud run services update-traffic {SERVICE} --to-revisions={GOOD}=100 "
        "--region europe-west1 --project parcel-staging"
    ),
    reason=f"{GOOD} was Ready and served requests before the window's first deployment",
    cites=(f"rev-{GOOD}", _labels_before.id),
)

_IMPACT = Impact(
    environment="staging",
    affected=(
        Affected(component="tracking", state="unaffected", claim="claim-impact-tracking"),
        Affected(component="returns", state="not-observed", claim="claim-impact-returns"),
        Affected(component="labels", state="degraded", claim="claim-impact-labels"),
    ),
    beyond=("claim-beyond-production",),
)

_ACTIONS = (
    Action(
        id="action-rollback",
        horizon="now",
        text=f"Decide whether to send the traffic of {SERVICE} back to {GOOD}.",
        done_when=f"{GOOD} takes 100 percent of the traffic, or the decision against it is recorded.",
        because="finding-printer",
    ),
    Action(
        id="action-fix",
        horizon="before-next-deployment",
        text="Find the cause of and fix: PrinterError: no printer named None.",
        done_when="A deployment with as much traffic shows no such entry and no such answer.",
        because="finding-printer",
    ),
    Action(
        id="action-smoke",
        horizon="later",
        text="Answer: Would the smoke test pass against the real printer?",
        done_when="A real run shows it either way.",
        because="question-smoke",
    ),
)

_QUESTIONS = (
    Question(
        id="question-smoke",
        text="Would tests/smoke/test_label.py::test_prints pass against the real printer?",
        why="it passed on a mock of the printer",
        query=f"incident show {_passed.id}",
    ),
)


def rich_incident() -> Incident:
    return incident(
        name="2026-03-02-parcel-api-labels",
        policy=_POLICY,
        readings=_READINGS,
        index=index_of(RECORDS),
        verdict_reason="2 findings new or worse on the candidate side",
        findings=_FINDINGS,
        chains=_CHAINS,
        doubts=_DOUBTS,
        rollback=_BACK,
        impact=_IMPACT,
        actions=_ACTIONS,
        questions=_QUESTIONS,
        claims=_CLAIMS,
        baseline="2026-02-20-parcel-api-customs",
        decision=DECISION,
        comparisons=COMPARISONS,
        runs=RUNS,
        plan=PLAN,
        sessions=SESSIONS,
        timeline=TIMELINE,
        inherited=INHERITED,
    )
