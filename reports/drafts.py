"""What a rebuild makes of a draft that people may have edited: their text is never lost and never corrected."""

from dataclasses import dataclass
from typing import Literal

State = Literal["written", "unchanged", "replaced", "kept", "conflict", "deleted"]


@dataclass(frozen=True)
class Merged:
    """`text` is what the file shall hold, None where there shall be none.

    `offered` is the new text where the author's differs from it: to be stored beside the draft and mentioned.
    """

    text: str | None
    state: State
    offered: str | None = None

    @property
    def note(self) -> str | None:
        """What the author should be told, to be read behind the name of the file; None where nothing is new to them."""
        if self.state == "conflict":
            return "it was edited and is kept as it is; the newly generated text is in .generated/ beside it"
        if self.state == "deleted":
            return "it was deleted and is not written again; the generated text is in .generated/"
        return None


def merge(generated_before: str | None, on_disk: str | None, generated_now: str) -> Merged:
    """Decide for one whole document.

    `generated_before` is what was generated last, None where nothing is known to have been; every difference to it,
    that of line ends included, is an edit. A file that an author deleted stays deleted.
    """
    if on_disk is None:
        return Merged(generated_now, "written") if generated_before is None else Merged(None, "deleted")
    if on_disk == generated_now:
        return Merged(on_disk, "unchanged")
    if on_disk == generated_before:
        return Merged(generated_now, "replaced")
    if generated_now == generated_before:
        return Merged(on_disk, "kept")
    return Merged(on_disk, "conflict", offered=generated_now)
