"""A claim as a sentence of a document, with its citations behind it."""

from string import Formatter

from incidents.model.claim import Claim, Value
from incidents.model.instant import Instant
from reports.citations import Citations
from reports.figures import moment
from templates.outside_text import code, text
from templates.safe import Safe

_MARKS = {
    "observed": "",
    "derived": "*Derived:* ",
    "hypothesis": "*Hypothesis:* ",
    "unknown": "*Not known:* ",
    "human": "*Stated by a person:* ",
}
_BEFORE, _AFTER = (" ", "("), (" ", ".", ",", ";", ":", ")", "?")


def sentence(claim: Claim, citations: Citations) -> Safe:
    """The claim's words and values; every kind but an observation is marked."""
    values = {value.name: value for value in claim.values}
    parts = list(Formatter().parse(claim.template))
    shown = ""
    for place, (literal, name, spec, _) in enumerate(parts):
        shown = _beside(shown, _ours(literal))
        if name is None:
            continue
        last = place + 1 == len(parts)
        following = "" if last else parts[place + 1][0]
        alone = (not shown or shown.endswith(_BEFORE)) and (last or following.startswith(_AFTER))
        shown = _beside(shown, _value(values[name], spec or "", alone=alone))
    return Safe(f"{_MARKS[claim.kind]}{shown}{citations.cite(claim.cites)}")


def _beside(shown: str, more: str) -> str:
    """Two code spans that touch would become one."""
    return f"{shown} {more}" if shown.endswith("`") and more.startswith("`") else shown + more


def _ours(literal: str) -> str:
    """Our own words, which may still hold something that GitHub would link, with the blanks at both ends."""
    inside = text(literal)
    if not inside:
        return literal and " "
    return f"{' ' if literal[0].isspace() else ''}{inside}{' ' if literal[-1].isspace() else ''}"


def _value(value: Value, spec: str, *, alone: bool) -> Safe:
    """Text that touches other words is shown as code, so that no link can come about across the seam."""
    given = value.value
    if value.form == "number" and not isinstance(given, str):
        return Safe(format(given, spec))
    if value.form == "time":
        try:
            return moment(Instant.parse(str(given)))
        except ValueError:
            return code(str(given))
    return text(str(given)) if value.form == "text" and alone else code(str(given))
