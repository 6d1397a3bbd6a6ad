"""What the findings leave open by their nature: who was hit, who decided, what was not looked at."""

import re
from collections.abc import Iterator

from incidents.analysis.causes import set_in_repository
from incidents.analysis.causes.harmless.quiet import is_quiet
from incidents.analysis.causes.settings.setting_change import is_lower, setting_changes
from incidents.analysis.commands import described, logs, of_services
from incidents.analysis.course.outside import outside
from incidents.analysis.course.outside_words import text_of, words_of
from incidents.analysis.course.symptom import first_revision
from incidents.analysis.deployments.created_by import PERSON, author_of, created_by_another
from incidents.analysis.deployments.deliveries import deliverer_of
from incidents.analysis.facts import Facts
from incidents.analysis.rates.answered_with import refused_with
from incidents.analysis.rules import secret_in_log, uncollected_tests
from incidents.analysis.unknown.asking import question
from incidents.analysis.unknown.open_by_cause import open_by_cause, open_by_kind
from incidents.analysis.unknown.open_by_change import open_by_change
from incidents.analysis.unknown.open_by_fault import open_by_fault
from incidents.analysis.unknown.open_by_tests import open_by_tests
from incidents.model.cause import Answer, Cause, Chain, ChangeRef
from incidents.model.evidence import RequestStatistics, TestRun
from incidents.model.finding import Finding
from incidents.model.incident import Doubt, Question

_ROOM = {
    "instances": re.compile(r"\binstances?\b", re.IGNORECASE),
    "pool of connections": re.compile(r"pool|\bconnections?\b", re.IGNORECASE),
    "memory": re.compile(r"\bmemory\b", re.IGNORECASE),
}
_ADDRESSES = "| jq -r '.[].httpRequest.remoteIp' | sort -u | wc -l"
_AGENTS = "| jq -r '.[].httpRequest.userAgent' | sort | uniq -c | sort -rn"
_TOO_LATE = re.compile(r"tim(?:ed?[ -]?out|eout)", re.IGNORECASE)
_ANSWERED = re.compile(r"\b([\w.-]{2,60}) (?:answered|answers|returned|responded|replied|says)\b")
_OUT_OF_REACH = re.compile(r"tim(?:ed?[ -]?out|eout)|refused|unreachable|unavailable|could not connect", re.IGNORECASE)


def unknowns(facts: Facts, findings: list[Finding], chains: list[Chain], doubts: list[Doubt]) -> Iterator[Question]:
    """Questions about the impact, then about the decisions behind the changes, then about what did not run."""
    worse = [each for each in findings if each.state in ("new", "worse")]
    yield from _of_impact(facts, worse)
    for each in (*_of_others(facts, worse, chains), *_of_decisions(facts, worse, chains)):
        yield each.model_copy(update={"about": "cause"})
    yield from open_by_cause(facts, worse, chains)
    for each in open_by_change(facts, worse, chains):
        yield each.model_copy(update={"about": "cause"})
    yield from open_by_kind(facts, worse)
    yield from open_by_fault(facts, worse, chains)
    yield from open_by_tests(facts, findings, doubts)


def _of_impact(facts: Facts, worse: list[Finding]) -> Iterator[Question]:
    shown = [each for each in worse if each.kind in ("log", "request")]
    tests = [each for each in worse if each.kind == "test" and each.rule != uncollected_tests.NAME]
    if shown:
        why = "what was read counts entries and requests, and tells no person from another"
        failed = logs(facts, None, of_services(shown), "httpRequest.status>=400", since=_earliest(shown))
        yield question("How many real users were affected?", why, f"{failed} {_ADDRESSES}")
    elif tests:
        why = "only tests showed it"
        text = "Did real clients break? The server logs no error of it, and no client telemetry was read."
        yield question(text, why, f"incident show {tests[0].primary[0]}")
    routes = [f"`{each}`" for each in sorted(_failed_routes(facts, shown))]
    if routes:
        more = f" and {len(routes) - 4} more" if len(routes) > 4 else ""
        text = f"Who relies on {', '.join(routes[:4])}{more}: which client, such as a frontend, depends on it?"
        asked = logs(facts, None, of_services(shown), since=_earliest(shown))
        yield question(text, "no record that was read says who calls them", f"{asked} {_AGENTS}")
    loud = (each for each in worse if each.kind == "warning" and each.rule != secret_in_log.NAME)
    if any(not is_quiet(facts, each) for each in loud):
        why = "entries were counted, and what storing them costs was not read"
        yield question("What is the cost of the extra log volume?", why, "read the billing export for Cloud Logging")


