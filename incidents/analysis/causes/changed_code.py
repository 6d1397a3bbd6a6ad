"""Suspects among the commits: those in the image of the first bad revision that touch what the evidence names."""

import re
from collections.abc import Iterable

from incidents.analysis.causes.suspect import Suspect
from incidents.analysis.causes.symptom import Symptom
from incidents.analysis.facts import Facts
from incidents.model.cause import ChangeRef
from incidents.model.evidence import Commit, FileChange
from incidents.model.finding import Finding

NAME = "changed-code"
_SILENT = ("docs", "ci")
_INNOCENT = ("comments-only", "formatting-only")


def suspects(facts: Facts, finding: Finding, symptom: Symptom) -> list[Suspect]:
    """Commits between the two sides; for a failure of the service only those that were deployed, and no test code."""
    by_commit: dict[str, list[FileChange]] = {}
    for change in facts.changes:
        if (
            change.path_class in _SILENT
            or change.effect in _INNOCENT
            or (change.path_class == "test" and finding.kind != "test")
        ):
            continue
        by_commit.setdefault(change.commit, []).append(change)
    deployed = _in_range(facts, finding, symptom)
    found = (_suspect(facts.commits[sha], by_commit.get(sha, []), symptom) for sha in sorted(deployed))
    return [each for each in found if each is not None]


def _in_range(facts: Facts, finding: Finding, symptom: Symptom) -> set[str]:
    """Commits that the bad side holds and the good side does not; all of the window's for a failing test."""
    new = {sha for sha, each in facts.commits.items() if each.new_in}
    if finding.kind == "test":
        return new
    new = {sha for sha in new if finding.service in facts.commits[sha].new_in}
    built = [each.commit for each in facts.window.candidate.revisions if each.revision == symptom.revision]
    return {sha for tip in built for sha in _reachable(facts, tip) & new} if built else new


def _reachable(facts: Facts, sha: str | None) -> set[str]:
    """The commit and its ancestors, as far as they were collected."""
    found: set[str] = set()
    waiting = [sha] if sha else []
    while waiting:
        each = waiting.pop()
        if each in facts.commits and each not in found:
            found.add(each)
            waiting += facts.commits[each].parents
    return found


def _suspect(commit: Commit, changes: list[FileChange], symptom: Symptom) -> Suspect | None:
    weight, reasons, cites = 0, [], {commit.id}
    for change in changes:
        gained, reason = _weigh(change, symptom)
        if gained:
            cites.add(change.id)
            reasons.append((gained, reason))
    if not reasons:
        return None
    weight = max(gained for gained, _ in reasons)
    said = "; ".join(reason for _, reason in sorted(reasons, reverse=True)[:3])
    return Suspect(
        change=ChangeRef(commit=commit.sha),
        rule=NAME,
        claim=f"commit {commit.sha[:12]} ({commit.subject}) changed what fails",
        mechanism=said,
        weight=weight,
        cites=tuple(sorted(cites)),
    )


def _weigh(change: FileChange, symptom: Symptom) -> tuple[int, str]:
    """How strongly one changed file is tied to the symptom, and why."""
    text = "\n".join(
        line for hunk in change.hunks for line in hunk.text.splitlines() if line[:1] in "+-" and line[1:].strip()
    )
    in_stack = [frame for frame in symptom.frames if _same_file(frame.file, change.path)]
    functions = {frame.function for frame in in_stack}
    sections = " ".join(hunk.section for hunk in change.hunks)
    quoted = _spelled(symptom.quoted, text)
    dependency = _dependency(change, symptom)
    if dependency:
        return 3, f"its change of {change.path} {dependency}, which the message names"
    if quoted:
        return (4 if in_stack else 3), f"its change of {change.path} holds `{quoted}`, which the message names"
    if functions and any(name and f"{name}(" in sections + text for name in functions):
        return 3, f"its change of {change.path} is in a function of the stack"
    if in_stack:
        return 2, f"{change.path} is in the stack"
    word = _spelled(symptom.words, text)
    if word:
        return 2, f"its change of {change.path} holds `{word}`, which the message names"
    return 0, ""


def _dependency(change: FileChange, symptom: Symptom) -> str | None:
    """What became of a dependency whose name the message spells, word by word."""
    said = set(re.findall(r"[a-z0-9]+", symptom.text.lower()))
    for each in change.dependencies:
        words = [word for word in re.split(r"[^a-z0-9]+", each.name.lower()) if word]
        if each.before != each.after and len("".join(words)) >= 5 and said.issuperset(words):
            return f"{'removes' if each.after is None else 'changes'} `{each.name}`"
    return None


def _same_file(printed: str, path: str) -> bool:
    return printed == path or printed.endswith(f"/{path}") or path.endswith(f"/{printed}")


def _spelled(names: Iterable[str], text: str) -> str | None:
    return next((name for name in sorted(names, key=lambda each: (-len(each), each)) if name in text), None)
