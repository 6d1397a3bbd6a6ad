"""What the latest stored incident of the service found, and how this one compares with it."""

from typing import Literal

from incidents.model.finding import Finding
from incidents.model.record import CitationId, Record
from incidents.model.scope import Span

ComponentState = Literal["failing", "degraded", "wrong-by-tests", "as-before", "unaffected", "not-observed"]
"""`wrong-by-tests`: its requests are answered without an error, and tests that ask it fail on what it answers."""
AgainstState = Literal["new", "worse", "same", "better", "gone", "not-observed", "not-comparable"]


class Seen(Record):
    """What was compared and counted in the earlier window, by the ids of its comparisons; `all` where none was cut."""

    ids: tuple[CitationId, ...] = ()
    all: bool = True


class ComponentThen(Record):
    """How a component or a service fared."""

    component: str
    state: ComponentState


class Earlier(Record):
    """What is kept of the earlier incident. `logs_whole` tells whether its logs were read without a gap.

    Its findings cite records of its own evidence, which are not part of this one.
    """

    name: str
    span: Span
    services: tuple[str, ...]
    logs_whole: bool
    seen: Seen = Seen()
    findings: tuple[Finding, ...] = ()
    components: tuple[ComponentThen, ...] = ()
    decision: str | None = None


class Against(Record):
    """One thing then and now; `then` and `now` are None where that incident, or this one, has no word of it.

    "gone" and "new" are said only where what would show the thing was looked at on the side that does not.
    """

    subject: Literal["finding", "component", "decision"]
    what: str
    finding: CitationId | None = None
    state: AgainstState
    then: str | None
    now: str | None
    reason: str
    cites: tuple[CitationId, ...] = ()
