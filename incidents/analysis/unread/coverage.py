"""What was not looked at, so that nobody reads its silence as good news."""

from collections.abc import Iterator

from incidents.analysis.facts import Facts
from incidents.analysis.unread.log_holes import holes
from incidents.model.claim import Claim, Value
from incidents.model.record import digest


def coverage(facts: Facts) -> Iterator[Claim]:
    """Sentences about services of which nothing was read in the window, then about its runs."""
    for service in facts.sealed.scope.service_names:
        yield from _unobserved(facts, service)
    if not facts.candidate_runs():
        yield _unknown("No test run that began in the window was read, so no test speaks for or against it.")
    for run in facts.runs:
        if run.at is None:
            template = "When run {run} began is not known, so it counts on neither side of the window."
            yield _unknown(template, run=run.name)
    yield from _since_deployed(facts)


def observed(facts: Facts, service: str) -> bool:
    """Whether the newest revision that was deployed and not refused answered or logged anything; True without one."""
    newest = newest_accepted(facts, service)
    if newest is None:
        return True
    answered = any(each.revision == newest for each in facts.requests)
    logged = any(count.revision == newest for each in facts.patterns for count in each.by_revision)
    return answered or logged


def newest_accepted(facts: Facts, service: str) -> str | None:
    """The last revision of the window that the platform did not refuse."""
    deployed = [each.revision for each in facts.window.candidate.of(service) if each.ready is not False]
    return deployed[-1] if deployed else None


def logs_whole(facts: Facts) -> bool:
    """Whether every reading of the log came to its end, at least one was made, and none has a hole."""
    logs = [each for each in facts.sealed.collected.readings if each.source == "logs"]
    return bool(logs) and all(each.status == "complete" for each in logs) and not holes(facts)


def tests_whole(facts: Facts) -> bool:
    """Whether every reading of test runs came to its end; without one nothing can be missing from it."""
    return all(each.status == "complete" for each in facts.sealed.collected.readings if each.source == "tests")


def _unobserved(facts: Facts, service: str) -> Iterator[Claim]:
    known = [*facts.window.baseline.of(service), *facts.window.candidate.of(service)]
    if not known:
        yield _unknown("No revision of {service} was read, so its deployments are not known.", service=service)
    elif not observed(facts, service):
        template = "No request to and no entry of {revision} was read, so nothing is known of how it serves."
        yield _unknown(template, revision=newest_accepted(facts, service) or service)


def _since_deployed(facts: Facts) -> Iterator[Claim]:
    """Runs of the window that all began before its newest deployment test what it replaced."""
    created = [facts.revisions[each.revision] for each in facts.window.candidate.revisions if each.ready is not False]
    dated = [(each.at, each.name) for each in created if each.at is not None]
    runs = facts.candidate_runs()
    if dated and runs:
        moment, newest = max(dated)
        if all(run.at is not None and run.at < moment for run in runs):
            template = "No test run began after {revision} was created, so no test speaks for or against it."
            yield _unknown(template, revision=newest)


def _unknown(template: str, **names: str) -> Claim:
    values = tuple(Value(name=key, form="name", value=value) for key, value in names.items())
    return Claim(
        id=f"claim-unread-{digest(template, *names.values())}", kind="unknown", template=template, values=values
    )
