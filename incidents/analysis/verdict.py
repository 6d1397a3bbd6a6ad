"""One word for the whole, from a fixed function of the findings and of what was read."""

from incidents.amounts import counted
from incidents.analysis.causes.harmless.quiet import is_quiet
from incidents.analysis.course.onset import is_over
from incidents.analysis.course.outside import outside
from incidents.analysis.facts import Facts
from incidents.analysis.folding import Folded
from incidents.analysis.impact.answered import fails_more
from incidents.analysis.rules import ended_instances
from incidents.analysis.unread.coverage import observed
from incidents.model.cause import Chain
from incidents.model.finding import Finding
from incidents.model.incident import Doubt, Verdict, doubtful_results
from incidents.model.scope import Reading

_OUTSIDE = {
    "external": "{they} began on a revision that had served well, no change explains {them}, and another party failed",
    "capacity": "{they} began on a revision that had served well, no change explains {them}, and room ran out",
}
_NOTHING_NEW = "nothing new or worse was found"


def verdict(
    facts: Facts,
    folded: Folded,
    chains: list[Chain],
    doubts: list[Doubt],
    readings: tuple[Reading, ...],
) -> tuple[Verdict, str]:
    """Something new or worse makes an incident; nothing found makes "healthy" only where everything was read."""
    findings = folded.findings
    worse = [each for each in findings if each.state in ("new", "worse") and not is_quiet(facts, each)]
    failures = [each for each in worse if each.kind != "session"]
    if failures:
        word, reason = _of_failures(facts, failures, chains)
        besides = len(failures) < len(worse)
        return word, f"{reason}; besides, a window that was declared read-only was changed in" if besides else reason
    if worse:
        return "session-violated", "nothing failed, but the window was declared read-only and something changed in it"
    return _of_calm(facts, folded, doubts, readings)


def _of_calm(facts: Facts, folded: Folded, doubts: list[Doubt], readings: tuple[Reading, ...]) -> tuple[Verdict, str]:
    """Where nothing is new or worse: healthy, or what keeps that from being known."""
    findings = folded.findings
    unknown = [each for each in findings if each.state == "not-comparable" and each.kind != "authenticity"]
    partial = [each for each in readings if each.status != "complete"]
    deployed = [each for each in facts.sealed.scope.service_names if facts.window.candidate.of(each)]
    silent = [each for each in deployed if not observed(facts, each)]
    ended = [each for each in folded.too_few if each.rule == ended_instances.NAME]
    failing = [each for each in deployed if fails_more(facts, each)]
    if ended or failing:
        services = " and ".join(sorted({*failing, *(each.service or "" for each in ended)}))
        said = f"no finding tells of it, but {services} " + ("lost instances" if ended else "failed more than before")
    elif unknown:
        count = counted(len(unknown), "findings")
        said = f"nothing is known to be new, but {count} could not be compared with an earlier run"
    elif partial:
        said = f"nothing new was found, but {counted(len(partial), 'readings')} failed or stopped early"
    elif silent and silent == deployed:
        said = f"nothing new was found, and nothing was read of what {', '.join(silent)} deployed"
    elif doubts:
        said = f"nothing new was found, but {counted(doubtful_results(doubts), 'test results')} showed nothing"
    else:
        but = f"; of what {', '.join(silent)} deployed nothing was read" if silent else ""
        quiet = sum(is_quiet(facts, each) for each in findings)
        found = f"nothing was found to fail; {counted(quiet, 'messages')} to look at" if quiet else _NOTHING_NEW
        return "healthy", f"{found}, and every source that was asked was read to its end{but}"
    return "inconclusive", said


def _of_failures(facts: Facts, failures: list[Finding], chains: list[Chain]) -> tuple[Verdict, str]:
    count = f"{counted(len(failures), 'findings')} new or worse than before"
    if all(is_over(facts, each) for each in failures):
        return "resolved", f"{count}, and a later revision served without any of them"
    word = outside(facts, failures, chains)
    they, them = ("they", "them") if len(failures) > 1 else ("it", "it")
    return (word, f"{count}; {_OUTSIDE[word].format(they=they, them=them)}") if word else ("incident", count)
