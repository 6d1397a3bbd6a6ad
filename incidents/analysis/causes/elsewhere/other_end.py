"""A connection that the other end broke, after the same revision had used it well.

Claims: the failure tells of the other end's certificate, name, refusal or silence, and the same revision had answered
such requests before, which no change of it explains. Refuted by the same failure from the revision's first requests
on, or by another client that uses the same end well in that time.
"""

import re

from incidents.analysis.causes.elsewhere.foreign_host import hosts
from incidents.analysis.course.began_late import GoodStart, good_start
from incidents.analysis.course.onset import good_requests_before, routes_before, served_well_before
from incidents.analysis.course.outside import OTHER_END
from incidents.analysis.course.symptom import Symptom
from incidents.analysis.facts import Facts
from incidents.model.cause import Cause
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
            r"Hostname/IP does not match|hostname .{0,60}(?:doesn't match|mismatch)|cURL error (?:51|60)\b|"
            r"\bcertificate_verify_failed\b|The remote certificate is invalid"
        ),
    ),
    (
        "{service} could not make a protected connection to {end}",
        (
            r"\bSSLHandshakeException\b|\bhandshake (?:failure|failed|error)|\bSSLError\b|\btls: \w+|\bERR_SSL_\w+|"
            r"\bEPROTO\b|\bssl3_\w+|wrong version number|\bTLS handshake timeout\b|"
            r"cURL error 35\b|\bSSL_connect returned\b|The SSL connection could not be established"
        ),
    ),
    (
        "the name of {end} was not found when {service} looked it up",
        (
            r"\bENOTFOUND\b|\bEAI_AGAIN\b|\bgetaddrinfo\b|Name or service not known|\bno such host\b|"
            r"\bUnknownHostException\b|Temporary failure in name resolution|\bNXDOMAIN\b|\bserver misbehaving\b|"
            r"\bNameResolutionError\b|Could not resolve host|\bNo such host is known\b|\bnodename nor servname\b|"
            r"cURL error 6\b|\bClientConnectorDNSError\b|\bDNS resolution failed\b"
        ),
    ),
    (
        "{end} refused or broke the connection of {service}",
        (
            r"\bECONN(?:REFUSED|RESET)\b|\bEPIPE\b|socket hang up|[Cc]onnection (?:was )?(?:refused|reset|aborted)|"
            r"\bRemoteDisconnected\b|[Bb]roken pipe|\bConnectException\b|\bEHOSTUNREACH\b|No route to host|"
            r"\bServerDisconnected\w*|[Ss]erver disconnected\b|\bClientConnectorError\b|\bCannot connect to host\b|"
            r"\bAll connection attempts failed\b|\bAPIConnectionError\b|\bEndpointConnectionError\b|"
            r"\bCould not connect to the endpoint URL\b|\bUND_ERR_SOCKET\b|\bother side closed\b|\bfetch failed\b|"
            r"\brequest to https?://\S+ failed\b|\bFailed to open TCP connection\b|\bFaraday::ConnectionFailed\b|"
            r"cURL error (?:7|52|55|56)\b|[Uu]nexpected error communicating with\b|\bunexpected end of stream\b"
        ),
    ),
    (
        "{end} did not answer {service} in time",
        (
            r"\bETIMEDOUT\b|\bESOCKETTIMEDOUT\b|\bUND_ERR_\w*TIMEOUT\b|\bConnectTimeout\w*|\bReadTimeout\w*|"
            r"\bSocketTimeoutException\b|\bRead timed out\b|\bi/o timeout\b|[Cc]onnect(?:ion)? timed out|"
            r"\b(?:Write|Open|Http|API|ServerTimeout|SocketTimeout|ConnectionTimeout)Timeout\w*|\bServerTimeoutError\b|"
            r"\bConnection timeout to host\b|\bSocketTimeoutError\b|\bContent download has timed out\b|"
            r"\bcontext deadline exceeded\b|\bClient\.Timeout exceeded\b|\btimeout awaiting response headers\b|"
            r"\bHttpClient\.Timeout\b|cURL error 28\b|\bOperation timed out after\b|\bFaraday::TimeoutError\b|"
            r"\b(?:Read|Connect) timeout on endpoint URL\b|\bAxiosError: timeout of\b|\btimeout of \d+ ?ms exceeded\b"
        ),
    ),
)


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
    if found is None:
        return None
    called = hosts(facts, symptom.revision, symptom.detail)
    start = good_start(facts, finding) or (_served_before(facts, finding, symptom) if called.foreign else None)
    if start is None or called.all_ours:
        return None
    claim, said = found
    end = f"another party (`{called.foreign[0]}`)" if len(called.foreign) == 1 else "another party"
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


def _served_before(facts: Facts, finding: Finding, symptom: Symptom) -> GoodStart | None:
    """Where the failure names who did not answer, how much there was to do decides nothing."""
    if symptom.revision is None or not served_well_before(facts, finding):
        return None
    good, cites = good_requests_before(facts, finding)
    return GoodStart(symptom.revision, good, bool(routes_before(facts, finding)), cites)
