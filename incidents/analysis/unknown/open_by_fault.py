"""What whoever is on call needs to know of a fault of one kind, and what the records that were read cannot tell."""

import re
from collections.abc import Iterator

from incidents.analysis.causes.settings import credentials
from incidents.analysis.commands import logs, plain
from incidents.analysis.course.onset import ended_by_itself
from incidents.analysis.course.outside import CAPACITY, EXTERNAL, OTHER_END
from incidents.analysis.deployments.deliveries import deliverer_of, failed_rows
from incidents.analysis.deployments.progress import progress_of, spelled
from incidents.analysis.facts import Facts
from incidents.analysis.rules import revision_never_ready, secret_in_log, slower_route, stale_deployment
from incidents.analysis.unknown.asking import question
from incidents.model.cause import Cause, Chain
from incidents.model.finding import Finding
from incidents.model.incident import Question

_CERTIFICATE = re.compile(r"certificate|\bx509\b|\bCERT_", re.IGNORECASE)
_ROUTE = re.compile(r"`[^`]+`")
_HOST = re.compile(r"`([A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+)`")
_QUEUES = {
    "Pub/Sub": "gcloud pubsub subscriptions list --project {project} "
    "--format='yaml(name,pushConfig.pushEndpoint,messageRetentionDuration,deadLetterPolicy)'",
    "Cloud Tasks": "gcloud tasks queues list --project {project} --location {region}",
    "Cloud Scheduler": "gcloud scheduler jobs list --project {project} --location {region}",
}


def open_by_fault(facts: Facts, worse: list[Finding], chains: list[Chain]) -> Iterator[Question]:
    """Of findings that are new or worse, in their order."""
    leads = {chain.finding: chain.lead for chain in chains}
    for finding in worse:
        yield from _of_deliveries(facts, finding)
        yield from _of_refusal(facts, finding)
        yield from _of_start(facts, finding)
        if finding.rule == secret_in_log.NAME:
            yield _of_secret(facts, finding)
        if finding.rule == slower_route.NAME:
            yield _of_latency(finding)
        if finding.rule == stale_deployment.NAME:
            yield _of_image(facts, finding)
        yield from _of_certificate(finding, leads.get(finding.id))
        yield from _of_end(facts, finding, leads.get(finding.id))


def _of_deliveries(facts: Facts, finding: Finding) -> Iterator[Question]:
    rows = failed_rows(facts, finding)
    by = deliverer_of(rows)
    if by is None:
        return
    routes = " and ".join(sorted({f"`{each.method} {each.route}`" for each in rows})[:2])
    text = (
        f"How many messages to {routes} were never taken, does {by} still hold them, and did any go to a dead letter?"
    )
    why = f"{by} delivers again what was not taken until that is too old, and its own figures were not read"
    scope = facts.sealed.scope
    yield question(text, why, _QUEUES[by].format(project=scope.project, region=scope.region))


def _of_refusal(facts: Facts, finding: Finding) -> Iterator[Question]:
    """Of calls that were not let in for what they showed, which no certificate is: who else shows the same."""
    refused = finding.kind in ("log", "request") and credentials.RULE.failure.search(finding.title)
    if not refused or _CERTIFICATE.search(finding.title):
        return
    named = (each for each in facts.sealed.scope.service_names if each != finding.service and each in finding.title)
    service = next(named, finding.service)
    if service is not None:
        text = f"Do other callers of {service} use the same key, token or audience, and are they refused too?"
        why = "the requests that were read do not tell with what they were made"
        yield question(text, why, logs(facts, service, "httpRequest.status=(401 OR 403)", since=finding))


def _of_start(facts: Facts, finding: Finding) -> Iterator[Question]:
    name = next((each.name for each in facts.revisions.values() if each.id in finding.primary), None)
    if finding.rule != revision_never_ready.NAME or name is None:
        return
    counted = progress_of(facts, facts.revisions[name])
    text = f"How long does {name} take until it answers its probe, and what does it do until then?"
    why = "the platform ended it before it was ready, so that no record tells how long it would have taken"
    if counted is not None:
        text = f"May a start of {name} take about {spelled(counted.needs)}, or can it answer its probe before that?"
        why = f"it logged {counted.pace}; what of that has to be done before it answers, no record tells"
    conditions = [f'resource.labels.revision_name="{name}"'] if plain(name) else []
    yield question(text, why, logs(facts, finding.service, *conditions))


def _of_secret(facts: Facts, finding: Finding) -> Question:
    text = (
        f"Was the secret that {finding.service} logs revoked and replaced, and who could read it since {finding.first}?"
    )
    why = "who reads the log, and where it is sent on to, was not read"
    return question(text, why, f"gcloud logging sinks list --project {facts.sealed.scope.project}")


def _of_latency(finding: Finding) -> Question:
    route = _ROUTE.search(finding.title)
    text = f"How slow may {route[0] if route else 'it'} be, and who waits for it?"
    return question(text, "no limit that was declared is about it", "declare a limit for it in incident.toml")


def _of_image(facts: Facts, finding: Finding) -> Question:
    revision = next(each for each in facts.revisions.values() if each.id == finding.primary[0])
    image = plain(re.sub(r":[^/]*$", "", (revision.image or "").partition("@")[0]))
    text = f"Why did the build or the deployment of {revision.name} give this older image, and which one is right?"
    query = f"gcloud artifacts docker images list {image} --include-tags" if image else f"incident show {finding.id}"
    return question(text, "a revision tells which image it runs, and not how it was built and chosen", query)


def _of_certificate(finding: Finding, lead: Cause | None) -> Iterator[Question]:
    """Where a certificate was refused and no change of ours is known to have brought that about."""
    if not _CERTIFICATE.search(finding.title) or (lead is not None and lead.change is not None):
        return
    host = _HOST.search(lead.claim) if lead is not None else None
    named, at = (f"`{host[1]}`", host[1]) if host else ("the other end", "HOST")
    text = f"Who renews the certificate of {named} and when, and until when is the new one valid?"
    query = f"openssl s_client -connect {at}:443 -servername {at} </dev/null | openssl x509 -noout -issuer -dates"
    yield question(text, "the certificate itself was not read", query)


def _of_end(facts: Facts, finding: Finding, lead: Cause | None) -> Iterator[Question]:
    """Where it ended while nothing was deployed, what ended it may bring it back."""
    if finding.kind not in ("log", "request") or finding.last is None or not ended_by_itself(facts, finding):
        return
    last = finding.last.second
    if lead is not None and lead.rule in (EXTERNAL, OTHER_END):
        text = f"Is it over for good: {finding.title}? It was seen last at {last}, and the other party did that."
    else:
        rush = ", with the next rush of traffic" if lead is not None and lead.rule == CAPACITY else ""
        text = f"Does it come back{rush}: {finding.title}? It ended at {last}, and nothing was deployed then."
    why = "the same revision served on without it, and no record tells what ended it"
    yield question(text, why, logs(facts, finding.service, "severity>=ERROR", since=finding))
