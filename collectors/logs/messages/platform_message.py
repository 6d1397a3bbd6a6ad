"""What Cloud Run itself says in an entry: deployments, readiness, instances, probes, crashes."""

import re
from typing import Literal, NamedTuple

from collectors.logs.entries.entry import Entry, as_object, as_text
from collectors.logs.entries.json_values import Json
from collectors.logs.messages.asked_traffic import asked_traffic
from incidents.model.evidence import TrafficShare

Kind = Literal["deployment", "ready", "not-ready", "instance-start", "probe", "crash", "other"]
# https://cloud.google.com/run/docs/logging#log-resource and the troubleshooting pages it links, read in 2025.
_SHAPES: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    ("ready", re.compile(r"Ready condition status changed to True\b")),
    ("not-ready", re.compile(r"Ready condition status changed to False\b")),
    ("instance-start", re.compile(r"Starting new instance\b")),
    ("probe", re.compile(r"\b(?:STARTUP|LIVENESS|READINESS) (?:TCP |HTTP |GRPC )?probe\b")),
    (
        "crash",
        re.compile(
            r"Container called exit\((?!0\))|[Cc]ontainer terminated on signal|Uncaught signal: "
            r"|Memory limit of .{1,40} exceeded|using too much memory and was terminated"
            r"|Application failed to start|Application exec likely failed|failed to start and listen on the port"
        ),
    ),
)
_DEPLOYS = ("ReplaceService", "CreateService", "UpdateService")
_LONGEST = 4000


class Event(NamedTuple):
    """What one entry of the platform says; `traffic` is how a deployment asked for the requests to be shared."""

    kind: Kind
    revision: str
    text: str
    traffic: tuple[TrafficShare, ...] = ()


class Actor(NamedTuple):
    """Who asked for what, as the audit log names both."""

    account: str
    method: str


def actor_of(entry: Entry) -> Actor | None:
    """None where an entry is of no audit log, or names no account."""
    audit = as_object(entry.body.get("protoPayload"))
    account = as_text(as_object(audit.get("authenticationInfo")).get("principalEmail"))
    method = as_text(audit.get("methodName"))
    return Actor(account[:_LONGEST], method.rpartition(".")[2][:_LONGEST]) if account and method else None


def read_event(entry: Entry) -> Event:
    """The kind and the words of an entry; what no shape is known of is "other"."""
    audit = as_object(entry.body.get("protoPayload"))
    if audit:
        return _audit(entry, audit)
    text = as_text(entry.body.get("textPayload")) or as_text(as_object(entry.body.get("jsonPayload")).get("message"))
    text = (text or "(no text)")[:_LONGEST]
    return Event(_kind(text), entry.revision, text)


def _audit(entry: Entry, audit: Json) -> Event:
    method = as_text(audit.get("methodName")) or ""
    said = as_text(as_object(audit.get("status")).get("message")) or _condition(audit)
    resource = as_text(audit.get("resourceName")) or ""
    revision = entry.revision
    if method.endswith(_DEPLOYS) and not method.startswith("/Internal") and entry.log != "system_event":
        operation = as_object(entry.body.get("operation"))
        # A long-running operation is logged twice, when it begins and when it ends.
        kind: Kind = "other" if operation.get("last") is True and operation.get("first") is not True else "deployment"
        text = f"{method.rpartition('.')[2]} {resource}" + (f": {said}" if said else "")
        traffic = asked_traffic(audit) if kind == "deployment" else ()
        return Event(kind, _deployed(audit) or revision, text[:_LONGEST], traffic)
    text = (said or f"{method} {resource}".strip() or "(no text)")[:_LONGEST]
    return Event(_kind(text), revision, text)


def _kind(text: str) -> Kind:
    return next((kind for kind, shape in _SHAPES if shape.search(text)), "other")


def _condition(audit: Json) -> str | None:
    """The Ready condition in the answer, where the status has no words."""
    response = as_object(audit.get("response"))
    conditions = as_object(response.get("status")).get("conditions")
    for each in conditions if isinstance(conditions, list) else []:
        condition = as_object(each)
        if condition.get("type") == "Ready" and condition.get("status") in ("True", "False"):
            message = as_text(condition.get("message")) or as_text(condition.get("reason")) or ""
            return f"Ready condition status changed to {condition['status']}: {message}".rstrip(": ")
    return None


def _deployed(audit: Json) -> str | None:
    """The revision that a deployment asked for (v1 and v2 of the API), or that the answer names."""
    service = as_object(as_object(audit.get("request")).get("service"))
    template = as_object(as_object(service.get("spec")).get("template"))
    response = as_object(audit.get("response"))
    return (
        as_text(as_object(template.get("metadata")).get("name"))
        or as_text(as_object(service.get("template")).get("revision"))
        or as_text(as_object(response.get("status")).get("latestCreatedRevisionName"))
    )
