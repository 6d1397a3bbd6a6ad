"""The groups of the first step as evidence."""

from typing import NamedTuple

import duckdb

from collectors.collector import Code
from collectors.logs.fields.shares import shares_of
from collectors.logs.first_step.pieces import Pieces
from collectors.logs.patterns.messages import MessagePatterns
from collectors.logs.patterns.platform import assign_events
from collectors.logs.patterns.printed import deployed_statements
from collectors.logs.patterns.routes import assign_routes
from collectors.logs.patterns.texts import TextTable
from collectors.logs.records.event_records import event_records
from collectors.logs.records.pattern_records import pattern_records
from collectors.logs.records.request_records import request_records
from collectors.logs.records.shown import Redact
from collectors.problem_tally import ProblemTally
from incidents.model.evidence import AnyEvidence
from incidents.model.scope import Reading


class Found(NamedTuple):
    """`bounded` counts messages whose patterns were too many to be kept apart, `beyond` those whose texts were.

    `odd` is what was odd about requests, `readings` says of which deployed commits the source could not be read.
    """

    evidence: tuple[AnyEvidence, ...]
    bounded: int
    beyond: int
    odd: ProblemTally
    readings: tuple[Reading, ...]

    @classmethod
    def of(
        cls, database: duckdb.DuckDBPyConnection, redact: Redact, code: Code | None, again: Pieces | None = None
    ) -> "Found":
        """Everything that the relation `groups` holds, in the order of ids.

        `again` gives the entries themselves once more, where that takes no time to speak of.
        """
        table = TextTable(database)
        statements, readings = deployed_statements(code, table.revisions(), redact) if code else (None, ())
        messages = MessagePatterns(table, redact, statements)
        shapes = messages.shapes()
        routes, oddities = assign_routes(table, redact)
        events, severities = assign_events(table, redact)
        odd = ProblemTally()
        for what, count in sorted(oddities.items()):
            odd.add(what, "all files", count)
        records: list[AnyEvidence] = [
            *pattern_records(database, shapes, redact),
            *request_records(database, routes, redact, shares_of(database, again, redact) if again else {}),
            *event_records(database, events, severities, redact),
        ]
        return cls(tuple(sorted(records, key=lambda each: each.id)), messages.bounded, messages.beyond, odd, readings)
