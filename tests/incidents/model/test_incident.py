from typing import Any

import pytest
from pydantic import ValidationError

from incidents.model.cause import Answer, Cause, Chain, Stop
from incidents.model.claim import Claim, Value
from incidents.model.evidence import (
    EVIDENCE,
    AnyEvidence,
    BuiltImage,
    CallSite,
    Declaration,
    EarlierFailure,
    ExecutedLines,
    ImportEdge,
    Metric,
    OpenIssue,
    PlannedTest,
    Probe,
    Service,
    SessionRecord,
    Statement,
    TestFunction,
    TestSource,
    TrafficShare,
)
from incidents.model.incident import Action, Block, Doubt, Incident, Rollback
from incidents.model.scope import Problem
from incidents.model.sealed import Collected, SealedEvidence
from tests import builders
from tests.builders import at

OBSERVATIONS: tuple[AnyEvidence, ...] = (
    Probe(
        id="probe-1", at=at(), source="probes", locator="probes.json#0", excerpt="200",
        target="https://parcel-api.example/health", attempts=1, succeeded=1, status=200, latency_s=0.1, error=None,
    ),
    Metric(
        id="metric-1", at=at(), source="metrics", locator="m.json", excerpt="98.7",
        metric="coverage", version="2", scope="api", value=98.7,
    ),
    OpenIssue(
        id="issue-7", at=at(), source="issues", locator="issues.json#7", excerpt="Labels", number=7, title="Labels",
        state="open", labels=("P1",), url=None, body="", blocked_by=(5,),
    ),
    SessionRecord(
        id="session-1", at=at(), source="session", locator="session.json", excerpt="read-only", name="review",
        mode="read-only", end=at(1),
    ),
    Declaration(
        id="config-1", at=None, source="incident.toml", locator="incident.toml:3", excerpt='value = "$1M ARR"',
        path="components.labels.value", value="$1M ARR",
    ),
    ImportEdge(
        id="edge-1", at=at(), source="git", locator="repo@1:api/a.py:3", excerpt="import tests.kit", commit="1",
        importer="api/a.py", importer_class="production", line=3, module="tests.kit", imported="tests/kit.py",
        imported_class="test-support",
    ),
    CallSite(
        id="call-1", at=at(), source="git", locator="repo@1:api/a.py:3", excerpt="rate()", commit="1",
        path="api/a.py", function="quote", line=3, routes=("GET /quotes",), used_path="api/rates.py", used="rate",
    ),
    TestSource(
        id="source-1", at=None, source="git", locator="repo@1:tests/test_a.py", excerpt="1 tests", commit="1",
        path="tests/test_a.py", fallbacks=("connect",), functions=(TestFunction(name="test_a", line=1, checks=0),),
    ),
    ExecutedLines(
        id="ran-1", at=None, source="coverage", locator="coverage.json, api/a.py", excerpt="lines that ran: 1-3",
        run=None, test="tests/test_a.py::test_a", path="api/a.py", lines=((1, 3), (7, 7)),
    ),
    EarlierFailure(
        id="earlier-1", at=at(), source="incidents", locator="2026-02-01-a/incident.json#finding-1", excerpt="Labels",
        incident="2026-02-01-a", rule="failing-route", title="Labels", service="parcel-api", component=None,
        signature="500", cause="missing-name", confidence="probable",
    ),
    Service(
        id="svc-parcel-api", at=at(2), source="cloud_run", locator="services.json#parcel-api", excerpt="parcel-api",
        service="parcel-api", conditions=(), traffic=(TrafficShare(revision="parcel-api-00007-kit", percent=100),),
        latest_ready="parcel-api-00007-kit", latest_created=None,
    ),
    PlannedTest(
        id="plan-1", at=None, source="plan", locator="plan.json#0", excerpt="tests/e2e", target="tests/e2e",
        command=None, phase="nightly", category=None, priority="P1", required=True, environment="staging",
    ),
    Statement(
        id="statement-1", at=at(1), source="context", locator="context.json#0", excerpt="it is fixed",
        claim="it is fixed", speaker="deployment note", proof=None,
    ),
    BuiltImage(
        id="image-1", at=None, source="images", locator="images.json#0", excerpt="193 MB",
        revision="parcel-api-00007-kit", digest=None, size_mb=193.0, built_by="cloud build",
    ),
)  # fmt: skip


