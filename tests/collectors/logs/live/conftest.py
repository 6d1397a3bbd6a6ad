import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

from collectors.logs import Logs
from collectors.logs.live.api import CLOUD_LOGGING
from incidents.model.sealed import Collected
from tests.collectors.logs.live.asking_live import NOW, Collect
from tests.collectors.logs.live.loopback import Loopback, served
from tests.collectors.logs.log_files import ask
from tests.incidents.timing.fake_time import FakeTime


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
    """Collects from a server; afterwards no temporary file may be left."""
    with ExitStack() as stack:

        def from_server(loopback: Loopback, globs: tuple[str, ...] = (), **more: Any) -> Collected:
            monkeypatch.setenv(CLOUD_LOGGING.variable, stack.enter_context(served(loopback)))
            return Logs(clock=lambda: NOW, timer=passing.timer).collect(ask(tmp_path, *globs, live=True, **more))

        yield from_server
    assert list(temporary.iterdir()) == []
