"""The issues of a repository as GitHub lists them: the open ones, and those that were closed not long ago."""

from collections.abc import Mapping
from dataclasses import dataclass

from collectors.collector import Ask
from collectors.github.conversation import Conversation, Json, conversation
from collectors.moments import moment
from incidents.github.failures import RefusedError
from incidents.github.place import GitHubPlace
from incidents.github.refusals import Question
from incidents.model.instant import Instant
from incidents.model.scope import Span
from incidents.timing.timer import Timer

CLOSED_DAYS = 30
"""How long a closed issue counts as closed recently, where the configuration does not say."""
# By their creation, which does not change while the pages are turned.
_ORDER = {"sort": "created", "direction": "asc", "per_page": "100"}


@dataclass(frozen=True)
class IssueList:
    """One question with its answer; `broken` says why not all of it came, `renamed` what the repository is called now.

    `where` is the place for locators.
    """

    what: str
    where: str
    span: Span
    issues: tuple[Json, ...] = ()
    pages: int = 0
    broken: str | None = None
    renamed: str | None = None


def questions(ask: Ask, now: Instant) -> tuple[tuple[str, Span, Mapping[str, str]], ...]:
    """What is searched, for which time, and how GitHub is asked for it."""
    assert ask.repository is not None
    days, shown = ask.source.closed_days, ask.repository.shown
    days = CLOSED_DAYS if days is None else days
    end = (ask.scope.span.end or now).second
    found: list[tuple[str, Span, Mapping[str, str]]] = [
        (f"GitHub {shown}: open issues", Span(), {**_ORDER, "state": "open"})
    ]
    if days:
        since = end.plus(-days * 24 * 3600)
        # GitHub's `since` is about the last change, which a closing is: what was closed later is within it.
        asked = {**_ORDER, "state": "closed", "since": str(since)}
        found.append((f"GitHub {shown}: issues closed in the last {days} days", Span(start=since, end=end), asked))
    return tuple(found)


def issue_lists(ask: Ask, now: Instant, timer: Timer) -> tuple[IssueList, ...]:
    """The open issues first, so that one that is closed meanwhile is in the list that is read later."""
    place = ask.repository
    assert place is not None
    try:
        with conversation(place, timer) as asked:
            return tuple(_listed(ask, asked, question) for question in questions(ask, now))
    except RefusedError as error:
        return (IssueList(f"GitHub {place.shown}: issues", place.shown, Span(), broken=str(error)),)


def _listed(ask: Ask, asked: Conversation, question: tuple[str, Span, Mapping[str, str]]) -> IssueList:
    what, span, parameters = question
    where = _where(asked)
    try:
        listing = asked.pages("issues", parameters, Question(f"the issues of {where}", "read access to issues"))
    except RefusedError as error:
        return IssueList(what, where, span, broken=str(error), renamed=asked.renamed)
    kept = tuple(each for each in listing.objects if span.start is None or _closed_within(each, span))
    ask.progress(what, len(kept))
    return IssueList(what, where, span, kept, listing.pages, listing.broken, asked.renamed)


def _where(asked: Conversation) -> str:
    return GitHubPlace(asked.repository, asked.place.api_url).shown


def _closed_within(issue: Json, span: Span) -> bool:
    closed = moment(issue.get("closed_at"))
    return closed is not None and span.start is not None and closed >= span.start
