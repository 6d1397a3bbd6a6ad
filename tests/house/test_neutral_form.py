"""An incident as a scorer reads it."""

import pytest

from benchmarks.neutral_form import neutral_form
from incidents.model.cause import Answer, Cause, Chain, ChangeRef, Confidence, Stop
from incidents.model.finding import FindingKind, State
from incidents.model.incident import Block, Doubt, Incident, Question, Rollback, Verdict
from tests.builders import (
    BAD,
    BAD_COMMIT,
    GOOD,
    GOOD_COMMIT,
    finding,
    incident,
    index_of,
    log_pattern,
    priority,
    reading,
    test_run,
)

_COMMIT = ChangeRef(commit=BAD_COMMIT)
_SETTING = ChangeRef(revision=BAD, setting="env.PRINTER_URL", before="a", after="b")
_RUN = test_run()


def _cause(name: str, change: ChangeRef | None, confidence: Confidence) -> Cause:
    return Cause(
        id=f"cause-{name}",
        effect=finding().id,
        rule="changed_code_in_stack",
        claim="it was changed",
        mechanism="the changed line raises",
        change=change,
        evidence_for=(log_pattern().id,),
        looked_for="the same error before",
        counterfactual=None,
        confidence=confidence,
        missing=None,
    )


def _chain(*causes: Cause) -> Chain:
    stop = Stop(effect=finding().id, reason="not-collected", text="no record", query="git log")
    return Chain(finding=finding().id, whys=(*(Answer(cause=each) for each in causes), stop))


def _kinds(example: Incident) -> list[str]:
    findings = neutral_form(example, "")["findings"]
    assert isinstance(findings, list)
    return [each["kind"] for each in findings]


def test_a_whole_incident_in_the_neutral_form() -> None:
    blocked = finding(
        id="finding-queue", title="Parcels wait", tests=("tests/e2e/test_queue.py::test_moves",), signature=None
    )
    example = incident(
        index=(*incident().index, *index_of((_RUN,))),
        findings=(finding(priority=priority(level="P0")), blocked),
        chains=(_chain(_cause("one", _COMMIT, "probable")),),
        doubts=(
            Doubt(run=_RUN.id, run_name="nightly", test=None, rule="nothing_ran", reason="0 items", cites=(_RUN.id,)),
            Doubt(
                run=_RUN.id,
                run_name="nightly",
                test="tests/t.py::test_a",
                rule="mocked",
                reason="a mock answered",
                cites=(_RUN.id,),
            ),
        ),
        rollback=Rollback(service="parcel-api", target=GOOD, command=None, reason="served before"),
        blocks=(Block(blocked=blocked.id, blocker=finding().id, path="queue needs labels", cites=(log_pattern().id,)),),
        questions=(Question(id="question-1", text="Did the printer answer?", why="not collected", query="curl"),),
    )
    assert neutral_form(example, "# Impact\n") == {
        "verdict": "incident",
        "evidence_complete": True,
        "top_causes": [{"kind": "changed_code_in_stack", "commit": BAD_COMMIT, "confidence": 0.75}],
        "findings": [
            {
                "title": "Labels are not printed",
                "priority": "P0",
                "kind": "commit",
                "signature": "PrinterError",
                "tests": [],
            },
            {
                "title": "Parcels wait",
                "priority": "P1",
                "kind": "log",
                "signature": None,
                "tests": ["tests/e2e/test_queue.py::test_moves"],
            },
        ],
        "inauthentic_tests": [
            {"run": "nightly", "why": "0 items"},
            {"id": "tests/t.py::test_a", "why": "a mock answered"},
        ],
        "rollback_target": GOOD,
        "blocked_by": [["Parcels wait", "Labels are not printed"]],
        "unknowns": ["Did the printer answer?"],
        "narrative": "# Impact\n",
    }


@pytest.mark.parametrize("status", ["truncated", "failed"])
def test_a_reading_that_is_not_complete_makes_the_evidence_incomplete(status: str) -> None:
    example = incident(readings=(reading(), reading(what="logs/b.json", status=status, items=0, why="cut")))
    assert neutral_form(example, "")["evidence_complete"] is False


def test_causes_come_once_each_and_the_most_certain_first() -> None:
    older = ChangeRef(commit=GOOD_COMMIT)
    causes = (
        _cause("a", _COMMIT, "possible"),
        _cause("b", older, "possible"),
        _cause("c", _SETTING, "confirmed"),
        _cause("d", _COMMIT, "probable"),
    )
    assert neutral_form(incident(chains=(_chain(*causes),)), "")["top_causes"] == [
        {"kind": "changed_code_in_stack", "config_path": "env.PRINTER_URL", "revision": BAD, "confidence": 0.95},
        {"kind": "changed_code_in_stack", "commit": BAD_COMMIT, "confidence": 0.75},
        {"kind": "changed_code_in_stack", "commit": GOOD_COMMIT, "confidence": 0.4},
    ]


def test_refuted_causes_and_causes_that_blame_no_change_are_left_out() -> None:
    causes = (
        _cause("a", _COMMIT, "refuted"),
        _cause("b", None, "confirmed"),
        _cause("c", ChangeRef(revision=BAD), "probable"),
    )
    assert neutral_form(incident(chains=(_chain(*causes),)), "")["top_causes"] == []


@pytest.mark.parametrize(
    ("kind", "state", "change", "verdict", "expected"),
    [
        ("log", "new", _COMMIT, "incident", "commit"),
        ("log", "new", _SETTING, "incident", "config"),
        ("log", "new", None, "external", "infra-external"),
        ("request", "new", None, "capacity", "capacity"),
        ("request", "new", None, "incident", "request"),
        ("log", "persisting", _COMMIT, "incident", "preexisting"),
        ("authenticity", "persisting", None, "incident", "test-authenticity"),
        ("session", "new", None, "session-violated", "session-stability"),
    ],
)
def test_a_findings_kind_is_what_lies_behind_it_where_that_was_concluded(
    kind: FindingKind, state: State, change: ChangeRef | None, verdict: Verdict, expected: str
) -> None:
    example = incident(
        findings=(finding(kind=kind, state=state),), chains=(_chain(_cause("a", change, "probable")),), verdict=verdict
    )
    assert _kinds(example) == [expected]


def test_the_most_certain_cause_decides_a_findings_kind() -> None:
    causes = (_cause("a", _COMMIT, "possible"), _cause("b", _SETTING, "probable"))
    assert _kinds(incident(chains=(_chain(*causes),))) == ["config"]


def test_a_doubt_that_two_rules_share_is_told_once() -> None:
    doubts = tuple(
        Doubt(run=_RUN.id, run_name="nightly", test="t::a", rule=rule, reason=rule, cites=(_RUN.id,))
        for rule in ("mocked", "too_fast")
    )
    example = incident(index=(*incident().index, *index_of((_RUN,))), doubts=doubts)
    assert neutral_form(example, "")["inauthentic_tests"] == [{"id": "t::a", "why": "mocked"}]


def test_a_block_of_something_that_is_no_finding_has_no_title_to_tell() -> None:
    question = Question(id="question-1", text="Why?", why="not collected", query="curl")
    block = Block(blocked=finding().id, blocker=question.id, path="unknown", cites=(log_pattern().id,))
    assert neutral_form(incident(questions=(question,), blocks=(block,)), "")["blocked_by"] == []
