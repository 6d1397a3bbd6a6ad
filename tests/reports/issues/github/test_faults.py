"""Whatever happens at whichever request: afterwards every issue is there once, with all its links.

Here a few requests of each kind of fault; `python benchmarks/filing_faults.py` takes every request.
"""

from collections.abc import Iterator
from multiprocessing.process import BaseProcess
from pathlib import Path

import pytest

from incidents.errors import StoreError
from reports.issues.tracker import TrackerError
from tests.loopback_github.fake_github import FakeGitHub
from tests.loopback_github.http_loopback import served
from tests.loopback_github.shapes import Json
from tests.reports.issues.github.faults import KINDS, disturbed, processes, undisturbed
from tests.reports.issues.github.graph import DRAFTS, EDGES, file_once, filed

_WRITES = ("POST /labels", "POST /issues", "POST /blocked_by", "POST /sub_issues")


@pytest.fixture(scope="module")
def reference(tmp_path_factory: pytest.TempPathFactory) -> tuple[Json, list[str]]:
    return undisturbed(tmp_path_factory.mktemp("reference"))


def _each_with_its_writes() -> Iterator[tuple[str, str]]:
    """Every kind of fault meets two kinds of writes, and every kind of write five or more kinds of faults."""
    for place, kind in enumerate(KINDS):
        for step in (0, 1):
            yield kind, _WRITES[(place + step) % len(_WRITES)]


def _middle(requests: list[str], write: str) -> int:
    method, ending = write.split()
    found = [place for place, each in enumerate(requests) if each.startswith(method) and each.endswith(ending)]
    return found[len(found) // 2]


def test_without_a_fault_the_whole_graph_is_filed(reference: tuple[Json, list[str]]) -> None:
    left, requests = reference
    titles = [title for _, title, _, _ in left["issues"]]
    assert (len(titles), len(set(titles))) == (DRAFTS + 1, DRAFTS + 1)
    assert sum(map(len, left["blocked by"].values())) == len(EDGES)
    assert [len(each) for each in left["children"].values()] == [DRAFTS]
    assert sum(each.startswith("POST") for each in requests) == len(left["labels"]) + DRAFTS + 1 + len(EDGES) + DRAFTS


@pytest.mark.parametrize(("kind", "write"), [*_each_with_its_writes()])
def test_after_a_fault_and_a_resume_nothing_is_lost_and_nothing_is_there_twice(
    tmp_path: Path, reference: tuple[Json, list[str]], kind: str, write: str
) -> None:
    expected, requests = reference
    left, _ = disturbed(kind, _middle(requests, write), tmp_path)
    assert left == expected


def test_two_runs_that_race_file_it_once(tmp_path: Path, reference: tuple[Json, list[str]]) -> None:
    github = FakeGitHub()
    with served(github.answer) as address:
        _race(address, tmp_path, tmp_path)
    assert (filed(github), github.misfits) == (reference[0], [])


def test_two_runs_that_race_on_two_machines_leave_one_open_issue_of_each(
    tmp_path: Path, reference: tuple[Json, list[str]]
) -> None:
    # They share neither a journal nor a lock: each finds out by the tracker that the other was there.
    github = FakeGitHub()
    here, there = tmp_path / "here", tmp_path / "there"
    here.mkdir()
    there.mkdir()
    with served(github.answer) as address:
        _race(address, here, there)
    left = {each["number"]: each["title"] for each in github.issues if each["state"] == "open"}
    alone = {number: title for number, title, _, _ in reference[0]["issues"]}
    assert sorted(left.values()) == sorted(alone.values())
    assert _linked(left, github.blocked_by) == _linked(alone, reference[0]["blocked by"])
    assert github.misfits == []


def _linked(titles: dict[int, str], blocked_by: dict[int, list[int]]) -> set[tuple[str, str]]:
    return {
        (title, titles[each])
        for number, title in titles.items()
        for each in blocked_by.get(number, [])
        if each in titles
    }


def _race(address: str, *folders: Path) -> None:
    racing: list[BaseProcess] = [processes().Process(target=_until_done, args=(address, each)) for each in folders]
    for each in racing:
        each.start()
    for each in racing:
        each.join(120)
    assert [each.exitcode for each in racing] == [0] * len(folders)


def _until_done(address: str, folder: Path) -> None:
    """As somebody who is told that another one files, and tries again."""
    while True:
        try:
            assert file_once(address, folder).stopped is None
        except (StoreError, TrackerError):
            continue
        return
