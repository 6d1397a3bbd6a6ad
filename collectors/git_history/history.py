"""Reads the selected commits of one repository and what each changed, and keeps the ledger of it."""

from collections.abc import Callable, Mapping, Sequence

from collectors.collector import Ask
from collectors.git_history.call_sites import read_call_sites
from collectors.git_history.content import Content
from collectors.git_history.import_edges import read_import_edges
from collectors.git_history.opening.repository import Repository
from collectors.git_history.python.deployed_code import deployed_code
from collectors.git_history.selection import Selection, between, by_time, unchanged
from collectors.git_history.test_sources.sources_of_tests import read_test_sources
from collectors.named_files import failed_reading
from incidents.errors import BadInputError
from incidents.model.record import digest
from incidents.model.scope import Reading
from incidents.model.sealed import Collected
from incidents.model.window import CommitRange

SOURCE = "git"


def read_history(repository: Repository, ask: Ask, ranges: Sequence[CommitRange]) -> Collected:
    """Commits and file changes of the ranges, and of the window's time; a query that fails does not stop the others."""
    asked = [(each, _between(repository, each)) for each in ranges if each.state != "unknown"]
    new_in: dict[str, list[str]] = {}
    for each, selection in asked:
        for sha in selection.shas:
            new_in.setdefault(sha, []).append(each.service)
    selections = [selection for _, selection in asked]
    unsure = [each for each in ranges if each.state == "unknown"]
    unsure += [each for each, selection in asked if selection.failed]
    selections.append(_by_time(repository, ask, ranges, unsure))
    shas = list(dict.fromkeys(sha for selection in selections for sha in selection.shas))
    content = Content(repository, ask, new_in)
    whole = repository.expand(each for asked in ranges for each in (asked.good, asked.bad) if each)
    latest = _latest(repository, ranges, whole)
    commits = content.commits(shas, latest)
    changes = content.changes(commits)
    code = deployed_code(repository, sorted(set(whole.values())))
    edges, tests = read_import_edges(repository, ask, code), read_test_sources(repository, ask)
    sites = read_call_sites(repository, ask, code, latest, changes)
    readings = [*(_reading(ask, selection) for selection in selections), content.reading(len(changes))]
    return Collected(
        evidence=(*commits, *changes, *edges.evidence, *sites.evidence, *tests.evidence),
        readings=(*readings, *edges.readings, *sites.readings, *tests.readings),
    )


def _latest(repository: Repository, ranges: Sequence[CommitRange], whole: Mapping[str, str]) -> set[str]:
    """The deployed commits of the candidate side, and what is checked out where none is known."""
    bad = {whole[each.bad] for each in ranges if each.bad and each.bad in whole}
    return bad or {sha for ref, sha in repository.tips.items() if ref == "HEAD"}


def _between(repository: Repository, asked: CommitRange) -> Selection:
    if asked.state == "unchanged":
        return unchanged(repository, asked)
    return _answered(
        f"{repository.name}: commits of {asked.service}",
        lambda: between(repository, asked, repository.expand(each for each in (asked.good, asked.bad) if each)),
    )


def _by_time(
    repository: Repository, ask: Ask, ranges: Sequence[CommitRange], unsure: Sequence[CommitRange]
) -> Selection:
    deployed = repository.expand(each for asked in ranges for each in (asked.good, asked.bad) if each)
    return _answered(
        f"{repository.name}: commits of the window by time",
        lambda: by_time(repository, ask.scope.span, deployed.values(), unsure),
    )


def _answered(what: str, query: Callable[[], Selection]) -> Selection:
    try:
        return query()
    except BadInputError as error:
        return Selection(what, (), why=str(error), failed=True)


def _reading(ask: Ask, selection: Selection) -> Reading:
    if selection.failed:
        return failed_reading(ask, SOURCE, selection.what, selection.why or "")
    return Reading(
        id=f"reading-{digest(SOURCE, selection.what)}",
        source=SOURCE,
        what=selection.what,
        span=ask.scope.span,
        items=len(selection.shas),
        status="truncated" if selection.why else "complete",
        why=selection.why or selection.note,
    )
