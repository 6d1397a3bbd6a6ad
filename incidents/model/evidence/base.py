"""What every piece of evidence carries: where it was read, when it happened, the words themselves and their hash."""

from typing import Self

from pydantic import model_validator

from incidents.model.instant import Instant
from incidents.model.record import CitationId, Record, canonical, digest


class Evidence(Record):
    """One thing that was read.

    `at` is None where the source gives no time with a zone; it is never guessed. `locator` names the file or query and
    the place in it. `excerpt` is verbatim but for redaction. `hash` is filled in when left empty and checked when
    given, so an edited evidence file does not load.
    """

    id: CitationId
    at: Instant | None
    source: str
    locator: str
    excerpt: str
    hash: str = ""

    @model_validator(mode="after")
    def _seal(self) -> Self:
        # Without defaults, so that a field that is added later leaves the hashes of stored records as they are.
        content = {**self.model_dump(mode="json", exclude={"hash"}, exclude_defaults=True), "kind": self._kind()}
        seal = digest(canonical(content), length=32)
        if not self.hash:
            object.__setattr__(self, "hash", seal)
        elif self.hash != seal:
            raise ValueError(f"the content of {self.id} does not match its hash: it was changed after it was collected")
        return self

    def _kind(self) -> str:
        """The discriminator that every kind of evidence declares."""
        return str(getattr(self, "kind", ""))
