"""The commands by which a problem can be looked at again, as the checker expects to read them."""

import re
from collections.abc import Iterator, Mapping, Sequence
from shlex import quote

from incidents.model.evidence import AnyEvidence, LogPattern, PlatformEvent, RequestStatistics, Revision, TestRun
from incidents.model.finding import Finding
from incidents.model.incident import Incident

_TESTS = 5


def look_again(finding: Finding, incident: Incident, evidence: Mapping[str, AnyEvidence]) -> str:
    """What the outside can be asked, and last what is stored."""
    records = [evidence[key] for key in (*finding.primary, *finding.related) if key in evidence]
    asked = list(_asked(finding, incident, records))
    return "\n".join([*asked, f"incident show {quote(finding.id)} --incident {incident.name}"])


def _asked(finding: Finding, incident: Incident, records: Sequence[AnyEvidence]) -> Iterator[str]:
    project = f"--project={quote(incident.scope.project)}"
    runs = [each.command for each in records if isinstance(each, TestRun) and each.command]
    names = [each.name for each in records if isinstance(each, Revision)]
    names += [each.revision for each in records if isinstance(each, PlatformEvent) and each.revision]
    if finding.kind == "test":
        if runs and "\n" not in runs[0]:
            yield runs[0]
        elif all(".py" in each for each in finding.tests):
            yield f"python -m pytest {' '.join(map(quote, finding.tests[:_TESTS]))}"
    elif any(isinstance(each, LogPattern | RequestStatistics) for each in records):
        yield f"gcloud logging read {quote(_filter(finding, records))} --limit=20 {project}"
    elif names:
        yield f"gcloud run revisions describe {quote(names[0])} --region={quote(incident.scope.region)} {project}"


def _filter(finding: Finding, records: Sequence[AnyEvidence]) -> str:
    terms = ['resource.type="cloud_run_revision"']
    terms += [f'resource.labels.service_name="{finding.service}"'] if finding.service else []
    methods = [each.method for each in records if isinstance(each, RequestStatistics)]
    if finding.kind == "request" and methods:
        statuses = re.findall(r"\b[45]\d\d\b", finding.signature or "")
        terms += [f"httpRequest.status>={min(statuses, default='500')}", f'httpRequest.requestMethod="{methods[0]}"']
    else:
        least = f"severity>={'WARNING' if finding.kind == 'warning' else 'ERROR'}"
        unstated = any(isinstance(each, LogPattern) and each.severity_from != "entry" for each in records)
        terms.append(f"({least} OR severity=DEFAULT)" if unstated else least)
    if finding.first and finding.last:
        terms += [f'timestamp>="{finding.first}"', f'timestamp<="{finding.last}"']
    return " AND ".join(terms)
