"""What was read of each file, and which bounds were reached."""

from collections.abc import Iterator, Mapping, Sequence

from collectors.collector import Ask
from collectors.logs.file_reader import Account
from collectors.logs.ledger import Page
from collectors.logs.patterns.messages import MOST, REST
from collectors.logs.records.shown import SOURCE
from collectors.logs.sink_folders import folded
from collectors.named_files import failed_reading
from collectors.problem_tally import ProblemTally
from incidents.model.record import digest
from incidents.model.scope import Problem, Reading, Span


def file_readings(
    ask: Ask, names: Sequence[str], accounts: Mapping[str, Account], pages: Mapping[str, Page]
) -> tuple[Reading, ...]:
    """One for each file; the hours of a sink are one for each log."""
    return tuple(folded(_reading(ask, name, accounts[name], pages.get(name) or Page()) for name in names))


def bounds_reached(bounded: int, not_joined: int) -> Iterator[Reading]:
    """One more reading where a bound made messages that differ count as one."""
    kinds = f"since there were more than {MOST} kinds of messages of a service and severity"
    counts = (
        (f"entries counted in patterns with {REST}, {kinds}", bounded),
        ("lines of stack traces stored one by one that were too many to be joined", not_joined),
    )
    problems = tuple(Problem(what=what, count=count, first="all files") for what, count in counts if count)
    if problems:
        yield Reading(
            id=f"reading-{digest(SOURCE, 'grouping')}",
            source=SOURCE,
            what="grouping of all entries that were read",
            span=Span(),
            items=0,
            pages=0,
            status="truncated",
            why="there were more different messages than are kept apart; all are counted, not all words are kept",
            problems=problems,
        )


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
