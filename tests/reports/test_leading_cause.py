from typing import Any

from incidents.model.cause import Answer, Cause, Chain, Confidence, Stop
from reports.leading_cause import Leading, best_known, leading
from tests.builders import claim, finding, incident, log_pattern, priority

STOP = Stop(effect="finding-a", reason="not-collected", text="nothing was collected", query="incident doctor")
A = finding(id="finding-a")
B = finding(id="finding-b")


def cause(name: str, effect: str, confidence: Confidence) -> Cause:
    return Cause(
        id=f"cause-{name}",
        effect=effect,
        rule="changed-code",
        claim=f"commit {name} changed it",
        mechanism="it is in the stack",
        change=None,
        evidence_for=(log_pattern().id,),
        looked_for="the same failure before",
        counterfactual=None,
        confidence=confidence,
        missing=None,
    )


def lead(*chains: Chain, **changes: Any) -> Leading | None:
    return leading(incident(**{"findings": (A, B), "chains": chains, "claims": (), **changes}))


def chain(name: str, *whys: Cause | Stop) -> Chain:
    return Chain(finding=name, whys=tuple(Answer(cause=each) if isinstance(each, Cause) else each for each in whys))


def test_nothing_wrong_needs_no_cause() -> None:
    assert lead(findings=(finding(state="resolved"),)) is None


def test_without_a_chain_the_cause_is_unknown() -> None:
    assert lead() == Leading(A, (), "refuted", None)


def test_where_a_chain_stops_is_kept() -> None:
    assert lead(chain("finding-a", STOP)) == Leading(A, (), "refuted", STOP)


def test_the_deepest_link_leads_with_the_confidence_of_the_weakest() -> None:
    first, second = cause("one", "finding-a", "possible"), cause("two", "claim-cause-one", "confirmed")
    assert lead(chain("finding-a", first, second, STOP), claims=(claim(id="claim-cause-one"),)) == Leading(
        A, (first, second), "possible", STOP
    )


def test_the_more_certain_of_two_branches_leads() -> None:
    weak, strong = cause("weak", "finding-a", "possible"), cause("strong", "finding-a", "probable")
    assert lead(chain("finding-a", weak, strong)) == Leading(A, (strong,), "probable", None)


def test_a_refuted_cause_does_not_lead() -> None:
    assert lead(chain("finding-a", cause("one", "finding-a", "refuted"))) == Leading(A, (), "refuted", None)


def test_the_best_explained_of_the_most_urgent_findings_leads() -> None:
    known = cause("one", "finding-b", "possible")
    assert lead(chain("finding-a", STOP), chain("finding-b", known)) == Leading(B, (known,), "possible", None)


def test_a_less_urgent_finding_never_leads() -> None:
    less = finding(id="finding-b", priority=priority(level="P2"))
    known = cause("one", "finding-b", "confirmed")
    assert lead(chain("finding-b", known), findings=(A, less)) == Leading(A, (), "refuted", None)


def test_below_the_most_urgent_the_most_certain_cause_of_the_next_level_is_the_best_known() -> None:
    possible, probable = cause("one", "finding-b", "possible"), cause("two", "finding-c", "probable")
    last = cause("three", "finding-d", "confirmed")
    levels = {"finding-b": "P1", "finding-c": "P1", "finding-d": "P2"}
    below = tuple(finding(id=key, priority=priority(level=level)) for key, level in levels.items())
    found = (finding(id="finding-a", priority=priority(level="P0")), *below)
    chains = tuple(chain(each.effect, each) for each in (possible, probable, last))
    best = best_known(incident(findings=found, chains=chains, claims=()))
    assert best is not None
    assert (best.path, best.confidence) == ((probable,), "probable")
    assert best_known(incident(findings=found, chains=(), claims=())) is None
