"""What a test of the whole live read asks, and what it looks at."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from collectors.logs.live.query import query_of
from incidents.model.instant import Instant
from incidents.model.scope import Reading
from incidents.model.sealed import Collected
from tests.collectors.logs.log_files import START, ask

NOW = START + 3600.25
Collect = Callable[..., Collected]
"""Collects from a loopback server; globs and the parts of the question may be given besides."""


def moment_of_now() -> str:
    return str(Instant(int(NOW) * 1_000_000_000))


def the_reading(collected: Collected) -> Reading:
    (reading,) = collected.readings
    return reading


def searched(root: Path, **more: Any) -> str:
    """What the reading of a live question says was searched."""
    return query_of(ask(root, live=True, **more).scope, Instant.parse(moment_of_now())).text
