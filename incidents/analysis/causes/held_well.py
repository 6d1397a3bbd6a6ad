"""What an earlier revision of the window ran without the failure cannot be what began with a later one."""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from incidents.analysis.causes.reachable import reachable
from incidents.analysis.course.onset import earlier_new, routes_of, spared_on
from incidents.analysis.facts import Facts
from incidents.model.finding import Finding
from incidents.model.record import CitationId

_LEAST = 5
_TWO = 2


@dataclass(frozen=True)
class HeldWell:
    """`revision` answered so many requests (`served`) without the failure, and held these commits.

    `whole` tells that it ran the very image, or commit, on which the failure was seen first.
    """

    revision: str
    served: int
    commits: AbstractSet[str]
    whole: bool
    of_routes: bool
    cites: tuple[CitationId, ...]

    @property
    def said(self) -> str:
        """The revision and what it served, to be read behind what was in it."""
        kind = "such requests" if self.of_routes else "requests"
        return f"{self.revision}, which answered {self.served} {kind} without the failure"


def held_well(facts: Facts, finding: Finding, revision: str | None) -> HeldWell | None:
    """By the newest such revision that served so much that chance does not explain it."""
    bad = facts.revisions.get(revision or "")
    if bad is None or finding.kind == "test" or len(facts.window.candidate.of(bad.service)) < _TWO:
        return None
    for name in reversed(earlier_new(facts, finding)):
        good, served = facts.revisions[name], spared_on(facts, finding, name)
        if served is not None and served[0] >= _LEAST and good.commit is not None:
            digests = bool(good.image_digest) and good.image_digest == bad.image_digest
            same = digests or (good.commit == bad.commit and None in (good.image_digest, bad.image_digest))
            count, cites = served
            held, known = reachable(facts, good.commit), tuple(sorted({good.id, *cites}))
            return HeldWell(name, count, held, same, bool(routes_of(facts, finding)), known)
    return None
