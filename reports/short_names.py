"""A failure by its number and the beginning of its title: what a document calls it once the whole title was read."""

import re
from collections import Counter
from collections.abc import Callable, Mapping

from incidents.model.claim import Claim
from incidents.model.incident import Incident
from reports.sections.numbering import numbers
from templates.hidden_characters import visible

_LONGEST, _LEAST = 60, 30
_PACKAGES = re.compile(r"(?<![\w.])(?:[A-Za-z_]\w*\.)+(?=[A-Za-z_]\w*:(?:\s|$))")


def short_names(incident: Incident) -> dict[str, str]:
    """By the finding's id; what is resolved has no number, and so no short name."""
    titles = {each.id: each.title for each in incident.findings}
    return {key: f"{number} ({_beginning(visible(titles[key]))})" for key, number in numbers(incident).items()}


def with_short_names(incident: Incident) -> Incident:
    """The incident with short names in what is said beside the findings: statements, timeline, actions, questions."""
    names = short_names(incident)
    shared = Counter(each.title for each in incident.findings)
    own = (each for each in incident.findings if each.id in names and shared[each.title] == 1)
    by_title = {each.title: names[each.id] for each in own}
    shorten = _shortening(by_title)
    return incident.model_copy(
        update={
            "claims": tuple(_shortened(each, shorten) for each in incident.claims),
            "timeline": tuple(
                each.model_copy(update={"claim": _shortened(each.claim, shorten)}) for each in incident.timeline
            ),
            "actions": tuple(each.model_copy(update={"text": shorten(each.text)}) for each in incident.actions),
            "questions": tuple(each.model_copy(update={"text": shorten(each.text)}) for each in incident.questions),
            "blocks": tuple(each.model_copy(update={"path": shorten(each.path)}) for each in incident.blocks),
        }
    )


def _beginning(title: str) -> str:
    """Whole words, unless that leaves next to nothing; a code span that the cut goes through is closed.

    Of the name of an exception or a logger its last part is kept: what comes before it would take all the room.
    """
    if len(title) <= _LONGEST:
        return title
    title = _PACKAGES.sub("", title)
    if len(title) <= _LONGEST:
        return title
    kept = title[: _LONGEST + 1].rpartition(" ")[0]
    kept = (kept if len(kept) >= _LEAST else title[:_LONGEST]).rstrip("` :,;")
    return f"{kept}…{'`' if kept.count('`') % 2 else ''}"


def _shortening(names: Mapping[str, str]) -> Callable[[str], str]:
    """A title that another one begins with is not taken for it."""
    longest_first = sorted(names, key=lambda each: (-len(each), each))
    titles = re.compile("|".join(map(re.escape, longest_first)) or r"(?!)")
    return lambda said: titles.sub(lambda found: names[found[0]], said)


def _shortened(claim: Claim, shorten: Callable[[str], str]) -> Claim:
    values = tuple(
        each.model_copy(update={"value": shorten(each.value)}) if isinstance(each.value, str) else each
        for each in claim.values
    )
    return claim if values == claim.values else claim.model_copy(update={"values": values})
