"""Evidence that people hand over in files of their own: what was planned, what was said, which images were built."""

from typing import Literal

from pydantic import Field

from incidents.model.evidence.base import Evidence
from incidents.model.evidence.platform import Revision


class PlannedTest(Evidence):
    """A test, suite or command that somebody meant to run: it proves no execution, only what a run compares with.

    `target` is what was to be run in the plan's own words; `command` is the same where a command line was given.
    `phase` names the groups around it, outermost first. None is "the plan does not say".
    """

    kind: Literal["planned-test"] = "planned-test"
    target: str
    command: str | None
    phase: str | None
    category: str | None
    priority: str | None
    required: bool | None
    environment: str | None


class Statement(Evidence):
    """What somebody said: the only thing it is evidence for is "it was stated", never that it is so.

    `at` is when it was said, `speaker` who or what said it. `proof` is what the speaker pointed to, in the speaker's
    words; it was not looked up.
    """

    kind: Literal["statement"] = "statement"
    claim: str
    speaker: str | None
    proof: str | None


class BuiltImage(Evidence):
    """A container image with how it was built; `revision` is the one it is said to have become."""

    kind: Literal["built-image"] = "built-image"
    revision: str | None
    digest: str | None
    size_mb: float | None = Field(ge=0)
    built_by: str | None

    def is_of(self, revision: Revision) -> bool | None:
        """Whether the revision runs this image: the digest decides, the name only where a digest is missing.

        False too where the name is the same and the digest is another one; None where nothing can be compared.
        """
        if self.digest is not None and revision.image_digest is not None:
            return self.digest == revision.image_digest
        return None if self.revision is None else self.revision == revision.name
