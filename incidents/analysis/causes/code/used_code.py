"""Code that what failed makes use of: the callee of a function in the stack, or what answers a route that fails.

Claims: the change touches a function that the failing code uses. Refuted by the same failure before the change. Never
strong, since nothing tells that the use went wrong.
"""

from collections.abc import Sequence

from incidents.analysis.causes.code.handler_of import answering
from incidents.analysis.causes.code.used_in import said, way_to
from incidents.analysis.causes.ranking.in_stack import own_frames
from incidents.analysis.causes.ranking.traced_lines import same_file
from incidents.analysis.causes.tie import Tie
from incidents.analysis.course.symptom import Symptom
from incidents.model.evidence import CallSite, FileChange
from incidents.model.function_name import plain_name

NAME = "used-by-failing-code"
_DIRECT, _FURTHER = 0.3, 0.2


def ties(changes: Sequence[FileChange], symptom: Symptom) -> list[Tie]:
    """By the stack where there is one, else by the routes; at most one for each changed file."""
    return [tie for each in changes if (tie := _tie(each, symptom)) is not None]


def _tie(change: FileChange, symptom: Symptom) -> Tie | None:
    if symptom.slower or not symptom.uses:
        return None
    frames = [frame for stack in symptom.stacks for frame in own_frames(stack)[:1]]
    if any(same_file(frame.file, change.path) for frame in frames):
        return None

    def ends(site: CallSite) -> bool:
        return any(
            same_file(frame.file, site.path) and plain_name(frame.function) == plain_name(site.function)
            for frame in frames
        )

    way = way_to(change, symptom.uses, ends) if frames else answering(change, symptom)
    if not way:
        return None
    where = "is where it failed" if frames else f"answers {way[-1].routes[0]}"
    return Tie(
        rule=NAME,
        weight=_DIRECT if len(way) == 1 else _FURTHER,
        did=f"changes {plain_name(way[0].used)} in {change.path}",
        how=f"{plain_name(way[-1].function)} in {way[-1].path} {where}, and {said(way)}",
        cites=(change.id, *(each.id for each in way)),
    )
