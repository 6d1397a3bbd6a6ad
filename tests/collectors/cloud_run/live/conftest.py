from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

from collectors.cloud_run import CloudRun
from collectors.cloud_run.live.api import CLOUD_RUN_ADMIN
from incidents.model.sealed import Collected
from tests.collectors.cloud_run.live.loopback import Loopback, served
from tests.collectors.cloud_run.records import ask_live
from tests.incidents.timing.fake_time import FakeTime


@pytest.fixture
def passing() -> FakeTime:
    return FakeTime()


@pytest.fixture
def collect(tmp_path: Path, passing: FakeTime, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., Collected]]:
    """Collects from a loopback server; the parts of the question may be given besides."""
    with ExitStack() as stack:

        def from_server(loopback: Loopback, globs: tuple[str, ...] = (), **more: Any) -> Collected:
            monkeypatch.setenv(CLOUD_RUN_ADMIN.variable, stack.enter_context(served(loopback)))
            return CloudRun(timer=passing.timer).collect(ask_live(tmp_path, *globs, **more))

        yield from_server
