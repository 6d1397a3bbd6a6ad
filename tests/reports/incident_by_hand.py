"""An incident with something in every section: a bad commit, a changed setting, a pass on a mock, an old failure."""

from incidents.model.cause import Answer, Cause, Chain, ChangeRef, Rival, Stop
from incidents.model.claim import Claim, Value
from incidents.model.finding import Finding, Priority, Ratio
from incidents.model.incident import Action, Affected, Doubt, Impact, Incident, Question, Rollback
from incidents.model.policy import Component, Money, Policy
from incidents.model.scope import Problem, Reading
from tests.builders import (
    BAD,
    BAD_COMMIT,
    GOOD,
    SERVICE,
    at,
    incident,
    index_of,
    reading,
    span,
)
from tests.reports.accounts_by_hand import (
    CLAIMS,
    COMPARISONS,
    DECISION,
    INHERITED,
    PLAN,
    RUNS,
    SESSIONS,
    TIMELINE,
)
from tests.reports.records_by_hand import (
    CHANGE,
    CRASH,
    FAILED,
    FIX,
    LABELS,
    LABELS_BEFORE,
    NIGHTLY,
    PASSED,
    PRINTER,
    RECORDS,
    SLOW,
    SMOKE,
    TRACKING,
    VALUE,
)

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
        primary=(PRINTER.id,),
        related=(LABELS.id, LABELS_BEFORE.id),
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
        tests=(FAILED.test,),
        before=None,
        after=Ratio(n=1, total=10, unit="tests"),
        first=at(2, 30),
        last=at(2, 30),
        primary=(FAILED.id,),
        related=(NIGHTLY.id,),
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
        primary=(SLOW.id,),
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
        primary=(SLOW.id,),
    ),
)

_CAUSE = Cause(
    id="cause-background",
    effect="finding-printer",
    rule="changed-code",
    claim="commit 222222222222 (Print labels in the background) changed it",
    mechanism="its change of parcel_api/labels.py is in a function of the stack, and it holds `printer_name`",
    change=ChangeRef(commit=BAD_COMMIT),
    evidence_for=(PRINTER.id, FIX.id, CHANGE.id),
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
            cites=(TRACKING.id,),
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
    evidence_against=(TRACKING.id,),
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
                query="incident build --since EARLIER_POINT",
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
        cites=(LABELS.id,),
    ),
    Claim(
        id="claim-impact-tracking",
        kind="observed",
        template="{total} of {total} requests to {route} were answered with 200.",
        values=(
            Value(name="total", form="number", value=64),
            Value(name="route", form="name", value="GET /parcels/<id>"),
        ),
        cites=(TRACKING.id,),
    ),
    Claim(id="claim-impact-returns", kind="unknown", template="No request to a route of returns was read."),
    Claim(
        id="claim-finding-printer",
        kind="observed",
        template="{title}.",
        values=(Value(name="title", form="text", value="PrinterError"),),
        cites=(PRINTER.id,),
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
        cites=(CRASH.id, PRINTER.id),
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
            declared=VALUE.id,
        ),
    )
)
_DOUBTS = (
    Doubt(
        run=SMOKE.id,
        run_name="smoke",
        test="tests/smoke/test_label.py::test_prints",
        rule="executed-on-mock",
        reason="it passed on a mock of the printer",
        cites=(PASSED.id,),
    ),
    Doubt(
        run=SMOKE.id,
        run_name="smoke",
        test=None,
        rule="nothing-collected",
        reason="the run names no service",
        cites=(SMOKE.id,),
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
    cites=(f"rev-{GOOD}", LABELS_BEFORE.id),
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
        query=f"incident show {PASSED.id}",
    ),
)


def rich_incident() -> Incident:
    return incident(
        name="2026-03-02-parcel-api-labels",
        policy=_POLICY,
        readings=_READINGS,
        index=index_of(RECORDS),
        verdict_reason="2 findings new or worse than before",
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
