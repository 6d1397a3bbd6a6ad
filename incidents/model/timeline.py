"""What happened when, in one list and one zone."""

from typing import Literal

from incidents.model.claim import Claim
from incidents.model.instant import Instant
from incidents.model.record import Record

MomentKind = Literal["deployment", "traffic", "platform", "signature", "run", "probe", "commit", "issue", "session"]


class Moment(Record):
    """One row: the sentence cites the records that date it."""

    at: Instant
    kind: MomentKind
    claim: Claim
