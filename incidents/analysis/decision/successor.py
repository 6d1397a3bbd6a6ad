"""What the revision that took over shows, where all that failed was seen on one before it.

A deployment is decided on by what serves at the end of the window; the revision that was replaced is told apart.
"""

from collections.abc import Iterable
from typing import NamedTuple

from incidents.amounts import noun
from incidents.analysis.course.onset import bad_and_later, is_over
from incidents.analysis.decision.weighed import Weighed
from incidents.analysis.facts import Facts
from incidents.analysis.unread.coverage import logs_whole
from incidents.model.claim import Claim, Value
from incidents.model.decision import Criterion, Result
from incidents.model.finding import Finding

_ASKED = "{service} answers requests without errors or refusals that are new"
_LOGGED = "{service} logs no error that is new or more frequent"


class _Replaced(NamedTuple):
    """The revisions that serve without what is new or worse on those that failed."""

    facts: Facts
    service: str
    serving: tuple[str, ...]
    failed: tuple[str, ...]
    worse: list[Finding]


def successor(facts: Facts, service: str, worse: list[Finding]) -> tuple[Weighed, Weighed] | None:
    """What it logged and what it answered; None where nothing failed, or anything may go on failing."""
    if not worse or not all(is_over(facts, each) for each in worse):
        return None
    sides = [bad_and_later(facts, each) for each in worse]
    failed = tuple(dict.fromkeys(name for bad, _ in sides for name in bad))
    serving = tuple(name for name in sides[0][1] if all(name in later for _, later in sides))
    replaced = _Replaced(facts, service, serving, failed, worse)
    return _logged(replaced), _answered(replaced)


def _logged(replaced: _Replaced) -> Weighed:
    own = [each for each in replaced.facts.patterns if each.service == replaced.service]
    seen = {row.revision for each in own for row in each.by_revision}
    said = "Of the errors that are new or more frequent on {failed} none was logged by {serving}"
    whole = logs_whole(replaced.facts)
    said += "." if whole else ", as far as the logs were read, which is not whole."
    claim = _claim(replaced, f"claim-logged-since-{replaced.service}", said)
    shown = whole and not seen.isdisjoint(replaced.serving)
    return _of(replaced, "logs", _LOGGED, "pass" if shown else "unknown", claim)


def _answered(replaced: _Replaced) -> Weighed:
    of_service = (each for each in replaced.facts.requests if each.service == replaced.service)
    rows = [each for each in of_service if each.revision in replaced.serving]
    total = sum(each.count for each in rows)
    counted = (
        Value(name="errors", form="number", value=sum(each.answered(500, 599) for each in rows)),
        Value(name="total", form="number", value=total),
    )
    said = (
        f"{{serving}} answered {{errors}} of {{total}} {noun(total, 'requests')} with a server error; "
        "of what was deployed, {failed} alone showed what is new or more frequent."
    )
    cites = [each.id for each in rows]
    claim = _claim(replaced, f"claim-answered-since-{replaced.service}", said, *counted, cites=cites)
    return _of(replaced, "check", _ASKED, "pass" if rows else "unknown", claim)


def _claim(replaced: _Replaced, key: str, said: str, *counted: Value, cites: Iterable[str] = ()) -> Claim:
    revisions = (replaced.facts.revisions[name].id for name in replaced.serving)
    named = (
        Value(name="serving", form="text", value=" and ".join(replaced.serving)),
        Value(name="failed", form="text", value=" and ".join(replaced.failed)),
    )
    shown = tuple(sorted({*cites, *revisions, *(each.primary[0] for each in replaced.worse)}))
    return Claim(id=key, kind="derived", template=said, values=(*named, *counted), cites=shown)


def _of(replaced: _Replaced, area: str, text: str, result: Result, claim: Claim) -> Weighed:
    given = {"area": area, "text": text.format(service=replaced.service), "service": replaced.service}
    given |= {"result": result, "environment": replaced.facts.sealed.scope.environment, "claim": claim.id}
    return Weighed(Criterion.model_validate(given), (claim,))
