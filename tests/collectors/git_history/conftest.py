from collections.abc import Iterator
from pathlib import Path

import pytest

from collectors.git_history.opening.repository import Repository, opened


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the module's fixture `ids` writes its repositories, of which the one called `repo` is the first."""
    return tmp_path_factory.mktemp("histories")


@pytest.fixture
def repository(root: Path, ids: dict[str, str]) -> Iterator[Repository]:  # noqa: ARG001 - made before it is opened
    with opened(root / "repo", "repo") as found:
        yield found