def _earliest(shown: list[Finding]) -> Finding:
    return min(shown, key=lambda each: (each.first is None, each.first))


def _failed_routes(facts: Facts, shown: list[Finding]) -> set[str]:
    records = (facts.records[key] for each in shown for key in (*each.primary, *each.related))
    rows = [each for each in records if isinstance(each, RequestStatistics)]
    refused = {key for each in shown if refused_with(each) for key in each.primary}
    asked = (each for each in rows if each.answered(500, 599) or each.id in refused)
    return {each.route for each in asked if deliverer_of([each]) is None}


def _of_others(facts: Facts, worse: list[Finding], chains: list[Chain]) -> Iterator[Question]:
    word = outside(facts, worse, chains)
    if word == "external":
        why = "the records are those of the caller; the other party's own were not read"
        party, said = _party(facts, worse)
        text = f"Why has {party} failed{said}, what does its status page say, and what tells when it recovers?"
        yield question(text, why, f"read the status page of {party}, or ask its support")
    elif word == "capacity":
        why = "what was read tells that room ran out, and not what the limit was sized for"
        text = "What sent the traffic that raised the load, and which load was the limit sized for?"
        query = "read the service's metrics of instances, memory and concurrency"
        yield question(text, why, query)
        short = [what for what, words in _ROOM.items() if any(words.search(each.title) for each in worse)]
        if len(short) > 1:
            why = "several kinds of room ran out at once, and one may only follow from the other"
            yield question(f"Which limit is the one to raise: the {' or the '.join(short)}?", why, query)
    unreached = [each for each in worse if each.kind == "log" and _OUT_OF_REACH.search(each.title)]
    if unreached and word is None:
        why = "the caller's records alone do not tell a broken way from a broken end"
        late = _TOO_LATE.search(unreached[0].title)
        slower = ", or had it become slower than before" if late else ""
        text = f"Was what {unreached[0].service} could not reach healthy itself{slower}?"
        way = "the address that is configured and the VPC connector on the way to it"
        yield question(text, why, f"read the other side's own logs and metrics of the same minutes, and check {way}")


def _party(facts: Facts, worse: list[Finding]) -> tuple[str, str]:
    """The name of the other party where a message tells it, and the words of that message; never a service of ours."""
    lines = [line for each in worse for line in text_of(facts, each).splitlines()]
    told = [(each, named.said.strip()) for each in lines if (named := words_of(each))]
    for line, said in told:
        answered = _ANSWERED.search(line)
        if answered and answered[1] not in facts.sealed.scope.service_names:
            return answered[1], f" (“{said}”)"
    return "the provider that was called", f" (“{told[0][1]}”)" if told else ""


def _of_decisions(facts: Facts, worse: list[Finding], chains: list[Chain]) -> Iterator[Question]:
    titles = {each.id: each for each in worse}
    for chain in chains:
        finding = titles.get(chain.finding)
        lead = chain.lead
        if finding is None or lead is None or lead.change is None or lead.confidence == "refuted":
            continue
        if lead.change.setting:
            yield _of_setting(facts, chain, lead, lead.change)
        elif lead.change.commit and lead.confidence != "possible":
            yield from _of_commit(facts, finding, lead.change.commit)
        elif revision := first_revision(facts, finding):
            yield from _of_checks(facts, revision)


