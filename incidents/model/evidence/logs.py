"""Evidence from logs: patterns of messages, statistics of requests, events of the platform."""

from typing import Literal

from pydantic import Field

from incidents.model.evidence.base import Evidence
from incidents.model.evidence.platform import TrafficShare
from incidents.model.instant import Instant
from incidents.model.record import Record

Severity = Literal["DEFAULT", "DEBUG", "INFO", "NOTICE", "WARNING", "ERROR", "CRITICAL", "ALERT", "EMERGENCY"]


Deliverer = Literal["Pub/Sub", "Cloud Tasks", "Cloud Scheduler"]


class Frame(Record):
    """One frame of a stack, outermost first in a list; `line` is None where the runtime prints none."""

    file: str
    line: int | None
    function: str


class RevisionCount(Record):
    """How often something was seen on one revision, and from when to when."""

    revision: str
    count: int = Field(ge=1)
    first: Instant
    last: Instant


class MinuteCount(Record):
    """How often something was seen on one revision in the minute that starts at `minute`."""

    revision: str
    minute: Instant
    count: int = Field(ge=1)


class Exemplar(Record):
    """One log entry, verbatim but for redaction."""

    revision: str
    insert_id: str
    at: Instant
    text: str
    trace: str | None = None
    instance: str | None = None


class Different(Record):
    """How many different instances, sessions, traces or users entries named; those that named none are not in it."""

    of: Literal["instances", "sessions", "traces", "users"]
    count: int = Field(ge=1)


class Filled(Record):
    """What the printing call filled in under a name of the source, where every entry of the pattern has this value."""

    name: str
    value: str


class CodePlace(Record):
    """A call in the source as it stands in one commit."""

    file: str
    function: str
    line: int = Field(ge=1)
    commit: str


class LeadingCall(Record):
    """A call in the deployed source on a line of a stack, or before it for a value that goes into that line.

    `line` is the line of the stack in `file`, `called_in` the line of the call; `receiver` is what stands before the
    name, such as a class or a module, and may be empty.
    """

    file: str
    line: int = Field(ge=1)
    called_in: int = Field(ge=1)
    receiver: str
    name: str


class SettingRead(Record):
    """An environment variable that the deployed source reads at a line of a stack, `line` in `file`.

    It is read in `read_in` at `read_at`: with `near` the line, or one before it in its function, reads it or names what
    holds it, else only the same file does.
    """

    name: str
    file: str
    line: int = Field(ge=1)
    read_in: str
    read_at: int = Field(ge=1)
    near: bool


class ImportedName(Record):
    """A name that a file of a stack imports in the deployed source, and what it is imported from."""

    file: str
    name: str
    source: str


class Together(Record):
    """Why the messages of a pattern are one: by what, out of how many masked texts, and some of those."""

    by: Literal["stack", "error object", "request line", "statement", "masks", "mining", "bound"]
    texts: int = Field(ge=1)
    examples: tuple[str, ...] = ()


class LogPattern(Evidence):
    """Messages of one service that differ only in what varies from message to message.

    `severity_from` tells whether the entry stated its severity or its text did; stderr entries often state none.
    `exemplars` holds the earliest entry of each revision. `different` is counted for what was logged as a warning or
    worse, or without a severity. `printed_by` is the call of the deployed source that prints these messages, or for a
    stack the statement that raises; None where the source was not at hand or no call of it is known to.
    `fields` are what the earliest entry of a warning or worse said beside its message. `led_by` are calls on the
    deepest lines of the stack, and before them for what goes into them, as far as the source was at hand; `reads` are
    environment variables that are read there, `imports` what the files of those lines import. `ids` are those that the
    first line of every entry of a warning or worse names; `stored` are calls that store or send something, and had run
    in the functions of the stack when their lines failed.
    """

    kind: Literal["log-pattern"] = "log-pattern"
    service: str
    severity: Severity
    severity_from: Literal["entry", "text", "none"]
    template: str
    error_type: str | None = None
    message: str | None = None
    frames: tuple[Frame, ...] = ()
    count: int = Field(ge=1)
    by_revision: tuple[RevisionCount, ...]
    by_minute: tuple[MinuteCount, ...]
    exemplars: tuple[Exemplar, ...]
    different: tuple[Different, ...] = ()
    together: Together | None = None
    printed_by: CodePlace | None = None
    filled: tuple[Filled, ...] = ()
    fields: tuple[Filled, ...] = ()
    led_by: tuple[LeadingCall, ...] = ()
    reads: tuple[SettingRead, ...] = ()
    imports: tuple[ImportedName, ...] = ()
    ids: tuple[str, ...] = ()
    stored: tuple[LeadingCall, ...] = ()


