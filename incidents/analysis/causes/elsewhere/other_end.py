"""A connection that the other end broke, after the same revision had used it well.

Claims: the failure tells of the other end's certificate, name, refusal or silence, and the same revision had answered
such requests before, which no change of it explains. Refuted by the same failure from the revision's first requests
on, or by another client that uses the same end well in that time.
"""

import re
from collections.abc import Iterator

from incidents.analysis.began_late import good_start
from incidents.analysis.causes.symptom import Symptom
from incidents.analysis.facts import Facts
from incidents.analysis.outside import OTHER_END
from incidents.model.cause import Cause
from incidents.model.evidence import LogPattern
from incidents.model.finding import Finding
from incidents.model.record import digest

NAME = OTHER_END
# As OpenSSL, node, Go, Java, Python, Ruby, .NET, curl and the system's own messages put it.
_SIGNS = (
    (
        "the certificate of {end} was not accepted when {service} connected to it",
        (
            r"\bcertificate (?:has |is )?(?:expired|not yet valid|revoked|signed by unknown authority)|"
            r"CERT_(?:HAS_EXPIRED|NOT_YET_VALID|REVOKED)|certificate verify failed|CERTIFICATE_VERIFY_FAILED|"
            r"self[- ]signed certificate|unable to (?:get local issuer|verify the first) certificate|"
            r"UNABLE_TO_VERIFY_LEAF_SIGNATURE|UNABLE_TO_GET_ISSUER_CERT\w*|\bx509: |PKIX path|NotAfter: |"
            r"Certificate(?:Expired|NotYetValid)Exception|RemoteCertificate\w+|ERR_TLS_CERT\w*|"
            r"Hostname/IP does not match|hostname .{0,60}(?:doesn't match|mismatch)"
        ),
    ),
    (
        "{service} could not make a protected connection to {end}",
        (
            r"\bSSLHandshakeException\b|\bhandshake (?:failure|failed|error)|\bSSLError\b|\btls: \w+|\bERR_SSL_\w+|"
            r"\bEPROTO\b|\bssl3_\w+|wrong version number"
        ),
    ),
    (
        "the name of {end} was not found when {service} looked it up",
        (
            r"\bENOTFOUND\b|\bEAI_AGAIN\b|\bgetaddrinfo\b|Name or service not known|\bno such host\b|"
            r"\bUnknownHostException\b|Temporary failure in name resolution|\bNXDOMAIN\b|\bserver misbehaving\b|"
            r"\bNameResolutionError\b|Could not resolve host"
        ),
    ),
    (
        "{end} refused or broke the connection of {service}",
        (
            r"\bECONN(?:REFUSED|RESET)\b|\bEPIPE\b|socket hang up|[Cc]onnection (?:was )?(?:refused|reset|aborted)|"
            r"\bRemoteDisconnected\b|[Bb]roken pipe|\bConnectException\b|\bEHOSTUNREACH\b|No route to host"
        ),
    ),
    (
        "{end} did not answer {service} in time",
        (
            r"\bETIMEDOUT\b|\bESOCKETTIMEDOUT\b|\bUND_ERR_\w*TIMEOUT\b|\bConnectTimeout\w*|\bReadTimeout\w*|"
            r"\bSocketTimeoutException\b|\bRead timed out\b|\bi/o timeout\b|[Cc]onnect(?:ion)? timed out"
        ),
    ),
)
_HOST = re.compile(r"\bhttps?://([A-Za-z0-9.-]+\.[A-Za-z]{2,})|\b(?:ENOTFOUND|EAI_AGAIN) ([A-Za-z0-9.-]+)")


def sign(text: str) -> tuple[str, str] | None:
    """What happened at the other end, and the words that say so."""
    for claim, words in _SIGNS:
        said = re.search(words, text)
        if said is not None:
            return claim, said.group(0).strip()
    return None


def cause(facts: Facts, finding: Finding, symptom: Symptom) -> Cause | None:
    """None where the failure may have been there from the revision's first request on."""
    found = sign(symptom.detail)
    start = good_start(facts, finding) if found is not None else None
    if found is None or start is None:
        return None
    claim, said = found
    hosts = sorted(set(_hosts(facts, finding)))
    end = f"another party (`{hosts[0]}`)" if len(hosts) == 1 else "another party"
    return Cause(
        id=f"cause-{digest(finding.id, NAME)}",
        effect=finding.id,
        rule=NAME,
        claim=f"{claim.format(end=end, service=finding.service)}; the failure says “{said}”",
        mechanism=f"nothing of {finding.service} changed between: {start.said}",
        change=None,
        evidence_for=tuple(sorted({*finding.primary, *start.cites})),
        looked_for=f"the same failure from the first requests of {start.revision} on, as a change of it would bring; "
        "it served well before",
        counterfactual=None,
        confidence="probable",
        missing="the other end's own records of the same minutes, or the same connection from another client",
    )


def _hosts(facts: Facts, finding: Finding) -> Iterator[str]:
    """The hosts that the entries name."""
    for record in (facts.records[key] for key in finding.primary):
        if isinstance(record, LogPattern):
            for match in _HOST.finditer(f"{record.message or ''}\n{record.excerpt}"):
                yield match[1] or match[2]
