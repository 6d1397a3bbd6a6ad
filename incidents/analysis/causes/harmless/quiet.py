"""Findings by which nothing fails: what is logged was changed, and no more; no cause of a failure is looked for."""

from incidents.analysis.causes.code.manifest_lines import moved, moves
from incidents.analysis.causes.harmless.added_call import added_call
from incidents.analysis.causes.history import built_elsewhere
from incidents.analysis.causes.ranking.named import spells
from incidents.analysis.facts import Facts
from incidents.analysis.rates.level_alone import LEVEL, library_warning, requests_failed, tells_of_failure
from incidents.analysis.rules import new_warning_pattern
from incidents.model.evidence import CaseResult, LogPattern, PlatformEvent
from incidents.model.finding import Finding

_MANY, _OF_THE_LOG = 100, 0.25
_OF_REQUESTS = 0.5


def is_quiet(facts: Facts, finding: Finding) -> bool:
    """Whether nothing fails by it, so that it decides neither the word for the whole nor the gate nor a way back."""
    return finding.rule == LEVEL or library_warning(facts, finding) or _new_call(facts, finding)


def why_quiet(facts: Facts, finding: Finding) -> tuple[str, str]:
    """What of the deployment prints it, in words, and the command that shows it."""
    patterns = _patterns(facts, finding)
    calls = [added for each in patterns if (added := added_call(facts, each)) is not None]
    if calls:
        commit, change = calls[0]
        said = f"it is printed by a call that commit {commit.sha[:12]} ({commit.subject}) added in {change.path}"
        return f"nothing fails by it: {said}", f"git show {commit.sha}"
    if finding.rule == LEVEL and patterns and (place := patterns[0].printed_by) is not None:
        said = f"it is printed by line {place.line} of {place.file}, a file that the deployment changed"
        return f"nothing fails by it: {said}", f"git log {place.commit} -- {place.file}"
    return _of_library(facts, finding, patterns)


def _of_library(facts: Facts, finding: Finding, patterns: list[LogPattern]) -> tuple[str, str]:
    message = "\n".join(f"{each.template}\n{each.excerpt}" for each in patterns)
    said = "nothing fails by it: a library warns of how it is used"
    for change in facts.changes:
        commit = facts.commits.get(change.commit)
        if commit is None or finding.service not in commit.new_in:
            continue
        if built_elsewhere(facts, finding.service, change.path):
            continue
        named = next((each for each in moved(change) if spells(message, each)), None)
        if named is not None:
            what = f"commit {commit.sha[:12]} ({commit.subject}) {moves(change, named)}"
            return f"{said}, and {what}", f"git show {commit.sha}"
    return said, f"incident show {finding.primary[0]}"


def _new_call(facts: Facts, finding: Finding) -> bool:
    """Whether a call that the deployment added prints a warning now and then, and nothing that was read fails.

    Refuted by words of a failure, by requests that failed in its minutes, by a test that failed or an instance that
    ended in the window, or by so many entries that the log itself is what got worse.
    """
    if finding.rule != new_warning_pattern.NAME or finding.after is None:
        return False
    patterns = _patterns(facts, finding)
    calm = all(added_call(facts, each) and not tells_of_failure(each) for each in patterns)
    floods = _floods(facts, finding.service or "", finding.after.n)
    return bool(patterns) and calm and not floods and not _fails_beside(facts, finding, patterns)


def _floods(facts: Facts, service: str, entries: int) -> bool:
    """Whether every second request has one, or they are many and make much of the log."""
    logged, asked = facts.entry_sides(service).after, facts.request_sides(service).after
    return entries >= _OF_REQUESTS * asked or (entries >= _MANY and entries >= _OF_THE_LOG * logged)


def _fails_beside(facts: Facts, finding: Finding, patterns: list[LogPattern]) -> bool:
    runs = {run.id for run in facts.candidate_runs()}
    failed = any(each.outcome in ("failed", "error") and each.run in runs for each in facts.of(CaseResult))
    ended = any(
        each.event == "crash" and each.service == finding.service and each.last >= facts.start
        for each in facts.of(PlatformEvent)
    )
    return failed or ended or any(requests_failed(facts, each) for each in patterns)


def _patterns(facts: Facts, finding: Finding) -> list[LogPattern]:
    return [each for key in finding.primary if isinstance(each := facts.records[key], LogPattern)]
