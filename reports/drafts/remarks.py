"""What the authors of a draft should know, kept beside the draft in a file that people can read and we read again."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal

from incidents.model.record import digest
from reports.drafts.lines import lines_of, plain

Kind = Literal["offer", "withdrawn", "deleted", "torn", "figure", "file-deleted", "unknown-base", "unmarked"]
WHOLE = "file"
"""Stands for the name of a block where the remark is about the whole file."""

_MARKER = re.compile(
    r"<!-- incident:remark (offer|withdrawn|deleted|torn|figure|file-deleted|unknown-base|unmarked)"
    r" ([a-z0-9.-]+) ([0-9a-f]*|-) -->"
)


@dataclass(frozen=True)
class Remark:
    """`seen` is the digest of the text it is about: a remark goes when an author has changed that text since.

    `before` and `now` are lines: what is in the draft, or was generated in its place, and what is generated now.
    """

    kind: Kind
    about: str
    sentence: str
    seen: str = "-"
    before: tuple[str, ...] = ()
    now: tuple[str, ...] = ()

    def says_the_same(self, other: "Remark") -> bool:
        return replace(self, seen="-") == replace(other, seen="-")


def seen(text: str) -> str:
    """How a remark recognises the text it is about, whatever the line ends."""
    return digest(plain(text))


def remarks_file(draft: str, remarks: Iterable[Remark]) -> str:
    head = (
        f"# Remarks on {draft}\n\nFor the authors of the draft, who need not answer: a remark goes when the text it is"
        f" about is edited.\nThe whole newly generated text is in `.generated/{draft}`.\n"
    )
    return "\n".join([head, *(_written(each) for each in remarks)])


def remarks_in(text: str | None) -> tuple[Remark, ...]:
    """The remarks of such a file; what is not one of them is passed over."""
    found = []
    lines = (text or "").split("\n")
    starts = [place for place, line in enumerate(lines) if _MARKER.fullmatch(line)]
    for start, end in pairwise([*starts, len(lines)]):
        match = _MARKER.fullmatch(lines[start])
        assert match is not None
        kind, about, digested = match.groups()
        body = lines[start + 2 : end]
        found.append(
            Remark(
                kind=kind,  # type: ignore[arg-type]  # the pattern holds the same words
                about=about,
                sentence=lines[start + 1] if start + 1 < end else "",
                seen=digested,
                before=tuple(line[1:] for line in body if line.startswith("-")),
                now=tuple(line[1:] for line in body if line.startswith("+")),
            )
        )
    return tuple(found)


def changed(text: str) -> tuple[str, ...]:
    """The lines of a text as a remark shows them."""
    return tuple(line.removesuffix("\n") for line in lines_of(plain(text)))


def _written(remark: Remark) -> str:
    marker = f"<!-- incident:remark {remark.kind} {remark.about} {remark.seen} -->"
    shown = [*(f"-{line}" for line in remark.before), *(f"+{line}" for line in remark.now)]
    if not shown:
        return f"{marker}\n{remark.sentence}\n"
    fence = "`" * max(3, 1 + max((len(run) for line in shown for run in re.findall("`+", line)), default=0))
    return "\n".join([marker, remark.sentence, "", f"{fence}diff", *shown, fence, ""])
