from typing import Any

from incidents.model.cause import Answer, Cause, Chain, Rival, Stop
from reports.diagrams.why_tree import why_tree
from tests.builders import finding, log_pattern

FAILURE = finding().id


def answer(name: str, effect: str, **changes: Any) -> Answer:
    values = {
        "id": f"cause-{name}",
        "effect": effect,
        "rule": "x",
        "claim": f"{name} changed",
        "mechanism": "the order of events",
        "change": None,
        "evidence_for": (log_pattern().id,),
        "looked_for": "the same before",
        "counterfactual": None,
        "confidence": "possible",
        "missing": None,
    }
    return Answer(cause=Cause(**{**values, **changes}))


def test_branches_rivals_and_stops_hang_where_they_belong() -> None:
    rival = Rival(claim="the disk was full", separating="read its metric", confidence="refuted")
    stop = Stop(effect="cause-c", reason="needs-a-person", text="nobody wrote why", query="git show c")
    whys = (
        answer("a", FAILURE, confidence="confirmed", rivals=(rival,)),
        answer("b", FAILURE, confidence="refuted"),
        answer("c", "claim-cause-a"),
        stop,
    )
    tree = why_tree("F1", "Labels (all) fail", Chain(finding=FAILURE, whys=whys))
    assert tree.splitlines() == [
        "```mermaid",
        "flowchart TD",
        '  F["F1#58; Labels #40;all#41; fail"]',
        '  F ==> W1["1, confirmed#58; a changed"]',
        '  F -.- R1x1["rival, refuted#58; the disk was full"]',
        '  F -.-x W2["2, refuted#58; b changed"]',
        '  W1 --> W3["3, possible#58; c changed"]',
        '  W3 --- W4["4, stops#58; nobody wrote why"]',
        "```",
    ]


def test_what_explains_that_it_was_not_caught_is_no_cause() -> None:
    whys = (
        answer("a", FAILURE),
        answer("b", FAILURE, branch="not-caught", claim="no check ran"),
        Stop(effect="cause-b", reason="not-collected", text="no pipeline was read", query="look"),
    )
    tree = why_tree("F1", "Labels fail", Chain(finding=FAILURE, whys=whys))
    assert tree.splitlines()[3:-1] == [
        '  F --> W1["1, possible#58; a changed"]',
        '  F -.- N1["why it was not caught#58; no check ran"]',
    ]
