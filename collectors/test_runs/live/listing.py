"""Which workflow runs are looked into: those of the span, and those of the commits that were deployed."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from fnmatch import fnmatchcase

from collectors.collector import Ask
from collectors.github.conversation import Conversation, Listing
from collectors.problem_tally import ProblemTally
from collectors.test_runs.live.workflow_run import Artifact, WorkflowRun, artifact, workflow_run
from incidents.github.failures import GoneError
from incidents.github.refusals import Question
from incidents.model.instant import Instant
from incidents.model.scope import Span

MOST_RUNS = 300
MOST_HEADS = 30
_RUNS = "workflow_runs"
_OPEN_START_SECONDS = 30 * 24 * 3600


@dataclass
class Account:
    """What was gone through: pages, and what was left out; `broken` and `lost` say why not all was read."""

    tally: ProblemTally = field(default_factory=ProblemTally)
    broken: list[str] = field(default_factory=list)
    lost: set[str] = field(default_factory=set)
    pages: int = 0

    def lose(self, what: str, place: str) -> None:
        """Count what was asked for and cannot be had."""
        self.lost.add(what)
        self.tally.add(what, place)

    @property
    def whys(self) -> tuple[str, ...]:
        """Why the read is not whole; empty where it is."""
        lost = (f"{each.what}: {each.count}" for each in self.tally.problems() if each.what in self.lost)
        return tuple(dict.fromkeys((*self.broken, *lost)))

    def add(self, listing: Listing) -> Listing:
        self.pages += listing.pages
        if listing.broken:
            self.broken.append(listing.broken)
        return listing


def span_of(ask: Ask, now: Instant) -> Span:
    """The span of the question; an open end is `now`, an open start 30 days before the end."""
    end = ask.scope.span.end or now
    return Span(start=(ask.scope.span.start or end.plus(-_OPEN_START_SECONDS)).second, end=end.second)


def runs(ask: Ask, span: Span, asked: Conversation, account: Account) -> tuple[WorkflowRun, ...]:
    """The newest first; those that are left out are in the account. Raises RefusedError."""
    found: dict[int, WorkflowRun] = {}
    for parameters in _questions(ask, span):
        listing = account.add(asked.pages("actions/runs", parameters, _question(asked, "workflow runs"), _RUNS))
        total = listing.total or 0
        if listing.broken is None and total > len(listing.objects):
            # A list that is filtered ends after a thousand, and only the total tells.
            account.broken.append(f"GitHub listed only {len(listing.objects)} of {total} workflow runs")
        for each in listing.objects:
            run = workflow_run(each, asked.repository)
            if run is None:
                account.tally.add("workflow runs without an id, a commit or a time", asked.repository)
            else:
                found[run.id] = run
    kept = [run for run in sorted(found.values(), key=_newest_first) if _is_kept(run, ask, account)]
    if len(kept) > MOST_RUNS:
        account.broken.append(f"only the newest {MOST_RUNS} of {len(kept)} workflow runs were looked into")
    return tuple(kept[:MOST_RUNS])


def artifacts(run: WorkflowRun, ask: Ask, asked: Conversation, account: Account) -> Iterator[Artifact]:
    """Those that can be downloaded and have one of the names, in the order of their ids. Raises RefusedError."""
    where = f"run {run.id}"
    question = _question(asked, f"artifacts of {where}")
    try:
        listing = account.add(
            asked.pages(f"actions/runs/{run.id}/artifacts", {"per_page": "100"}, question, "artifacts")
        )
    except GoneError:
        account.tally.add("workflow runs that were deleted meanwhile", where)
        return
    if not listing.objects:
        account.tally.add("workflow runs without artifacts", where, harmless=True)
    found = [artifact(each) for each in listing.objects]
    for each in sorted((each for each in found if each is not None), key=lambda held: held.id):
        place = f"{where}: {ask.redactor.redact(each.name)}"
        patterns = ask.source.artifacts
        if patterns and not any(fnmatchcase(each.name, pattern) for pattern in patterns):
            account.tally.add("artifacts of other names, left out", place, harmless=True)
        elif each.expired:
            account.lose("artifacts that have expired and can no longer be read", place)
        else:
            yield each
    account.tally.add("artifacts without an id, a name or a size", where, found.count(None))


def _questions(ask: Ask, span: Span) -> Iterator[dict[str, str]]:
    yield {"created": f"{span.start}..{span.end}", "per_page": "100", "exclude_pull_requests": "true"}
    for commit in ask.heads[-MOST_HEADS:]:
        yield {"head_sha": commit, "per_page": "100", "exclude_pull_requests": "true"}


def _question(asked: Conversation, what: str) -> Question:
    return Question(f"the {what} of {asked.repository}", "read access to actions")


def _is_kept(run: WorkflowRun, ask: Ask, account: Account) -> bool:
    where = f"run {run.id}"
    if not run.own:
        # Anybody may open a pull request, and its run uploads whatever its author wants to be believed.
        account.tally.add("workflow runs of forks, left out", where, harmless=True)
    elif not run.is_of(ask.source.workflows):
        account.tally.add("workflow runs of other workflows, left out", where, harmless=True)
    elif not run.ended:
        account.lose("workflow runs that had not ended", where)
    else:
        return True
    return False


def _newest_first(run: WorkflowRun) -> tuple[int, int]:
    return -run.created.nanoseconds, -run.id
