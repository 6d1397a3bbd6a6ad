"""What makes collecting and running eleven thousand tests cheaper, and changes none of them."""

import contextlib
import gc
import importlib
from collections.abc import Generator
from pathlib import Path

import pytest

_HERE = Path(__file__).parent
_BETWEEN = 20_000
"""New objects after which garbage is looked for; Python's own number costs a fortieth of the time."""


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_collection(session: pytest.Session) -> Generator[None, object, object]:
    """Nothing that is collected becomes garbage, so looking for it is only a cost."""
    gc.disable()
    try:
        _begin_with_a_share(session.config)
        return (yield)
    finally:
        gc.freeze()
        gc.set_threshold(_BETWEEN)
        gc.enable()


def _begin_with_a_share(config: pytest.Config) -> None:
    """Each worker collects all modules; in a fresh checkout each first compiles some that the others then only load."""
    worker = getattr(config, "workerinput", None)
    if worker is None or [Path(each).resolve() for each in config.args] != [_HERE]:
        return
    modules = sorted(_HERE.rglob("test_*.py"))
    for module in modules[int(worker["workerid"].removeprefix("gw")) :: worker["workercount"]]:
        # One that skips itself or cannot be imported is told of when it is collected.
        with contextlib.suppress(Exception, pytest.skip.Exception):
            importlib.import_module(".".join(module.relative_to(_HERE.parent).with_suffix("").parts))
