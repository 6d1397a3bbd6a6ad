"""How a failure began and how it ended, as far as either speaks against a change."""

from dataclasses import dataclass

from incidents.analysis.causes.ending import Ending
from incidents.analysis.course.began_late import GoodStart
from incidents.model.cause import ChangeRef


@dataclass(frozen=True)
class Course:
    """`start` is what the revision had served well before it began, beyond chance at the later rate.

    With `of_data` the failure begins when such data comes, and a good start is not against any change.
    """

    start: GoodStart | None
    ended: Ending | None
    of_data: bool = False

    def against(self, change: ChangeRef) -> list[tuple[str, tuple[str, ...]]]:
        """What speaks against the change, in words and with its records."""
        found = []
        if self.start is not None and not self.of_data:
            found.append((self.start.said, self.start.cites))
        if self.ended is not None and self.ended.keeps(change):
            found.append((f"the change is still in {self.ended.said}", (self.ended.good.id, *self.ended.served.cites)))
        return found

    def not_against(self) -> list[str]:
        """What would speak against each change, did the failure not depend on the data that comes."""
        if self.start is None or not self.of_data:
            return []
        return [f"{self.start.said}, which is not against it: the message tells of a value, and such data came later"]
