"""Other changes that could explain the same, and those that look as if they could and are ruled out."""

from collections.abc import Mapping, Sequence

from incidents.analysis.causes.confidence import open_beside
from incidents.analysis.causes.ranking.in_stack import BELOW, own_frames
from incidents.analysis.causes.ranking.traced_lines import same_file
from incidents.analysis.causes.same_probe import same_probe
from incidents.analysis.causes.suspect import Suspect
from incidents.analysis.causes.suspects import Line
from incidents.analysis.causes.unreached import is_own_file
from incidents.analysis.course.symptom import Symptom
from incidents.analysis.facts import Facts
from incidents.model.cause import Rival

_MOST = 3
_WORTH_NAMING = 0.5


def rivals(facts: Facts, lead: Suspect, others: Sequence[Suspect], line: Line, symptom: Symptom) -> tuple[Rival, ...]:
    """The next suspects that come near the leading one, then what a reader of the stack would suspect in vain."""
    late = [each for each in others if each.ties[0].rule == BELOW]
    near = [each for each in others if each.strong or _near(each, lead) or open_beside(each, lead)]
    near = [each for each in near if each not in late]
    outlived = [_refuted(each, why) for each, why in line.outlived]
    outlived += [_refuted(each, each.ties[0].how) for each in late if lead.strong]
    named = {each.change.commit for each, _ in line.outlived}
    innocent = {sha: why for sha, why in line.innocent.items() if sha not in named}
    probe = same_probe(facts, symptom)
    ruled_out = [*outlived, *([probe] if probe else []), *_ruled_out(facts, innocent, symptom)]
    return (*open_rivals(near), *ruled_out[:_MOST])


def open_rivals(suspects: Sequence[Suspect]) -> tuple[Rival, ...]:
    """The first of them, each with how to tell it apart."""
    return tuple(_open(each) for each in suspects[:_MOST])


def _near(suspect: Suspect, lead: Suspect) -> bool:
    """What chance may explain is near only to a lead of the same kind that is hardly better."""
    if not suspect.by_chance:
        return not lead.closest
    return lead.by_chance and suspect.score >= _WORTH_NAMING * lead.score


def _open(suspect: Suspect) -> Rival:
    return Rival(
        claim=suspect.claim,
        separating=f"undo this change alone and see whether the failure stays ({suspect.ties[0].how})",
        confidence="possible",
        cites=suspect.cites,
    )


def _refuted(suspect: Suspect, why: str) -> Rival:
    return Rival(claim=suspect.claim, separating=why, confidence="refuted", cites=suspect.cites)


def _ruled_out(facts: Facts, innocent: Mapping[str, str], symptom: Symptom) -> list[Rival]:
    frames = [frame for stack in symptom.stacks for frame in own_frames(stack)]
    found = []
    for change in facts.changes:
        commit = facts.commits.get(change.commit)
        seen = any(same_file(frame.file, change.path) for frame in frames)
        own = any(is_own_file(change, test) for test in symptom.tests)
        if commit is None or not (seen or own) or change.commit not in innocent:
            continue
        where = "which is in the stack" if seen else "which holds the failing test"
        claim = f"commit {commit.sha[:12]} ({commit.subject}) changes {change.path}, {where}"
        cites = tuple(sorted((commit.id, change.id)))
        found.append(Rival(claim=claim, separating=innocent[change.commit], confidence="refuted", cites=cites))
    return sorted(found, key=lambda each: each.claim)
