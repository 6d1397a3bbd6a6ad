"""A revision that runs older code than people are likely to think.

Claims: the revision of the window runs the very image of an earlier one though it names another commit; or the tag of
its image names another commit than its label; or its image is not the one that was built for it; or its commit is an
ancestor of the commit that was deployed before. Refuted by another digest, by agreeing names, or by a predecessor that
failed (then going back to older code was likely meant).
"""

import re

from incidents.analysis.facts import Facts
from incidents.model.evidence import BuiltImage, Revision
from incidents.model.finding import Finding, Priority
from incidents.model.record import digest
from incidents.model.window import Serving

NAME = "stale-deployment"
_SHA_IN_TAG = re.compile(r"(?<![0-9a-z])(?=[0-9a-f]*[a-f]|[0-9]{7}(?![0-9]))[0-9a-f]{7,40}(?![0-9a-z])")


def find(facts: Facts) -> list[Finding]:
    """At most one finding for each revision of the candidate side."""
    found = []
    for service in facts.sealed.scope.service_names:
        known = [*facts.window.baseline.of(service), *facts.window.candidate.of(service)]
        for index, serving in enumerate(known):
            if serving.revision in facts.new_revisions:
                said = _stale(facts, serving, known[:index])
                if said is not None:
                    found.append(_finding(facts.revisions[serving.revision], *said))
    return sorted(found, key=lambda each: each.id)


def _stale(facts: Facts, serving: Serving, earlier: list[Serving]) -> tuple[str, tuple[str, ...]] | None:
    """What is stale about it, and what else says so."""
    revision = facts.revisions[serving.revision]
    for old in reversed(earlier):
        other = facts.revisions[old.revision]
        if revision.image_digest and revision.image_digest == other.image_digest and _differ(serving, old):
            return f"runs the image of {old.revision}, though it names commit {_short(serving.commit)}", (old.evidence,)
    tagged = _commit_in_tag(revision)
    if tagged and revision.commit_from == "label" and revision.commit and not _same(tagged, revision.commit):
        return f"names commit {_short(revision.commit)}, and the tag of its image names {_short(tagged)}", ()
    for built in facts.of(BuiltImage):
        if built.revision == revision.name and built.is_of(revision) is False:
            return "runs another image than the one that was built for it", (built.id,)
    before = earlier[-1] if earlier else None
    if before and _differ(serving, before) and _is_ancestor(facts, serving.commit, before, earlier):
        if _failed(facts, before):
            return None
        older = f"runs older code ({_short(serving.commit)}) than {before.revision} before it ({_short(before.commit)})"
        return older, (before.evidence,)
    return None


def _differ(one: Serving, other: Serving) -> bool:
    return bool(one.commit and other.commit and not _same(one.commit, other.commit))


def _same(one: str, other: str) -> bool:
    return one.startswith(other) or other.startswith(one)


def _short(commit: str | None) -> str:
    return (commit or "unknown")[:12]


def _commit_in_tag(revision: Revision) -> str | None:
    tag = (revision.image or "").partition("@")[0].rsplit("/", 1)[-1].partition(":")[2]
    found = _SHA_IN_TAG.findall(tag)
    return found[-1] if found else None


def _is_ancestor(facts: Facts, commit: str | None, before: Serving, earlier: list[Serving]) -> bool:
    """Whether the commit was deployed before that, or is reachable from what was; as far as commits were collected."""
    if any(each.commit == commit for each in earlier[:-1]):
        return True
    waiting, seen = [before.commit], set()
    while waiting:
        each = waiting.pop()
        if each in facts.commits and each not in seen:
            seen.add(each)
            waiting += facts.commits[each].parents
            if commit in facts.commits[each].parents:
                return True
    return False


def _failed(facts: Facts, serving: Serving) -> bool:
    """Whether that revision was refused, answered server errors or logged an error that no other revision did."""
    refused = facts.revisions[serving.revision].ready is False
    answered = any(each.answered(500, 599) for each in facts.requests if each.revision == serving.revision)
    alone = ({count.revision for count in each.by_revision} for each in facts.patterns if each.severity != "WARNING")
    return refused or answered or {serving.revision} in list(alone)


def _finding(revision: Revision, said: str, cites: tuple[str, ...]) -> Finding:
    reason = "what was deployed is not what its name says, which by itself fails nothing"
    return Finding(
        id=f"finding-{digest(NAME, revision.name)}",
        rule=NAME,
        kind="deployment",
        title=f"stale deployment: {revision.name} {said}",
        service=revision.service,
        component=None,
        state="new",
        priority=Priority(level="P2", row="F", reason=reason),
        signature=said,
        before=None,
        after=None,
        first=revision.at,
        last=revision.at,
        primary=(revision.id,),
        related=cites,
    )
