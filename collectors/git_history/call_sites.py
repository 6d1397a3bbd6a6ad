"""Evidence of where deployed code uses a function that a commit of the window changed, over a few steps."""

from collections.abc import Iterable, Sequence

from collectors.collector import Ask
from collectors.git_history.commit_evidence import text
from collectors.git_history.opening.repository import Repository
from collectors.git_history.python.deployed_code import Deployed, DeployedCode
from collectors.git_history.python.followed_uses import MOST_USES, FollowedUses
from collectors.git_history.python.python_outline import MODULE
from collectors.git_history.python.uses import Use, Wanted, by_file
from incidents.model.evidence import CallSite, FileChange
from incidents.model.record import digest
from incidents.model.scope import Reading
from incidents.model.sealed import Collected

MOST_CHANGED = 500
_SOURCE = "git"
_EXCERPT = 300
_SAME = ("comments-only", "formatting-only")


def read_call_sites(
    repository: Repository, ask: Ask, code: DeployedCode, shas: Iterable[str], changes: Sequence[FileChange]
) -> Collected:
    """One record for each use, and one reading for each of the commits; nothing where no function of Python changed."""
    wanted, asked = _changed(changes), frozenset(shas)
    if not wanted:
        return Collected()
    parts = []
    for each in code.commits:
        if each.sha in asked:
            followed = FollowedUses(each.tree, code.contents)
            found = followed.of(wanted)
            evidence = [_evidence(repository, ask, each, followed, use) for use in found[:MOST_USES]]
            reading = _reading(ask, f"{repository.name}: uses of changed functions at {each.sha[:12]}", found, followed)
            parts.append(Collected(evidence=tuple(evidence), readings=(reading,)))
    return Collected.joined(parts)


def _changed(changes: Iterable[FileChange]) -> Wanted:
    """The functions of production code that were changed, by their files; at most so many, in the order of paths."""
    code = (each for each in changes if each.path_class == "production" and each.path.endswith(".py"))
    told = (each for each in code if each.effect not in _SAME)
    found = sorted({(each.path, name) for each in told for name in each.functions if name != MODULE})
    return by_file(found[:MOST_CHANGED])


def _evidence(
    repository: Repository, ask: Ask, deployed: Deployed, followed: FollowedUses, found: tuple[str, Use]
) -> CallSite:
    def shown(given: str) -> str:
        return ask.redactor.redact(text(given.encode("utf-8", "surrogateescape")))[:_EXCERPT]

    path, use = found
    return CallSite(
        id=f"call-{digest(deployed.sha, path, use.function, str(use.line), *use.used, *use.routes)}",
        at=deployed.at,
        source=_SOURCE,
        locator=f"{repository.name}@{deployed.sha}:{shown(path)}:{use.line}",
        excerpt=ask.redactor.redact(text(followed.line(path, use.line)))[:_EXCERPT],
        commit=deployed.sha,
        path=shown(path),
        function=shown(use.function),
        line=use.line,
        routes=tuple(map(shown, use.routes)),
        used_path=shown(use.used[0]),
        used=shown(use.used[1]),
    )


def _reading(ask: Ask, what: str, found: Sequence[object], followed: FollowedUses) -> Reading:
    missing = {
        f"only {MOST_USES} of them were kept": len(found) > MOST_USES,
        f"{len(followed.left_out)} files were not parsed, since there were too many": bool(followed.left_out),
    }
    why = "; ".join(each for each, holds in missing.items() if holds)
    return Reading(
        id=f"reading-{digest(_SOURCE, what)}",
        source=_SOURCE,
        what=what,
        span=ask.scope.span,
        items=min(len(found), MOST_USES),
        status="truncated" if why else "complete",
        why=why or None,
    )
