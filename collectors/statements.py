"""Statements that a case inherits, from JSON files: what somebody said, with what was offered as proof, if anything."""

from typing import ClassVar

from collectors.collector import Ask
from collectors.json_records import JsonObject, Place, RecordSource, first_of, one_of_each, words_of
from collectors.moments import moment
from collectors.problem_tally import ProblemTally
from incidents.model.evidence import AnyEvidence, Statement
from incidents.model.record import canonical, digest
from incidents.model.sealed import Collected

SOURCE = "context"
LONGEST_EXCERPT = 2000
_CLAIMS = ("claim", "statement", "text")
_SPEAKERS = ("from", "speaker", "said_by", "author", "source")
_MOMENTS = ("at", "said_at", "time", "timestamp", "date")


class Statements:
    """Reads inherited statements; what a statement must have is its words."""

    name: ClassVar[str] = SOURCE

    def survey(self, ask: Ask) -> tuple[str, ...]:
        """A line for each glob."""
        return _STATEMENTS.survey(ask)

    def collect(self, ask: Ask) -> Collected:
        """One record for each statement; nothing that it points to is looked up."""
        return _STATEMENTS.collect(ask)


def _statements(ask: Ask, records: list[tuple[Place, JsonObject]], tally: ProblemTally) -> list[AnyEvidence]:
    problems = ("records without a claim", "statements listed twice")
    return one_of_each(records, lambda place, record: _statement(ask, place, record, tally), tally, problems)


def _statement(ask: Ask, place: Place, record: JsonObject, tally: ProblemTally) -> Statement | None:
    claim, speaker = words_of(ask, record, *_CLAIMS), words_of(ask, record, *_SPEAKERS)
    if claim is None:
        return None
    when = first_of(record, *_MOMENTS)
    at = moment(when)
    if when is not None and at is None:
        tally.add("times without a zone", str(place))
    return Statement(
        id=f"statement-{digest(claim, speaker or '', str(at or ''))}",
        at=at,
        source=SOURCE,
        locator=str(place),
        excerpt=ask.redactor.redact(canonical(record))[:LONGEST_EXCERPT],
        claim=claim,
        speaker=speaker,
        proof=_proof(ask, record),
    )


def _proof(ask: Ask, record: JsonObject) -> str | None:
    """What was pointed to; a list or an object as JSON, None where there is nothing in it."""
    offered = first_of(record, "evidence", "proof")
    if isinstance(offered, (list, dict)):
        return words_of(ask, {"proof": canonical(offered)}, "proof") if offered else None
    return words_of(ask, {"proof": offered}, "proof")


_STATEMENTS = RecordSource(
    SOURCE, "statement", ("statements", "claims", "context", "items"), _statements, plain="claim"
)
