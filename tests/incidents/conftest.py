import shutil
from pathlib import Path

import pytest

from incidents.build.collection import collect
from incidents.build.outcome import store
from incidents.config.load import load
from incidents.demo.workspace import SINCE, write
from incidents.store.folder import IncidentFolder


@pytest.fixture(scope="session")
def built_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo's workspace with its incident; not to be changed."""
    workspace = tmp_path_factory.mktemp("workspace") / "demo"
    write(workspace)
    settings = load(workspace / "incident.toml")
    sealed = collect(settings, SINCE, None)
    store(IncidentFolder(settings.report_folder, sealed.name), sealed)
    return workspace


@pytest.fixture
def workspace(built_once: Path, tmp_path: Path) -> Path:
    """A copy of the demo's workspace with its incident, free to be changed."""
    copy = tmp_path / "demo"
    shutil.copytree(built_once, copy, symlinks=True)
    return copy
