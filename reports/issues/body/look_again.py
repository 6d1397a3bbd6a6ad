"""How to reproduce it, or to ask again: commands that are complete, quoted for a shell, and only read."""

import re
import shlex
from collections.abc import Iterator, Mapping

from incidents.model.evidence import AnyEvidence, LogPattern, PlatformEvent, RequestStatistics, Revision, TestRun
from incidents.model.finding import Finding
from incidents.model.incident import Incident
from templates.outside_text import fenced
from templates.safe import Safe

_MOST_TESTS = 5
_STATUS = re.compile(r"\b[45]\d\d\b")
_SEVERITY_OF = {"log": "ERROR", "warning": "WARNING"}


def commands(finding: Finding, incident: Incident, evidence: Mapping[str, AnyEvidence]) -> Safe:
    """One block of commands, the stored evidence last because it is always there."""
    records = [evidence[key] for key in (*finding.primary, *finding.related) if key in evidence]
    lines = [*_live(finding, incident, records), f"incident show {shlex.quote(finding.id)} --incident {incident.name}"]
    return fenced("\n".join(dict.fromkeys(lines)), "sh")


def _live(finding: Finding, incident: Incident, records: list[AnyEvidence]) -> Iterator[str]:
    if finding.kind == "test":
        yield from _tests(finding, records)
    elif any(isinstance(each, LogPattern | RequestStatistics) for each in records):
        yield _logs(finding, incident, records)
    else:
        revisions = [each for each in records if isinstance(each, Revision)]
        named = [each.name for each in revisions] + [
            each.revision for each in records if isinstance(each, PlatformEvent) and each.revision
        ]
        for name in named[:1]:
            yield _gcloud(f"gcloud run revisions describe {shlex.quote(name)}", incident, region=True)


def _tests(finding: Finding, records: list[AnyEvidence]) -> Iterator[str]:
    """The command of the run as it was; without one, pytest's own way to name the tests."""
    command = next((each.command for each in records if isinstance(each, TestRun) and each.command), None)
    if command and "\n" not in command:
        yield command
    elif all(".py" in each for each in finding.tests):
        yield "python -m pytest " + " ".join(shlex.quote(each) for each in finding.tests[:_MOST_TESTS])


def _logs(finding: Finding, incident: Incident, records: list[AnyEvidence]) -> str:
    terms = ['resource.type="cloud_run_revision"']
    if finding.service:
        terms.append(f'resource.labels.service_name="{finding.service}"')
    request = next((each for each in records if isinstance(each, RequestStatistics)), None)
    if finding.kind == "request" and request:
        lowest = min(_STATUS.findall(finding.signature or ""), default="500")
        terms += [f"httpRequest.status>={lowest}", f'httpRequest.requestMethod="{request.method}"']
    else:
        terms.append(_severity(finding, records))
    # Without a time gcloud looks at the last day only.
    if finding.first and finding.last:
        terms += [f'timestamp>="{finding.first}"', f'timestamp<="{finding.last}"']
    return _gcloud(f"gcloud logging read {shlex.quote(' AND '.join(terms))} --limit=20", incident, region=False)


def _severity(finding: Finding, records: list[AnyEvidence]) -> str:
    """What a program writes to stderr without a severity of its own is kept as DEFAULT, which no comparison finds."""
    least = f"severity>={_SEVERITY_OF.get(finding.kind, 'ERROR')}"
    patterns = [each for each in records if isinstance(each, LogPattern)]
    stated = not patterns or all(each.severity_from == "entry" for each in patterns)
    return least if stated else f"({least} OR severity=DEFAULT)"


def _gcloud(command: str, incident: Incident, *, region: bool) -> str:
    where = f" --region={shlex.quote(incident.scope.region)}" if region else ""
    return f"{command}{where} --project={shlex.quote(incident.scope.project)}"
