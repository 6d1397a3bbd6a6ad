from typing import Any

from incidents.model.cause import Answer, Cause, Chain, Rival, Stop
from incidents.model.incident import Incident
from reports.citations import Citations
from reports.sections.rivals import RivalRow, rival_rows, would_change
from tests.builders import finding, incident, log_pattern

LOG = log_pattern().id
OTHER = finding(id="finding-other", title="Another thing fails", state="persisting")
GONE = finding(id="finding-gone", state="resolved")
RIVAL = Rival(claim="the network was down", separating="other routes answered", confidence="possible", cites=(LOG,))


def cause(of: str, **changes: Any) -> Cause:
    values = {
        "id": f"cause-of-{of}",
        "effect": of,
        "rule": "x",
        "claim": "a setting changed",
        "mechanism": "the order of events",
        "change": None,
        "evidence_for": (LOG,),
        "looked_for": "the same before",
        "counterfactual": None,
        "confidence": "possible",
        "missing": "a run without it",
    }
    return Cause(**{**values, **changes})


def chain(of: str, *whys: Cause | Stop) -> Chain:
    return Chain(finding=of, whys=tuple(Answer(cause=each) if isinstance(each, Cause) else each for each in whys))


def given(*chains: Chain) -> Incident:
    return incident(findings=(finding(), OTHER, GONE), claims=(), chains=chains)


def rows(*chains: Chain) -> tuple[RivalRow, ...]:
    held = given(*chains)
    return rival_rows(held, Citations(held, {}))


def test_rivals_and_refuted_links_stand_in_one_table() -> None:
    refuted = cause(finding().id, confidence="refuted", counterfactual="it fails without it too")
    found = rows(chain(finding().id, refuted, cause(finding().id, id="cause-b", rivals=(RIVAL,))))
    assert found == (
        RivalRow("F1", f"a setting changed[^{LOG}]", "refuted", "ruled out: it fails without it too"),  # type: ignore[arg-type]
        RivalRow("F1", f"the network was down[^{LOG}]", "possible", "other routes answered"),  # type: ignore[arg-type]
    )


def test_failures_with_the_same_chain_share_a_row() -> None:
    both = (chain(each, cause(each, rivals=(RIVAL,))) for each in (finding().id, OTHER.id))
    assert [row.of for row in rows(*both)] == ["F1, F2"]


def test_what_would_settle_it_is_named_once_for_all_failures_that_need_it() -> None:
    stop = Stop(effect=GONE.id, reason="not-collected", text="no change was read", query="git fetch")
    both = [chain(each, cause(each)) for each in (finding().id, OTHER.id)]
    assert would_change(given(*both, chain(GONE.id, stop))) == ("Why 1 of F1, F2: a run without it.",)


def test_where_nothing_was_found_the_query_says_what_would() -> None:
    stop = Stop(effect=finding().id, reason="not-collected", text="no change was read", query="git fetch")
    assert would_change(given(chain(finding().id, stop))) == ("F1: `git fetch`, because no change was read.",)
    assert would_change(given()) == ()
