"""The register of what could not be concluded, and how to find out."""

from collections.abc import Iterable, Iterator

from incidents.analysis.causes.harmless.quiet import is_quiet
from incidents.analysis.facts import Facts
from incidents.analysis.rules import failed_probe
from incidents.analysis.unknown.asking import question
from incidents.analysis.unknown.first_doubts import first_doubts
from incidents.analysis.unknown.lacking_name import lacking_name
from incidents.analysis.unknown.unknowns import unknowns
from incidents.analysis.unknown.without_stack import without_stack
from incidents.analysis.unread.log_holes import query_of
from incidents.model.cause import Chain, Stop
from incidents.model.evidence import Probe
from incidents.model.finding import Finding
from incidents.model.incident import Doubt, Question
from incidents.model.scope import Reading

_NAMED = 2


def questions(
    facts: Facts, findings: list[Finding], chains: list[Chain], doubts: list[Doubt], readings: tuple[Reading, ...]
) -> list[Question]:
    """One question for each stop, failed reading, doubtful run and unknown commit, in that order."""
    titles = {each.id: each.title for each in findings if not is_quiet(facts, each)}
    told = [each for each in chains if each.finding in titles]
    found = [_of_stop(stop, titles[each.finding]) for each in told for stop in each.whys if isinstance(stop, Stop)]
    for reading in readings:
        if reading.source == "log-holes":
            text = f"What do the {reading.what} say, from which nothing was read?"
            found.append(question(text, reading.why or "", query_of(facts, reading)))
        elif reading.status != "complete":
            text = f"What does {reading.source} hold beyond what was read of {reading.what}?"
            found.append(question(text, reading.why or reading.status, "incident doctor"))
    found += _of_doubts(doubts)
    for each in facts.window.commits:
        if each.state == "unknown":
            text = f"Which commits of {each.service} were deployed in the window?"
            query = "deploy with the label commit-sha, or tag the image with the commit"
            found.append(question(text, each.reason, query))
    found += without_stack(facts, findings)
    found += lacking_name(facts, findings, chains)
    found += unknowns(facts, findings, chains, doubts)
    found += [_of_blind(probe) for probe in failed_probe.blinded(facts)]
    return found


def _of_doubts(doubts: list[Doubt]) -> Iterator[Question]:
    """One question for the tests of a run that are doubted for one reason."""
    alike: dict[tuple[str, str, bool], list[Doubt]] = {}
    for doubt in first_doubts(doubts):
        alike.setdefault((doubt.run_name, doubt.reason, doubt.test is None), []).append(doubt)
    for (run, reason, of_run), doubted in alike.items():
        tests = sorted(each.test for each in doubted if each.test)
        more = f" and {len(tests) - _NAMED} more" if len(tests) > _NAMED else ""
        what = f"run {run}" if of_run else f"{', '.join(tests[:_NAMED])}{more} in {run}"
        shown = min(each.cites[0] for each in doubted)
        yield question(f"Would {what} pass against the real service?", reason, f"incident show {shown}")


def distinct(asked: Iterable[Question]) -> tuple[Question, ...]:
    """What is asked twice in the same words, as of two patterns that differ behind the cut, is one question."""
    found: dict[str, Question] = {}
    for each in asked:
        same = found.get(each.id)
        if same is None:
            found[each.id] = each
        elif each.query not in same.query.split("; "):
            found[each.id] = same.model_copy(update={"query": f"{same.query}; {each.query}"})
    return tuple(found.values())


def _of_blind(probe: Probe) -> Question:
    why = f"its probes failed together with their control {probe.control}, which tells of the way and not of it"
    return question(f"Does {probe.target} answer?", why, f"incident show {probe.id}")


def _of_stop(stop: Stop, title: str) -> Question:
    return question(f"Why: {title}?", stop.text, stop.query, "cause")
