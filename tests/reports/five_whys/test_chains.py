from typing import Any

from incidents.model.cause import Answer, Cause, Chain, Stop
from reports.citations import Citations
from reports.five_whys.chains import ChainPart, chain_parts
from tests.builders import finding, incident, log_pattern

LOG = log_pattern().id


def cause(name: str, effect: str, **changes: Any) -> Answer:
    values = {
        "id": f"cause-{name}",
        "effect": effect,
        "rule": "x",
        "claim": f"{name} changed",
        "mechanism": "the order of events",
        "change": None,
        "evidence_for": (LOG,),
        "looked_for": "the same before",
        "counterfactual": None,
        "confidence": "possible",
        "missing": None,
    }
    return Answer(cause=Cause(**{**values, **changes}))


def parts(*whys: Answer | Stop, **changes: Any) -> tuple[ChainPart, ...]:
    given = incident(claims=(), chains=(Chain(finding=finding().id, whys=whys),), findings=(finding(**changes),))
    return chain_parts(given, Citations(given, {}))


def test_every_link_names_what_it_explains_also_where_the_chain_branches() -> None:
    stop = Stop(effect="cause-b", reason="needs-a-person", text="nobody wrote it down", query="git show b")
    (part,) = parts(
        cause("a", finding().id), cause("b", finding().id), cause("c", "cause-a", evidence_against=(LOG,)), stop
    )
    assert part.title == "Why F1: Labels are not printed"
    assert [(row.number, row.explains) for row in part.rows] == [
        ("1", "F1"),
        ("2", "F1"),
        ("3", "why 1"),
        ("4", "why 2"),
    ]
    assert [row.against for row in part.rows] == ["none found", "none found", f"1 record[^{LOG}]", "-"]
    assert part.rows[-1].because == "not known further: nobody wrote it down"
    assert part.rows[-1].evidence_for == "to find out: `git show b`"


def test_why_it_was_not_caught_is_no_link_of_the_chain() -> None:
    missed = cause("b", finding().id, branch="not-caught")
    (part,) = parts(cause("a", finding().id), missed)
    assert [row.because for row in part.rows] == ["a changed"]
    assert parts(missed) == ()


def test_a_failure_that_is_over_or_without_a_cause_has_no_part() -> None:
    stop = Stop(effect=finding().id, reason="not-collected", text="no change was read", query="git fetch")
    assert parts(stop) == ()
    assert parts(cause("a", finding().id), state="resolved") == ()
