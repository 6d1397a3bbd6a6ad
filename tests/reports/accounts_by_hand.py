"""Accounts, a decision and inherited claims for the incident that is made by hand, with the records that they need."""

from incidents.model.claim import Claim, Value
from incidents.model.comparison import Comparison
from incidents.model.decision import Criterion, Decision
from incidents.model.evidence import AnyEvidence, Metric, OpenIssue, SessionRecord, Statement
from incidents.model.finding import Ratio
from incidents.model.run_account import Figure, PlanLine, RunAccount
from incidents.model.session_account import Act, Inherited, SessionAccount
from incidents.model.timeline import Moment
from tests.builders import (
    BAD,
    SERVICE,
    at,
    case_result,
    commit,
    log_pattern,
    planned_test,
    request_statistics,
    span,
    test_run,
)

_NIGHTLY, _SMOKE = test_run().id, test_run(name="smoke").id
_PRINTER, _LABELS = log_pattern().id, request_statistics().id
_SLOW = log_pattern(template="customs lookup timed out after <number> ms", error_type=None, severity="WARNING").id
_SMALL = commit(sha="3" * 40).id

_planned = planned_test(id="plan-1", target="tests/e2e/", category="P1", required=True)
_missed = _planned.model_copy(
    update={"id": "plan-2", "target": "tests/load/", "locator": "plan.json record 2", "hash": "", "category": None}
)
_said = Statement(
    id="said-1",
    at=at(0, 15),
    source="context",
    locator="context.json record 1",
    excerpt="printers were exchanged",
    claim="printers were exchanged",
    speaker="shift note",
    proof=None,
)
_issue = OpenIssue(
    id="issue-41",
    at=at(2, 20),
    source="issues",
    locator="issues.json#41",
    excerpt="printer_name is lost",
    number=41,
    title="printer_name is lost",
    state="open",
    labels=("P1",),
    url=None,
    body="",
)
_session = SessionRecord(
    id="session-1",
    at=at(0, 5),
    source="session",
    locator="session.json",
    excerpt="read-only",
    name="evening check",
    mode="read-only",
    end=at(3, 30),
)
_latency = Metric(
    id="metric-1",
    at=at(3),
    source="metrics",
    locator="metrics.json record 1",
    excerpt="label_ms 812",
    metric="label_ms",
    version="2",
    scope="labels",
    value=812,
    unit="ms",
)

TIMELINE = (
    Moment(
        at=at(0, 30),
        kind="commit",
        claim=Claim(
            id="moment-commit",
            kind="observed",
            template="Commit {sha} (not deployed): {subject}",
            values=(
                Value(name="sha", form="name", value="333333333333"),
                Value(name="subject", form="quote", value="Fixes #41: thank @courier-team in the footer"),
            ),
            cites=(_SMALL,),
        ),
    ),
    Moment(
        at=at(2),
        kind="deployment",
        claim=Claim(
            id="moment-deployment",
            kind="observed",
            template="{revision} was created.",
            values=(Value(name="revision", form="name", value=BAD),),
            cites=(f"rev-{BAD}",),
        ),
    ),
    Moment(
        at=at(2, 5),
        kind="signature",
        claim=Claim(
            id="moment-first",
            kind="observed",
            template="First seen: {title}.",
            values=(Value(name="title", form="text", value=f"{SERVICE}: PrinterError: no printer named None"),),
            cites=(_PRINTER,),
        ),
    ),
)

GIVEN: tuple[AnyEvidence, ...] = (_planned, _missed, _said, _issue, _session, _latency)

