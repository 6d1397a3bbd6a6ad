"""Whether to go on with what was deployed: the criteria, what the evidence says of each, and the word for the whole."""

from typing import Literal

from incidents.model.record import CitationId, Record

Result = Literal["pass", "fail", "unknown"]


class Criterion(Record):
    """What must hold for a deployment to stay, and whether it does; `claim` is the sentence that says what was seen.

    `area` "elsewhere" is what ran in another environment: it is shown, and decides nothing.
    """

    area: Literal["deployment", "logs", "check", "declared", "elsewhere"]
    text: str
    service: str | None
    environment: str
    result: Result
    claim: CitationId


class Decision(Record):
    """No-go where a criterion fails, go where every one holds and something was checked, else it cannot be told.

    `claim` is the reason, `checked` the sentence that counts the checks; None where nothing was checked.
    """

    word: Literal["go", "no-go", "cannot-tell"]
    claim: CitationId
    checked: CitationId | None
    criteria: tuple[Criterion, ...]