def _of_setting(facts: Facts, chain: Chain, lead: Cause, change: ChangeRef) -> Question:
    """Of the commit that changed it, where one is known; else of who did, with what the same revision set beside it."""
    links = [why.cause for why in chain.whys if isinstance(why, Answer)]
    declared = next((each for each in links if each.rule == set_in_repository.NAME and each.effect == lead.id), None)
    verb = _verb(change)
    if declared is not None and declared.change is not None:
        text = f"Why was `{change.setting}` {verb} on the deploy of {change.revision}, and what checks such a change?"
        return question(text, f"no record tells the reason: {declared.claim}", f"git show {declared.change.commit}")
    beside = [each.path for each in setting_changes(facts, change.revision)]
    named = [each for each in beside if any(f"{each} to " in rival.claim for rival in lead.rivals)]
    others = f" and changed {' and '.join(f'`{each}`' for each in named)}" if named else ""
    what = f"{verb} `{change.setting}`{others}"
    why = "a revision's description tells what was set, and not who decided it"
    query = described(facts, change.revision)
    if (other := created_by_another(facts, change.revision or "")) is not None:
        text = f"Why has {other[0]}, and not {other[1]}, {what} on the deploy of {change.revision}?"
        return question(text, "the revision's description tells who created it, and no reason", query)
    author = author_of(facts, change.revision or "")
    if author is not None and author.kind == PERSON:
        text = f"Why has {author.account}, {PERSON}, {what} on the deploy of {change.revision}?"
        return question(text, f"{author.source} tells who deployed it, and no reason", query)
    if author is not None:
        kind = f", {author.kind}," if author.kind else ""
        why = f"{author.source} tells that {author.account}{kind} deployed it, and not who had that done"
    return question(f"Who {what} on the deploy of {change.revision}, and why?", why, query)


def _verb(change: ChangeRef) -> str:
    if change.before is None or change.after is None:
        return "removed" if change.after is None else "set"
    if is_lower(change.before, change.after):
        return "lowered"
    return "raised" if is_lower(change.after, change.before) else "changed"


def _of_checks(facts: Facts, revision: str) -> Iterator[Question]:
    """Asked where no run is known to have checked the revision's own commit before it was deployed."""
    runs = _between_deployments(facts, revision)
    commit = facts.revisions[revision].commit
    if any(commit is not None and run.commit is not None and run.commit.startswith(commit) for run in runs):
        return
    if runs:
        text = f"Did the unit tests or another check of its commit run before the deploy of {revision}?"
        why = "the runs since the deployment before it do not name its commit, and may have checked other code"
        yield question(text, why, f"incident show {runs[-1].id}")
    else:
        text = f"Why did no unit test or other check run before the deploy of {revision}?"
        yield question(
            text, "no run since the deployment before it was read", f"incident show {facts.revisions[revision].id}"
        )


def _between_deployments(facts: Facts, revision: str) -> list[TestRun]:
    """Runs that executed something and began between the deployment before this one and this one."""
    record = facts.revisions[revision]
    if record.at is None:
        return []
    earlier = [each.at for each in facts.revisions.values() if each.service == record.service and each.at]
    since = max((moment for moment in earlier if moment < record.at), default=None)
    began = [(run.at, run) for run in facts.runs if run.at is not None and run.counts.executed]
    return [run for moment, run in began if (since is None or since <= moment) and moment < record.at]


def _of_commit(facts: Facts, finding: Finding, sha: str) -> Iterator[Question]:
    commit = facts.commits.get(sha)
    subject = f" ({commit.subject})" if commit else ""
    kinds = {each.path_class for each in facts.changes if each.commit == sha}
    check = "image check or dependency check" if "dependencies" in kinds or "build" in kinds else "review or unit test"
    text = f"Why did no {check} before the deploy catch or notice what commit {sha[:12]}{subject} did?"
    yield question(text, "no check between the commit and its deployment was read", f"git show {sha}")
    if finding.kind == "test" and finding.rule != uncollected_tests.NAME:
        text = f"Was what commit {sha[:12]} changed intended, and is the test outdated?"
        yield question(text, "a test that fails does not tell which side is right", f"git show {sha}")
