"""Commands that read what would answer a question, with what is known of place and time filled in."""

import re
import shlex
from collections.abc import Iterable

from incidents.analysis.facts import Facts
from incidents.model.finding import Finding

# What is put into a command stands between quotes, and nothing in it may end them; nor may it begin as an option does.
_HOUR = 3600
_PLAIN = re.compile(r"(?!-)[\w./:@-]+", re.ASCII)


def logs(facts: Facts, service: str | None, *conditions: str, since: Finding | None = None) -> str:
    """The entries of a service for which all conditions hold, from the first to the last sight of a finding."""
    parts = ['resource.type="cloud_run_revision"']
    if service and _PLAIN.fullmatch(service):
        parts.append(f'resource.labels.service_name="{service}"')
    parts += filter(None, conditions)
    if since is not None and since.first is not None:
        parts.append(f'timestamp>="{since.first}"')
    return f"gcloud logging read '{' AND '.join(parts)}' --project {facts.sealed.scope.project} --format json"


def described(facts: Facts, name: str | None) -> str:
    """What the platform holds of a revision."""
    scope = facts.sealed.scope
    return f"gcloud run revisions describe {shlex.quote(name or '')} --region {scope.region} --project {scope.project}"


def deployments(facts: Facts, service: str) -> str:
    """Who deployed the service, from the platform's own audit log."""
    parts = ['logName:"cloudaudit.googleapis.com%2Factivity"']
    if _PLAIN.fullmatch(service):
        parts.append(f'protoPayload.resourceName:"services/{service}"')
    return f"gcloud logging read '{' AND '.join(parts)}' --project {facts.sealed.scope.project} --format json"


def changed_before(facts: Facts, finding: Finding) -> str:
    """What anybody changed in the project in the hour before the first sight of a finding, from the audit log."""
    if finding.first is None:
        return f"incident show {finding.id}"
    parts = ['logName:"cloudaudit.googleapis.com%2Factivity"']
    parts += [f'timestamp>="{finding.first.plus(-_HOUR).second}"', f'timestamp<="{finding.first}"']
    return f"gcloud logging read '{' AND '.join(parts)}' --project {facts.sealed.scope.project} --format json"


def plain(text: str) -> str | None:
    """The text where it may stand in a command as it is."""
    return text if _PLAIN.fullmatch(text) else None


def of_services(findings: Iterable[Finding]) -> str:
    """The condition that an entry is of one of their services."""
    names = sorted({each.service for each in findings if each.service and _PLAIN.fullmatch(each.service)})
    quoted = " OR ".join(f'"{each}"' for each in names)
    return f"resource.labels.service_name={quoted if len(names) == 1 else f'({quoted})'}" if names else ""
