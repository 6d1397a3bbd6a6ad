"""Failures so rare that chance explains why they were not seen before: no findings, but questions."""

from collections.abc import Sequence

from incidents.analysis.compared.routes import by_route
from incidents.analysis.course.onset import earlier_new
from incidents.analysis.facts import Facts
from incidents.analysis.rates import traffic
from incidents.analysis.rates.answered_with import refused_with
from incidents.analysis.rates.rate_state import judge
from incidents.analysis.rules.ended_instances import is_killed
from incidents.analysis.ties import failed_meanwhile
from incidents.analysis.ties.refused import Groups
from incidents.model.evidence import LogPattern, RequestStatistics
from incidents.model.finding import Finding
from incidents.model.incident import Question
from incidents.model.record import digest


def split(facts: Facts, groups: Groups, tests: list[Finding]) -> tuple[Groups, list[Finding]]:
    """The groups that stand, and the heads of those in which every member was seen too seldom to be called new.

    A test that failed in the minutes of such a failure, or in its group, shows that it was no accident; so does a
    stack, or a statement that prints it, in a file that a commit of the deployment changed.
    """
    kept: Groups = []
    few: list[Finding] = []
    for group in groups:
        members = [finding for finding, _ in group]
        shown = any(failed_meanwhile.seen(facts, each, test) for each in members for test in tests)
        if shown or not all(_may_be_chance(facts, each) for each in members):
            kept.append(group)
        else:
            few.append(members[0])
    return kept, few


def seldom(finding: Finding) -> Question:
    """What stays open of such a head."""
    count = finding.after.n if finding.after else 0
    times = "once" if count == 1 else f"{count} times"
    text = f"Is it new? {finding.title}: it was seen {times}, and never before"
    why = "so few may have been missed before by chance"
    return Question(
        id=f"question-{digest(text, why)}", text=f"{text}.", why=why, query=f"incident show {finding.primary[0]}"
    )


def _may_be_chance(facts: Facts, finding: Finding) -> bool:
    """Whether a log pattern or route that was never seen before may have been missed before by chance alone.

    A new revision that was deployed before the first that shows it counts as before. Instances that were killed need no
    such test: what the platform says of them is what happened.
    """
    if finding.state != "new" or finding.kind not in ("log", "request") or finding.after is None:
        return False
    if refused_with(finding):
        return False  # the rule itself asks for more than chance explains
    if finding.kind == "request":
        return _route_may(facts, finding, finding.after.n)
    earlier = earlier_new(facts, finding)
    pattern = next((each for key in finding.primary if isinstance(each := facts.records[key], LogPattern)), None)
    if pattern is None:
        return not is_killed(finding) and _event_may(facts, finding.service or "", earlier, finding.after.n)
    whole = traffic.of_service(facts, pattern.service, pattern)
    spared = traffic.of_revisions(facts, pattern.service, earlier, whole.unit)
    few = _is_few(whole.before + spared, finding.after.n, whole.after - spared)
    return few and not _in_changed_code(facts, pattern)


def _event_may(facts: Facts, service: str, earlier: Sequence[str], count: int, *, each_once: bool = False) -> bool:
    asked, spared = facts.request_sides(service), traffic.of_revisions(facts, service, earlier, "requests")
    return _is_few(asked.before + spared, count, asked.after - spared, each_once=each_once)


def _route_may(facts: Facts, finding: Finding, failed: int) -> bool:
    """A route that nobody asked for before is compared with all that its service answered."""
    row = next(each for key in finding.primary if isinstance(each := facts.records[key], RequestStatistics))
    rows, earlier = by_route(facts)[row.service, row.method, row.route], earlier_new(facts, finding)
    (_, asked_before), (_, asked) = (traffic.of_rows(facts, rows, after=side) for side in (False, True))
    spared = sum(each.count for each in rows if each.revision in earlier)
    if asked_before or spared:
        return _is_few(asked_before + spared, failed, asked - spared, each_once=True)
    return _event_may(facts, row.service, earlier, failed, each_once=True)


def _is_few(before_of: int, after: int, after_of: int, *, each_once: bool = False) -> bool:
    return bool(before_of and after_of) and judge(0, before_of, after, after_of, each_once=each_once).state != "new"


def _in_changed_code(facts: Facts, pattern: LogPattern) -> bool:
    """Whether it comes from a file that a commit which is new in the service changed; frames may lie below a folder."""
    deployed = {each.sha for each in facts.commits.values() if pattern.service in each.new_in}
    changed = {each.path for each in facts.changes if each.commit in deployed and each.path_class == "production"}
    files = [frame.file for frame in pattern.frames] + ([pattern.printed_by.file] if pattern.printed_by else [])
    return any(file == path or file.endswith(f"/{path}") for file in files for path in changed)
