"""A setting that the failure speaks of, where the same image ran well without the change of it."""

from dataclasses import replace

from incidents.analysis.causes.held_well import HeldWell
from incidents.analysis.causes.suspect import BY_CHANCE, Suspect

_WEIGHT = 0.75


def left_alone(setting: Suspect, held: HeldWell) -> Suspect:
    """The same, tied strongly where it differs from that revision.

    No commit is left, and a word is then enough to tell it from the other settings.
    """
    tie = setting.ties[0]
    if tie.strong or tie.rule in BY_CHANCE or setting.own[0] not in held.cites:
        return setting
    how = f"{tie.how}; the image is that of {held.said}, so only what was set differs"
    strong = replace(tie, weight=_WEIGHT, how=how, cites=tuple(sorted({*tie.cites, *held.cites})), strong=True)
    return replace(setting, score=setting.score + 1, ties=(strong, *setting.ties[1:]))
