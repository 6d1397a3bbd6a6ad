"""Whether the records hold the counter-experiment: the same service without the change, and without the failure."""

from collections.abc import Sequence
from dataclasses import replace

from incidents.analysis.causes.code.manifest_lines import moved, moves
from incidents.analysis.causes.ending import Ending
from incidents.analysis.causes.suspect import Suspect
from incidents.analysis.causes.tie import Tie
from incidents.model.evidence import FileChange

NAME = "taken-back"
_SHOWN = 2


def taken_back(ended: Ending | None, suspect: Suspect) -> tuple[str, tuple[str, ...]] | None:
    """How the service came to be without the change and without the failure, with the records; else None."""
    said = ended.without(suspect.change) if ended else None
    return (said, ended.cites(suspect.change)) if ended and said else None


def with_revert(ended: Ending | None, suspect: Suspect, changes: Sequence[FileChange], *, late: bool) -> Suspect:
    """The same with a tie where it was taken back by itself: who does that has found out which change it was.

    An older state leaves out many changes at once, and so tells none of them from the others. After a late onset
    the failure may have ended as it began, without a change.
    """
    if ended is None or not ended.took_back(suspect.change):
        return suspect
    did, how = _did(suspect, changes), f"the failure ended when this was taken back: {ended.without(suspect.change)}"
    tie = Tie(NAME, 0.7 if late else 1.0, did, how, ended.cites(suspect.change), strong=True)
    leads = not suspect.ties or suspect.by_chance
    return replace(suspect, score=suspect.score + 1, ties=(tie, *suspect.ties) if leads else (*suspect.ties, tie))


def _did(suspect: Suspect, changes: Sequence[FileChange]) -> str:
    """What it changes, where nothing else ties it."""
    if suspect.ties and suspect.change.setting:
        return suspect.ties[0].did
    bumped = [moves(each, dependency) for each in changes for dependency in moved(each)]
    if bumped:
        return bumped[0]
    paths = list(dict.fromkeys(each.path for each in changes))
    more = f" and {len(paths) - _SHOWN} more" if len(paths) > _SHOWN else ""
    return f"changes {', '.join(paths[:_SHOWN])}{more}"