def every_kind() -> tuple[AnyEvidence, ...]:
    return (
        builders.log_pattern(),
        builders.request_statistics(),
        builders.platform_event(),
        builders.revision(),
        builders.test_run(),
        builders.case_result(),
        builders.commit(),
        builders.file_change(),
        *OBSERVATIONS,
    )


@pytest.mark.parametrize("record", every_kind(), ids=lambda record: record.kind)
def test_every_kind_of_evidence_survives_json(record: AnyEvidence) -> None:
    assert EVIDENCE.validate_json(record.model_dump_json()) == record


def test_every_kind_of_the_union_is_tried_above() -> None:
    kinds = {choice["properties"]["kind"]["const"] for choice in EVIDENCE.json_schema()["$defs"].values()
             if "kind" in choice.get("properties", {})}  # fmt: skip
    assert {record.kind for record in every_kind()} == kinds


def test_evidence_that_was_edited_does_not_load() -> None:
    stored = builders.log_pattern().model_dump(mode="json")
    with pytest.raises(ValidationError, match="was changed after it was collected"):
        EVIDENCE.validate_python({**stored, "excerpt": "something kinder"})


def test_a_number_that_json_does_not_have_is_refused() -> None:
    with pytest.raises(ValidationError, match="finite"):
        EVIDENCE.validate_python({**OBSERVATIONS[1].model_dump(), "value": float("nan"), "hash": ""})


def test_a_field_that_is_added_later_leaves_stored_hashes_valid() -> None:
    stored = builders.test_run().model_dump(mode="json")
    for field in ("collection_errors", "notes"):
        del stored[field]  # as an older version would have written it, before the fields were there
    assert EVIDENCE.validate_python(stored) == builders.test_run()


def test_a_record_refuses_fields_it_does_not_know_and_does_not_change() -> None:
    with pytest.raises(ValidationError, match="Extra inputs"):
        builders.finding(colour="red")
    with pytest.raises(ValidationError, match="frozen"):
        builders.finding().title = "another"  # type: ignore[misc]  # what a caller must not do


def test_an_incident_survives_json() -> None:
    incident = full_incident()
    assert Incident.model_validate_json(incident.model_dump_json()) == incident


def test_sealed_evidence_survives_json() -> None:
    sealed = builders.sealed(collected=builders.collected(*every_kind()))
    assert SealedEvidence.model_validate_json(sealed.model_dump_json()) == sealed


def test_a_finding_without_primary_evidence_cannot_be_built() -> None:
    with pytest.raises(ValidationError, match="primary"):
        builders.finding(primary=())


@pytest.mark.parametrize("kind", ["observed", "derived", "hypothesis"])
def test_a_statement_of_fact_that_cites_nothing_cannot_be_built(kind: str) -> None:
    with pytest.raises(ValidationError, match="cites nothing"):
        Claim(id="claim-x", kind=kind, template="It rained.")


def test_an_unknown_may_cite_nothing() -> None:
    assert Claim(id="claim-x", kind="unknown", template="Nobody looked.").text == "Nobody looked."


@pytest.mark.parametrize(
    ("template", "values"),
    [
        ("{n} failed", ()),  # a value is missing
        ("some failed", (Value(name="n", form="number", value=3),)),  # a value is not used
    ],
)
def test_a_claim_uses_exactly_the_values_it_is_given(template: str, values: tuple[Value, ...]) -> None:
    with pytest.raises(ValidationError, match="names"):
        builders.claim(template=template, values=values)


