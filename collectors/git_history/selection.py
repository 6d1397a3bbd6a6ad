"""Which commits answer the question: those between the deployed ones, and those that only look as if they were."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from collectors.git_history.opening.repository import Repository
from incidents.model.instant import Instant
from incidents.model.scope import Span
from incidents.model.window import CommitRange

MOST_IN_RANGE = 2000
MOST_BY_TIME = 500
_BILLION = 1_000_000_000


@dataclass(frozen=True)
class Selection:
    """Commits of one query, newest first, and what can be said of its completeness.

    `why` explains what is missing; `failed` is set when the query could not be made. `note` goes with a whole answer.
    """

    what: str
    shas: tuple[str, ...]
    why: str | None = None
    failed: bool = False
    note: str | None = None


def between(repository: Repository, asked: CommitRange, whole: Mapping[str, str]) -> Selection:
    """The commits that `asked.bad` holds and `asked.good` does not; `whole` maps ids to those the repository holds."""
    good, bad = asked.good or "", asked.bad or ""
    what = f"{repository.name}: commits of {asked.service} between {good[:12]} and {bad[:12]}"
    missing = [each[:12] for each in (good, bad) if each not in whole]
    if missing:
        verb = "is" if len(missing) == 1 else "are"
        hint = "; the clone is shallow, fetch more of its history" if repository.shallow else ""
        why = f"the deployed commit {' and '.join(missing)} {verb} not in this repository{hint}"
        return Selection(what, (), why, failed=True)
    found = repository.between(whole[good], whole[bad])
    reasons = _hidden(repository, found)
    if len(found) > MOST_IN_RANGE:
        reasons.append(f"only the newest {MOST_IN_RANGE} of {len(found)} commits were read")
    return Selection(what, tuple(found[:MOST_IN_RANGE]), "; ".join(reasons) or None)


def unchanged(repository: Repository, asked: CommitRange) -> Selection:
    """No commits, because nothing new was deployed."""
    return Selection(f"{repository.name}: commits of {asked.service}", (), note=asked.reason)


def by_time(repository: Repository, span: Span, deployed: Iterable[str], unknown: Iterable[CommitRange]) -> Selection:
    """Commits on any ref whose committer's time lies in `span` and that none of the deployed commits holds.

    Without a known deployed commit these are all commits of that time, and the note says so.
    """
    without = sorted(set(deployed))
    unsure = [f"{each.service}: {each.reason}" for each in unknown]
    kind = "commits of the window by time" if unsure or not without else "commits of the window that are not deployed"
    dated = [(second, sha) for second, sha in repository.dated(without) if _holds(span, second)]
    newest = [sha for _, sha in sorted(dated, key=lambda each: (-each[0], each[1]))]
    reasons = _hidden(repository, newest)
    if len(newest) > MOST_BY_TIME:
        reasons.append(f"only the newest {MOST_BY_TIME} of {len(newest)} commits were read")
    return Selection(
        what=f"{repository.name}: {kind}",
        shas=tuple(newest[:MOST_BY_TIME]),
        why="; ".join(reasons) or None,
        note=_note(repository, unsure, deployed_known=bool(without)),
    )


def _note(repository: Repository, unsure: list[str], *, deployed_known: bool) -> str | None:
    if not repository.tips:
        return "the repository has no commits"
    if unsure:
        return f"which of these are deployed is not known ({'; '.join(unsure)})"
    return None if deployed_known else "no deployed commit is known, so which of these are deployed is not known either"


def _hidden(repository: Repository, shas: Iterable[str]) -> list[str]:
    edges = sorted(repository.shallow.intersection(shas))
    if not edges:
        return []
    return [f"the clone is shallow: what came before {edges[0][:12]} is hidden"]


def _holds(span: Span, second: int) -> bool:
    # git counts the seconds of a broken date from any number; the model ends with the year 9999
    return 0 <= second < 253_402_300_800 and span.holds(Instant(second * _BILLION))
