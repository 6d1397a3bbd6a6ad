"""What the contract needs to know of a collector: good files of its source, and what the globs call them."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from collectors.collector import Ask, Source
from collectors.redaction import Redactor
from tests.builders import scope
from tests.collectors.git_history.little_repository import moment

CASE = "case"
"""The folder that a fixture writes; damaged and changed copies of it lie beside it under other names."""
Mark = Callable[[str], str]
"""Gives the text that stands in a named position: a harmless word, or an obviously fake secret."""


@dataclass(frozen=True)
class Fixture:
    """`write` fills the folder with good files, with a mark wherever a text stands that no JSON or XML file holds.

    `globs` name them below that folder, whatever it is called; the empty glob is the folder itself.
    """

    globs: tuple[str, ...]
    write: Callable[[Path, Mark], None]

    def ask(self, root: Path, case: str = CASE, rules: tuple[tuple[str, str], ...] = ()) -> Ask:
        """The question for one copy of the files."""
        globs = tuple(f"{case}/{each}" if each else case for each in self.globs)
        span = scope().span.model_copy(update={"start": moment(0), "end": moment(30)})
        return Ask(
            scope=scope(project="parcel", span=span),
            root=root,
            source=Source(globs=globs),
            redactor=Redactor(rules),
        )

    def reversed(self, ask: Ask) -> Ask:
        """The same question with its globs in another order, the first of them twice."""
        globs = (*ask.source.globs[::-1], ask.source.globs[0])
        return replace(ask, source=replace(ask.source, globs=globs))


def plain(position: str) -> str:
    """No secret: the word for the position."""
    return position.replace(" ", "-")