RUNS = (
    RunAccount(
        run=_NIGHTLY,
        side="window",
        environment="staging",
        real=Ratio(n=9, total=10, unit="real executions"),
        standings=(Figure(word="executed-real", n=10),),
        unreached=(Figure(word="deselected", n=2),),
        mean_s=4.25,
    ),
    RunAccount(
        run=_SMOKE,
        side="window",
        environment=None,
        real=Ratio(n=0, total=0, unit="real executions"),
        standings=(Figure(word="executed-on-mock", n=1),),
    ),
)
PLAN = (
    PlanLine(planned=_planned.id, state="ran", executed=10, passed=9, runs=(_NIGHTLY,)),
    PlanLine(planned=_missed.id, state="not-run", executed=0, passed=0),
)
SESSIONS = (
    SessionAccount(
        name="evening check",
        record=_session.id,
        mode="read-only",
        span=span(start=at(0, 5), end=at(3, 30)),
        kept=False,
        acts=(
            Act(kind="commit", at=at(0, 30), sort="tests-or-docs", deployed=False, record=_SMALL),
            Act(kind="commit", at=at(1), sort="functional", deployed=True, record=commit().id),
            Act(kind="deployment", at=at(2), record=f"rev-{BAD}"),
            Act(kind="issue-opened", at=at(2, 20), record=_issue.id),
            Act(kind="test-run", at=at(2, 30), record=_NIGHTLY),
        ),
    ),
)
INHERITED = (
    Inherited(record=_said.id, disposition="not-seen"),
    Inherited(record=_issue.id, disposition="named-again", findings=("finding-printer",), names=("printer_name",)),
)
COMPARISONS = (
    Comparison(
        id="compared-1",
        subject="test",
        name=case_result().test,
        service=None,
        state="new",
        before=None,
        after=None,
        reason="passed in weekly, failed in nightly",
        cites=(case_result().id,),
    ),
)

CLAIMS = (
    Claim(
        id="claim-beyond-production",
        kind="unknown",
        template="Production was not observed: everything that was read belongs to {environment}.",
        values=(Value(name="environment", form="text", value="staging"),),
    ),
    Claim(
        id="claim-common-none",
        kind="derived",
        template="The {total} findings stay separate: no cause that was found leads to two of them.",
        values=(Value(name="total", form="number", value=3),),
        cites=(_PRINTER, case_result().id, _SLOW),
    ),
    Claim(
        id="claim-delay-finding-printer",
        kind="derived",
        template="{title}: first seen {minutes} min after {revision} was created.",
        values=(
            Value(name="title", form="text", value="PrinterError: no printer named None"),
            Value(name="minutes", form="number", value=5),
            Value(name="revision", form="name", value=BAD),
        ),
        cites=(f"rev-{BAD}", _PRINTER),
    ),
    Claim(
        id="claim-decision",
        kind="derived",
        template="{failed} of {total} criteria fails, and {unknown} is open.",
        values=(
            Value(name="failed", form="number", value=1),
            Value(name="total", form="number", value=3),
            Value(name="unknown", form="number", value=1),
        ),
        cites=(_PRINTER,),
    ),
    Claim(
        id="claim-checked",
        kind="derived",
        template="{passed} of {total} check against {environment} passed.",
        values=(
            Value(name="passed", form="number", value=0),
            Value(name="total", form="number", value=1),
            Value(name="environment", form="text", value="staging"),
        ),
        cites=(_LABELS,),
    ),
    Claim(
        id=f"claim-share-rev-{BAD}",
        kind="unknown",
        template="Which share of the traffic {revision} takes was not read.",
        values=(Value(name="revision", form="name", value=BAD),),
    ),
    Claim(
        id="claim-elsewhere-nightly",
        kind="observed",
        template="In {environment}, {passed} of {executed} executed tests of run {run} passed.",
        values=(
            Value(name="environment", form="text", value="a workstation"),
            Value(name="passed", form="number", value=9),
            Value(name="executed", form="number", value=10),
            Value(name="run", form="name", value="nightly"),
        ),
        cites=(_NIGHTLY,),
    ),
)

DECISION = Decision(
    word="no-go",
    claim="claim-decision",
    checked="claim-checked",
    criteria=(
        Criterion(
            area="deployment",
            text=f"{BAD} takes the traffic",
            service=SERVICE,
            environment="staging",
            result="unknown",
            claim=f"claim-share-rev-{BAD}",
        ),
        Criterion(
            area="check",
            text=f"{SERVICE} answers requests without server errors that are new",
            service=SERVICE,
            environment="staging",
            result="fail",
            claim="claim-impact-labels",
        ),
        Criterion(
            area="check",
            text="GET /parcels answers",
            service=None,
            environment="staging",
            result="pass",
            claim="claim-impact-tracking",
        ),
        Criterion(
            area="elsewhere",
            text="run nightly passes",
            service=None,
            environment="a workstation",
            result="pass",
            claim="claim-elsewhere-nightly",
        ),
    ),
)