class StatusCount(Record):
    """How often one status was answered, from when to when."""

    status: int
    count: int = Field(ge=1)
    first: Instant
    last: Instant


class MinuteRequests(Record):
    """Requests and server errors (5xx) in the minute that starts at `minute`.

    `p50_ms` is their median latency; kept only of routes that took twice as long on one revision as on another, or of
    which one revision took twice as long for one request in twenty, where those were not too many to look at.
    """

    minute: Instant
    count: int = Field(ge=1)
    server_errors: int = Field(ge=0)
    p50_ms: float | None = None


class Latency(Record):
    """Quantiles in milliseconds over the requests that stated a latency, cut to three figures; the maximum is exact.

    `min_ms` is cut in the same way, so that no request was quicker; None where it was not counted.
    """

    count: int = Field(ge=1)
    p50_ms: float
    p95_ms: float
    p99_ms: float
    max_ms: float
    min_ms: float | None = None


class Deliveries(Record):
    """How many of the requests came from a service that delivers something, and again whatever was not taken."""

    by: Deliverer
    count: int = Field(ge=1)


class ProgramRequests(Record):
    """Requests of the minute that starts at `minute` that a program asked as tests do, by their status; 0 is none."""

    program: str
    minute: Instant
    status: int
    count: int = Field(ge=1)


class FieldShare(Record):
    """Of requests that tell a field, how many have this value: of failed ones, and of those answered well."""

    name: str
    value: str
    failed: int = Field(ge=0)
    of_failed: int = Field(ge=0)
    well: int = Field(ge=0)
    of_well: int = Field(ge=0)


class RequestStatistics(Evidence):
    """Requests of one method and route that one revision answered; the route has its identifiers masked.

    `programs` is empty where programs asked in more minutes than tests do. `shares` are values of fields that nearly
    all failed requests of the route share on some revision and those answered well do not, counted over a bounded
    number of both; `compared` is how many different values were looked at.
    """

    kind: Literal["request-statistics"] = "request-statistics"
    service: str
    revision: str
    method: str
    route: str
    count: int = Field(ge=1)
    statuses: tuple[StatusCount, ...]
    latency: Latency | None
    by_minute: tuple[MinuteRequests, ...]
    exemplars: tuple[Exemplar, ...] = ()
    deliveries: tuple[Deliveries, ...] = ()
    programs: tuple[ProgramRequests, ...] = ()
    shares: tuple[FieldShare, ...] = ()
    compared: int = Field(default=0, ge=0)

    def answered(self, low: int, high: int) -> int:
        """How many requests were answered with a status from `low` to `high`, both included."""
        return sum(each.count for each in self.statuses if low <= each.status <= high)


class PlatformEvent(Evidence):
    """What the platform itself said of a service: deployments, readiness, instances, probes; like messages counted.

    `traffic` is what one deployment asked for at its time; empty where it did not say. When and of how many instances
    is told where one was ended. `account` and `method` are what the audit log tells of who deployed; of a person it is
    no more than a sign that stands for the address.
    """

    kind: Literal["platform-event"] = "platform-event"
    service: str
    revision: str | None
    event: Literal["deployment", "ready", "not-ready", "instance-start", "probe", "crash", "other"]
    severity: Severity
    message: str
    count: int = Field(ge=1)
    first: Instant
    last: Instant
    traffic: tuple[TrafficShare, ...] = ()
    by_minute: tuple[MinuteCount, ...] = ()
    instances: int | None = None
    account: str | None = None
    method: str | None = None
