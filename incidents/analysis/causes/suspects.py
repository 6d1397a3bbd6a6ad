"""Suspects of both kinds in one ranking: commits and settings."""

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from functools import cached_property

from incidents.analysis.causes.code import changed_data
from incidents.analysis.causes.counterfactual import with_revert
from incidents.analysis.causes.covered import executed_by
from incidents.analysis.causes.ending import Ending
from incidents.analysis.causes.held_well import held_well
from incidents.analysis.causes.history import eligible, newest_first
from incidents.analysis.causes.left_alone import left_alone
from incidents.analysis.causes.neighbour.suspects import suspects_of_neighbours
from incidents.analysis.causes.ranking.ranking import Ranked, Ranking
from incidents.analysis.causes.same_value import computes_the_same, without_the_same
from incidents.analysis.causes.set_in_repository import declared_in
from incidents.analysis.causes.settings import nobody_waited
from incidents.analysis.causes.settings.rules import setting_ties
from incidents.analysis.causes.settings.setting_change import SettingChange, setting_changes
from incidents.analysis.causes.suspect import BY_CHANCE, Suspect
from incidents.analysis.course.symptom import Symptom
from incidents.analysis.facts import Facts
from incidents.model.cause import ChangeRef
from incidents.model.evidence import FileChange
from incidents.model.finding import Finding

_STRONG_SETTING = 1.0
_OF_A_TIE = 0.3
_OF_A_FILE = (*BY_CHANCE, changed_data.NAME)


@dataclass(frozen=True)
class Line:
    """The suspects of one finding, best first, and for each commit that is none the reason.

    `outlived` are those that the failure names and that a revision without the failure still has, and settings that how
    long it took rules out, each with the reason.
    """

    suspects: tuple[Suspect, ...]
    innocent: Mapping[str, str]
    outlived: tuple[tuple[Suspect, str], ...] = ()


class Suspects:
    """Ranks the changes of one collection for each of its findings."""

    def __init__(self, facts: Facts, stale: AbstractSet[str] = frozenset()) -> None:
        """`stale` are revisions that run something else than their name says."""
        self._facts = facts
        self._stale = stale

    @cached_property
    def _by_commit(self) -> dict[str, list[FileChange]]:
        found: dict[str, list[FileChange]] = {sha: [] for sha in self._facts.commits}
        for change in self._facts.changes:
            found.setdefault(change.commit, []).append(change)
        return found

    @cached_property
    def _same(self) -> frozenset[str]:
        """Told once, not for each finding: a window may hold thousands of changes."""
        return frozenset(each.id for each in self._facts.changes if computes_the_same(each))

    @cached_property
    def _ranking(self) -> Ranking:
        return Ranking(newest_first(self._facts.commits.values()), self._by_commit)

    def of(self, finding: Finding, symptom: Symptom, ended: Ending | None = None, *, late: bool = False) -> Line:
        """What the failure itself names comes first; the rest is in the order of its score.

        `ended` rules out what a revision that serves without the failure still has, if anything was taken back in it.
        """
        could = eligible(self._facts, finding, symptom, self._by_commit, self._stale)
        could = without_the_same(could, self._same, symptom)
        ranked = self._ranking.rank(symptom, could.changes, executed_by(self._facts, finding))
        held = held_well(self._facts, finding, symptom.revision)
        settings, in_vain = self._of_settings(finding, symptom)
        if held is not None and held.whole:
            settings = [left_alone(each, held) for each in settings]
        every = [*(_commit(each) for each in ranked), *settings]
        told = [with_revert(ended, each, could.changes.get(each.change.commit or "", ()), late=late) for each in every]
        told += suspects_of_neighbours(self._facts, finding, symptom, self._by_commit, self._stale)
        by_words = finding.kind == "test"
        told = _without_ways(self._facts, [each for each in told if each.ties])
        placed = sorted(told, key=lambda each: _place(each, ended, by_words=by_words))
        if ended is None or not ended.undid:
            return Line(tuple(placed), could.innocent, in_vain)
        why = f"it is still in {ended.said}"
        still = [each for each in placed if _kept(ended, each)]
        ruled_out = dict.fromkeys((each.change.commit for each in still if each.change.commit), why)
        return Line(
            tuple(each for each in placed if each not in still),
            {**could.innocent, **ruled_out},
            (*in_vain, *((each, why) for each in still if each.strong)),
        )

    def _of_settings(self, finding: Finding, symptom: Symptom) -> tuple[list[Suspect], tuple[tuple[Suspect, str], ...]]:
        """Those that may be at work, and those that how long the failures took rules out, with the reason."""
        changed = [
            (_setting(each, symptom), nobody_waited.why(each, symptom)) for each in self._settings(finding, symptom)
        ]
        in_vain = tuple((_timed(each, symptom), why) for each, why in changed if why is not None and not each.strong)
        return [each for each, why in changed if why is None or each.strong], in_vain

    def _settings(self, finding: Finding, symptom: Symptom) -> Sequence[SettingChange]:
        """Of the revision that showed the failure first; for a test, of all that were new when it ran."""
        if finding.kind != "test":
            return setting_changes(self._facts, symptom.revision)
        served = self._facts.window.candidate.revisions
        changes = [each for serving in served for each in setting_changes(self._facts, serving.revision)]
        return [each for each in changes if any(tie.strong for tie in setting_ties(each, symptom))]


def _without_ways(facts: Facts, suspects: Sequence[Suspect]) -> list[Suspect]:
    """A file that sets what a setting is suspected of is the way in which that got there, and nothing beside it."""
    settings = (each.change for each in suspects if each.change.setting and not each.by_chance)
    ways = {found.commit.sha for each in settings if (found := declared_in(facts, each)) is not None}
    return [each for each in suspects if each.change.commit not in ways or each.ties[0].rule not in _OF_A_FILE]


def _place(suspect: Suspect, ended: Ending | None, *, by_words: bool) -> tuple[bool, bool, bool, float, float, str]:
    """What names the change most closely comes first, and what served without the failure as well comes last.

    Where nothing does, many words tell of a test what it is about; a log line has few, and what it has to do with the
    kind of the change weighs more.
    """
    nature = 0.0 if suspect.strong or by_words else suspect.ties[0].weight
    return (_kept(ended, suspect), not suspect.strong, not suspect.closest, -nature, -suspect.score, suspect.named)


def _kept(ended: Ending | None, suspect: Suspect) -> bool:
    """Whether what ended the failure still has it; what another service runs, it does not tell."""
    return ended is not None and suspect.service is None and ended.keeps(suspect.change)


def _commit(ranked: Ranked) -> Suspect:
    commit = ranked.commit
    return Suspect(
        change=ChangeRef(commit=commit.sha),
        named=f"commit {commit.sha[:12]} ({commit.subject})",
        score=ranked.score,
        ties=ranked.ties,
        own=(commit.id,),
    )


def _timed(suspect: Suspect, symptom: Symptom) -> Suspect:
    """The same with the records of how long it took, which rule it out."""
    return replace(suspect, own=(*suspect.own, *(symptom.took.cites if symptom.took else ())))


def _setting(change: SettingChange, symptom: Symptom) -> Suspect:
    ties = setting_ties(change, symptom)
    base = _STRONG_SETTING if ties[0].strong else 0
    return Suspect(
        change=ChangeRef(revision=change.bad.name, setting=change.path, before=change.before, after=change.after),
        named=change.bad.name,
        score=base + _OF_A_TIE * ties[0].weight,
        ties=tuple(ties),
        own=(change.good.id, change.bad.id),
    )
