"""One fault at one request of a filing, and what is there after the runs that follow."""

import multiprocessing
import os
import signal
from collections.abc import Callable, Mapping
from multiprocessing.context import ForkServerContext
from pathlib import Path
from threading import Event

from reports.issues.tracker import TrackerError
from tests.loopback_github.fake_github import FakeGitHub, Fault, failure
from tests.loopback_github.http_loopback import Reply, served
from tests.loopback_github.shapes import Json
from tests.reports.issues.github.graph import file_once, filed

_MOST_RUNS = 4
_LIMIT = failure(403, "You have exceeded a secondary rate limit.", Retry_After="60")
_FAULTS: Mapping[str, Fault] = {
    "reset before": Fault(Reply(reset=True)),
    "reset after": Fault(Reply(reset=True), done=True),
    "500 before": Fault(failure(500, "Server Error")),
    "500 after": Fault(failure(500, "Server Error"), done=True),
    "502 before": Fault(failure(502, "Bad Gateway")),
    "502 after": Fault(failure(502, "Bad Gateway"), done=True),
    "secondary limit": Fault(_LIMIT),
    "time-out before": Fault(Reply(silent=True)),
    "time-out after": Fault(Reply(silent=True), done=True),
}
_KILLS = {"kill before": False, "kill after": True}
KINDS = (*_FAULTS, *_KILLS)


def undisturbed(folder: Path) -> tuple[Json, list[str]]:
    """What a run without any fault leaves behind, and its requests as "METHOD path"."""
    github = FakeGitHub()
    with served(github.answer) as address:
        applied = file_once(address, folder)
    assert (applied.stopped, applied.troubles, github.misfits) == (None, [], [])
    return filed(github), [f"{each.method} {each.path}" for each in github.seen]


def disturbed(kind: str, request: int, folder: Path) -> tuple[Json, int]:
    """What is left behind after a fault at this request and a resume, and how many runs that took.

    The last run is one that had nothing to write.
    """
    github = FakeGitHub()
    with served(github.answer) as address:
        if kind in _KILLS:
            _killed(github, request, done=_KILLS[kind], run=(address, folder))
        else:
            github.fault_at[request] = _FAULTS[kind]
            _run(address, folder)
        assert github.fault_at == {}, "the fault was not met"
        runs = 1 + _resumed(github, address, folder)
    assert github.misfits == []
    return filed(github), runs


def _resumed(github: FakeGitHub, address: str, folder: Path) -> int:
    for run in range(1, _MOST_RUNS):
        before = len(github.writes())
        finished = _run(address, folder)
        if finished and len(github.writes()) == before:
            return run
    raise AssertionError(f"still something to write after {_MOST_RUNS} runs")


def _run(address: str, folder: Path) -> bool:
    """Whether the run came to its end."""
    try:
        return file_once(address, folder).stopped is None
    except TrackerError:
        return False


def processes() -> ForkServerContext:
    """New processes in a moment: they are forked from one that has loaded everything and has no threads."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["tests.reports.issues.github.graph"])
    return context


def _killed(github: FakeGitHub, request: int, *, done: bool, run: tuple[str, Path]) -> None:
    process = processes().Process(target=file_once, args=run)
    github.fault_at[request] = Fault(Reply(drop=True), done, _killing(started := Event(), lambda: process.pid))
    process.start()
    started.set()
    process.join(60)
    assert process.exitcode == -signal.SIGKILL
    process.close()


def _killing(started: Event, pid: Callable[[], int | None]) -> Callable[[], None]:
    def kill() -> None:
        started.wait()
        number = pid()
        assert number is not None
        os.kill(number, signal.SIGKILL)

    return kill
