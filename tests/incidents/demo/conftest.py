"""The demo's workspaces, written once for all tests that only read them."""

from pathlib import Path

import pytest

from incidents.demo.workspace import write


@pytest.fixture(scope="session")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("demo") / "incident"
    write(folder)
    return folder


@pytest.fixture(scope="session")
def healthy_workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("demo") / "healthy"
    write(folder, healthy=True)
    return folder
