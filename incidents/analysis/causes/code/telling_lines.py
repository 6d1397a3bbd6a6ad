"""A kind of added line that is known to lead to a kind of failure."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from incidents.analysis.causes.tie import Tie
from incidents.analysis.course.symptom import Symptom
from incidents.model.evidence import FileChange

_CODE = ("production", "config", "build")


@dataclass(frozen=True)
class TellingLines:
    """`added` is what a line of the change holds, `failure` what the failure says, `how` the way between them.

    Such a tie is never strong: many changes add such lines and do no harm.
    """

    name: str
    added: re.Pattern[str]
    failure: re.Pattern[str]
    how: str

    def ties(self, changes: Sequence[FileChange], symptom: Symptom) -> list[Tie]:
        if not self.failure.search(symptom.detail):
            return []
        found = []
        for change in changes:
            lines = (line for hunk in change.hunks for line in hunk.text.split("\n") if line.startswith("+"))
            matches = [match.group(0) for line in lines if (match := self.added.search(line))]
            if change.path_class in _CODE and matches:
                did = f"adds `{matches[0].strip()}` to {change.path}"
                found.append(Tie(self.name, 0.4, did, self.how, (change.id,)))
        return found
