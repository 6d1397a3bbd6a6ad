import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from collectors.collector import Source
from collectors.test_runs import TestRuns
from incidents.github.place import GitHubPlace
from incidents.model.sealed import Collected
from tests.collectors.asking import ask
from tests.collectors.test_runs.live.actions import Actions
from tests.collectors.test_runs.live.asking_live import NOW, Collect
from tests.incidents.timing.fake_time import FakeTime
from tests.loopback_github.fake_github import TOKEN
from tests.loopback_github.http_loopback import served
from tests.loopback_github.shapes import REPOSITORY


@pytest.fixture
def passing() -> FakeTime:
    return FakeTime()


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where temporary files go during the test."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


@pytest.fixture
def collect(tmp_path: Path, temporary: Path, passing: FakeTime, monkeypatch: pytest.MonkeyPatch) -> Iterator[Collect]:
    """Collects from two servers; afterwards no temporary file may be left."""
    monkeypatch.delenv("GH_TOKEN", raising=False)
    monkeypatch.setenv("GITHUB_TOKEN", TOKEN)
    with ExitStack() as stack:

        def from_actions(actions: Actions, heads: tuple[str, ...] = (), span: Any = None, **source: Any) -> Collected:
            actions.github.storage = stack.enter_context(served(actions.storage.answer))
            place = GitHubPlace(REPOSITORY, stack.enter_context(served(actions.github.answer)))
            asked = replace(ask(tmp_path), source=Source(live=True, **source), repository=place, heads=heads)
            if span is not None:
                asked = replace(asked, scope=asked.scope.model_copy(update={"span": span}))
            return TestRuns(clock=lambda: NOW, timer=passing.timer).collect(asked)

        yield from_actions
    assert list(temporary.iterdir()) == []
