"""Takes entries in any order and gives the evidence they amount to."""

from collections.abc import Iterator

from collectors.logs.entries.entry import Entry
from collectors.logs.entries.torn_places import TornPlaces
from collectors.logs.grouping.patterns import Patterns
from collectors.logs.grouping.platform_events import PlatformEvents
from collectors.logs.grouping.requests import Requests
from collectors.logs.messages.message import read_message
from collectors.logs.messages.platform_message import is_platform
from collectors.logs.messages.torn_traces import join_traces
from collectors.logs.records.event_records import event_records
from collectors.logs.records.pattern_records import pattern_records
from collectors.logs.records.request_records import request_records
from collectors.logs.records.shown import Redact
from collectors.logs.splits.split_entries import SplitEntries
from collectors.problem_tally import ProblemTally
from incidents.model.evidence import AnyEvidence

_REQUESTS = "requests"
# What an application logs of its own requests must not be counted beside what the platform logs of them.
_OF_THE_APPLICATION = frozenset({"stdout", "stderr"})


class Reduction:
    """Counts everything; keeps the words of the earliest entries only.

    Lines of torn traces and parts of split entries are kept until the end; what is odd about entries that were joined
    is in `problems`.
    """

    def __init__(self, torn: TornPlaces) -> None:
        self.patterns = Patterns()
        self.splits = SplitEntries()
        self.problems = ProblemTally()
        self._requests = Requests()
        self._events = PlatformEvents()
        self._torn = torn
        self._held: list[Entry] = []

    def take(self, entry: Entry, problems: ProblemTally) -> None:
        """Count one entry; what is odd about it goes to `problems`."""
        if "split" in entry.body:
            for each in self.splits.pass_on(entry, problems):
                self._count(each, problems)
        else:
            self._count(entry, problems)

    def _count(self, entry: Entry, problems: ProblemTally) -> None:
        body = entry.body
        if entry.log == _REQUESTS or ("httpRequest" in body and entry.log not in _OF_THE_APPLICATION):
            self._requests.add(entry, problems)
            if isinstance(body.get("textPayload"), str):
                # "The request was aborted because there was no available instance."
                self._events.add(entry)
        elif is_platform(entry):
            self._events.add(entry)
        elif self._torn.holds(entry):
            self._held.append(entry._replace(body={"textPayload": body["textPayload"]}))
        else:
            self.patterns.add(entry, read_message(entry))

    def finish(self) -> None:
        """Join what was split and what was torn; nothing may be taken afterwards."""
        for entry in self.splits.join():
            self._count(entry, self.problems)
        for entry in join_traces(self._held):
            self.patterns.add(entry, read_message(entry))
        self._held = []

    def evidence(self, redact: Redact) -> Iterator[AnyEvidence]:
        """The evidence, once."""
        yield from pattern_records(self.patterns, redact)
        yield from request_records(self._requests, redact)
        yield from event_records(self._events, redact)
