"""An earlier revision with the same code that answered the same requests without the failure."""

from dataclasses import dataclass

from incidents.analysis.began_late import depends_on_load
from incidents.analysis.causes.reachable import reachable
from incidents.analysis.causes.symptom import Symptom
from incidents.analysis.facts import Facts
from incidents.analysis.onset import bad_and_later, no_chance, requests_of, routes_of
from incidents.model.evidence import Revision
from incidents.model.finding import Finding
from incidents.model.window import Serving

_OF_SERVING = ("log", "request")


@dataclass(frozen=True)
class ServedBefore:
    """Nothing of `held`, which the good revision holds as the bad one does, is behind what only the bad one shows."""

    good: Revision
    clean: int
    of_routes: bool
    held: frozenset[str]
    cites: tuple[str, ...]

    @property
    def said(self) -> str:
        """Why each of these commits is none, in words."""
        kind = "of these requests" if self.of_routes else "requests"
        return f"{self.good.name} holds it too and answered {self.clean} {kind} without the failure"


def served_before(facts: Facts, finding: Finding, symptom: Symptom) -> ServedBefore | None:
    """By the newest revision before the first bad one that was asked so much that chance does not explain it.

    None where more of the same may bring the failure out: then what was asked before tells little.
    """
    bad = facts.revisions.get(symptom.revision or "")
    if finding.kind not in _OF_SERVING or finding.service is None or bad is None or depends_on_load(facts, finding):
        return None
    failing = {bad.name, *bad_and_later(facts, finding)[0]}
    for serving in reversed(_before(facts, finding.service, bad)):
        rows = requests_of(facts, finding, [serving.revision])
        clean = sum(each.count - each.answered(500, 599) for each in rows)
        held = reachable(facts, serving.commit)
        if held and no_chance(facts, finding, sorted(failing), clean):
            cites = tuple(sorted({facts.revisions[serving.revision].id, *(each.id for each in rows)}))
            of_routes = bool(routes_of(facts, finding))
            return ServedBefore(facts.revisions[serving.revision], clean, of_routes, frozenset(held), cites)
    return None


def _before(facts: Facts, service: str, bad: Revision) -> list[Serving]:
    """Those of both sides that were deployed before it, in that order."""
    known = [*facts.window.baseline.of(service), *facts.window.candidate.of(service)]
    names = [each.revision for each in known]
    return known[: names.index(bad.name)] if bad.name in names else []
