"""How a failure began and how it ended, as far as either speaks against a change."""

from dataclasses import dataclass

from incidents.analysis.causes.ending import Ending
from incidents.analysis.course.began_late import GoodStart
from incidents.model.cause import ChangeRef


@dataclass(frozen=True)
class Course:
    """`late` tells that the failure began on a revision that had served well, whether or not chance explains it."""

    start: GoodStart | None
    ended: Ending | None
    late: bool

    def against(self, change: ChangeRef) -> list[tuple[str, tuple[str, ...]]]:
        """What speaks against the change, in words and with its records."""
        found = []
        if self.start is not None:
            found.append((self.start.said, self.start.cites))
        if self.ended is not None and self.ended.keeps(change):
            found.append((f"the change is still in {self.ended.said}", (self.ended.good.id, *self.ended.served.cites)))
        return found
