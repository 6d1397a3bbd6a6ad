"""What was read of each file, and which bounds were reached."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from collectors.collector import Ask
from collectors.logs.file_reader import Account
from collectors.logs.first_step.grouping import MOST_TEXTS
from collectors.logs.ledger import Page
from collectors.logs.patterns.messages import MOST, REST
from collectors.logs.patterns.routes import MOST_ROUTES, OTHER_ROUTES
from collectors.logs.records.shown import SOURCE
from collectors.logs.sink_folders import folded
from collectors.named_files import failed_reading
from collectors.problem_tally import ProblemTally
from incidents.model.evidence import RequestStatistics
from incidents.model.record import digest
from incidents.model.scope import Problem, Reading, Span

_SERVER_ERROR = 500


def file_readings(
    ask: Ask, names: Sequence[str], accounts: Mapping[str, Account], pages: Mapping[str, Page]
) -> tuple[Reading, ...]:
    """One for each file; the hours of a sink are one for each log."""
    return tuple(folded(_reading(ask, name, accounts[name], pages.get(name) or Page()) for name in names))


def bounds_reached(
    bounded: int, beyond: int, not_joined: int, requests: Sequence[RequestStatistics]
) -> Iterator[Reading]:
    """One more reading where a bound made messages or requests that differ count as one."""
    kinds = f"since there were more than {MOST} kinds of messages of a service and severity"
    paths = f"since there were more than {MOST_ROUTES} routes of a service or {MOST_TEXTS} different texts"
    counts = (
        (f"entries counted in patterns with {REST}, {kinds}", bounded),
        (f"messages counted in patterns with {REST}, since there were more than {MOST_TEXTS} different texts", beyond),
        (
            f"requests counted under the route {OTHER_ROUTES}, {paths}",
            sum(each.count for each in requests if each.route == OTHER_ROUTES),
        ),
        ("lines of stack traces stored one by one that were too many to be joined", not_joined),
    )
    why = "there were more different entries than are kept apart; all are counted, not all words are kept"
    yield from _of_all("grouping", "grouping of all entries that were read", counts, why)


def fields_not_compared(requests: Sequence[RequestStatistics]) -> Iterator[Reading]:
    """One more reading where requests failed, and what was read is too much to be read again for their fields."""
    what = "failed requests whose fields were not compared, since there is too much to be read once again"
    yield from _of_all("fields", "fields of failed requests", ((what, sum(map(_failed, requests))),))


def _of_all(name: str, of: str, counts: Iterable[tuple[str, int]], why: str | None = None) -> Iterator[Reading]:
    """What is to be said of all files together, where there is anything; it is truncated where it says why."""
    problems = tuple(Problem(what=what, count=count, first="all files") for what, count in counts if count)
    if problems:
        yield Reading(
            id=f"reading-{digest(SOURCE, name)}",
            source=SOURCE,
            what=of,
            span=Span(),
            items=0,
            pages=0,
            status="truncated" if why else "complete",
            why=why,
            problems=problems,
        )


def _failed(statistics: RequestStatistics) -> int:
    return sum(each.count for each in statistics.statuses if each.status >= _SERVER_ERROR)


def _reading(ask: Ask, name: str, account: Account, page: Page) -> Reading:
    shown = ask.redactor.redact(name)
    problems = ProblemTally()
    for each in (*account.problems.problems(), *page.problems.problems()):
        problems.add(each.what, each.first, each.count)
    if account.nothing:
        return failed_reading(ask, SOURCE, name, f"{account.nothing}. Nothing was read", problems.problems())
    why = f"{account.broken}; what stands before that was read" if account.broken else account.left_out
    return Reading(
        id=f"reading-{digest(SOURCE, shown)}",
        source=SOURCE,
        what=shown,
        span=page.span,
        items=page.items,
        status="truncated" if why else "complete",
        why=why,
        problems=problems.problems(),
    )