UNRESOLVABLE: dict[str, Any] = {
    "a finding's primary evidence": {"findings": (builders.finding(primary=("log-nowhere",)),)},
    "a finding's related evidence": {"findings": (builders.finding(related=("log-nowhere",)),)},
    "a claim": {"claims": (builders.claim(cites=("log-nowhere",)),)},
    "a rollback": {
        "rollback": Rollback(service=None, target=None, command=None, reason="none", cites=("log-nowhere",))
    },
    "a doubt's run": {
        "doubts": (
            Doubt(run="run-nowhere", run_name="r", test=None, rule="x", reason="y", cites=(builders.commit().id,)),
        )
    },
    "a chain's finding": {
        "chains": (
            Chain(
                finding="finding-nowhere",
                whys=(Stop(effect="finding-label-printer", reason="not-collected", text="t", query="q"),),
            ),
        )
    },
    "an action's reason": {
        "actions": (Action(id="action-1", horizon="now", text="t", done_when="d", because="finding-nowhere"),)
    },
    "a block": {
        "blocks": (
            Block(blocked="finding-nowhere", blocker="finding-label-printer", path="p", cites=(builders.commit().id,)),
        )
    },
    "a serving revision": {
        "window": builders.window(
            candidate=builders.window().candidate.model_copy(
                update={"revisions": (builders.serving(evidence="rev-nowhere"),)}
            )
        )
    },
}


@pytest.mark.parametrize("changes", UNRESOLVABLE.values(), ids=UNRESOLVABLE.keys())
def test_an_unresolvable_citation_cannot_be_built(changes: dict[str, Any]) -> None:
    with pytest.raises(ValidationError, match="nowhere"):
        builders.incident(**changes)


def test_a_claim_may_cite_a_reading() -> None:
    reading = builders.reading()
    claim = builders.claim(cites=(reading.id,))
    assert builders.incident(claims=(claim,)).claims[0].cites == (reading.id,)


def test_two_parts_cannot_share_an_id() -> None:
    with pytest.raises(ValidationError, match="used twice"):
        builders.incident(findings=(builders.finding(), builders.finding()))


def test_a_reading_that_is_not_complete_says_why() -> None:
    with pytest.raises(ValidationError, match="must say why"):
        builders.reading(status="truncated")
    with pytest.raises(ValidationError, match="cannot hold items"):
        builders.reading(status="failed", why="no such file", items=3)
    cut = builders.reading(status="truncated", why="cut", problems=(Problem(what="bad line", count=1, first="a:3"),))
    assert cut.why == "cut"


def test_what_is_read_twice_is_kept_once_and_in_order() -> None:
    first, second = builders.revision(name=builders.GOOD), builders.revision()
    joined = Collected.joined([Collected(evidence=(second,)), Collected(evidence=(first, second))])
    assert [each.id for each in joined.evidence] == sorted([first.id, second.id])


def full_incident() -> Incident:
    """An incident in which every part is filled."""
    found = builders.finding()
    cause = Cause(
        id="cause-1", effect=found.id, rule="changed-code", claim="commit 2222 changed it", mechanism="the stack",
        change=None, evidence_for=(builders.commit().id,), looked_for="the same before", counterfactual=None,
        confidence="possible", missing="a run without it",
    )  # fmt: skip
    stop = Stop(effect=cause.id, reason="needs-a-person", text="nobody wrote it down", query="git show")
    return builders.incident(chains=(Chain(finding=found.id, whys=(Answer(cause=cause), stop)),))


def test_findings_that_wait_for_one_another_cannot_be_built() -> None:
    def incident(*pairs: tuple[str, str]) -> Incident:
        names = sorted({name for pair in pairs for name in pair})
        cites = builders.finding().primary
        return builders.incident(
            findings=tuple(builders.finding(id=f"finding-{name}") for name in names),
            blocks=tuple(
                Block(blocked=f"finding-{one}", blocker=f"finding-{other}", path="a test calls it", cites=cites)
                for one, other in pairs
            ),
        )

    assert len(incident(("a", "b"), ("b", "c"), ("a", "c")).blocks) == 3
    with pytest.raises(ValidationError, match="wait for one another: finding-a, finding-b, finding-c"):
        incident(("a", "b"), ("b", "c"), ("c", "a"), ("d", "a"), ("c", "e"))
    with pytest.raises(ValidationError, match="wait for one another: finding-a"):
        incident(("a", "a"))
