"""All that waits: for a service to answer, for its newest revision to start, or for a file of tests to be collected."""

from collections.abc import Iterator, Sequence

from incidents.analysis.facts import Facts
from incidents.analysis.rules import uncollected_tests
from incidents.analysis.waiting.not_collected import not_collected
from incidents.analysis.waiting.not_started import not_started
from incidents.analysis.waiting.unanswered import unanswered_probe, unanswered_tests
from incidents.model.finding import Finding
from incidents.model.incident import Block

_SERVES_BADLY = ("log", "request", "deployment")
_SERVED = ("log", "request", "latency")
_NEEDS_A_RUN = ("test", "authenticity")
_OPEN = ("new", "worse", "not-comparable")


def blocks(facts: Facts, findings: Sequence[Finding]) -> list[Block]:
    """Tests and probes wait for services and files, and services for their own revisions, so there can be no cycle."""
    failing = [each for each in findings if each.kind in _SERVES_BADLY and each.state in ("new", "worse")]
    return [block for each in findings if each.state in _OPEN for block in _of(facts, each, failing, findings)]


def _of(facts: Facts, waiting: Finding, failing: Sequence[Finding], findings: Sequence[Finding]) -> Iterator[Block]:
    if waiting.kind in _SERVED:
        yield from not_started(facts, waiting, findings)
    elif waiting.kind == "probe":
        yield from unanswered_probe(facts, waiting, failing)
    elif waiting.kind in _NEEDS_A_RUN and waiting.rule != uncollected_tests.NAME:
        yield from unanswered_tests(facts, waiting, failing)
        yield from not_collected(facts, waiting, findings)
