from incidents.model.cause import Answer, Chain
from reports.citations import Citations
from reports.five_whys.uncaught import uncaught
from tests.builders import finding, incident, log_pattern
from tests.reports.incident_by_hand import rich_incident

OTHER = finding(id="finding-other", title="Another thing fails")


def missed(of: str) -> Answer:
    (given, *_) = (why.cause for why in rich_incident().chains[0].whys if isinstance(why, Answer))
    changes = {"id": f"cause-missed-{of}", "effect": of, "branch": "not-caught", "claim": "no check ran", "rivals": ()}
    return Answer(cause=given.model_copy(update={**changes, "evidence_for": (log_pattern().id,)}))


def test_what_holds_of_several_failures_is_said_once() -> None:
    chains = tuple(Chain(finding=each.id, whys=(missed(each.id),)) for each in (finding(), OTHER))
    given = incident(findings=(finding(), OTHER), chains=chains, claims=())
    (link,) = uncaught(given, Citations(given, {}))
    assert link.head == f"F1, F2, probable: no check ran.[^{log_pattern().id}]"
    assert link.lines[0].startswith("How: ")


def test_a_chain_of_causes_alone_tells_nothing_of_it() -> None:
    given = rich_incident()
    assert uncaught(given, Citations(given, {})) == ()
