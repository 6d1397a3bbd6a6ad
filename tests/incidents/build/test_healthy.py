"""What every rule owes to a workspace without a fault: silence."""

import pytest

from incidents.analysis.analyse import analyse
from incidents.build.collection import collect
from incidents.config.load import load
from incidents.demo.workspace import SINCE, write
from incidents.model.incident import Incident


@pytest.fixture(scope="module")
def healthy(tmp_path_factory: pytest.TempPathFactory) -> Incident:
    workspace = tmp_path_factory.mktemp("healthy") / "demo"
    write(workspace, healthy=True)
    return analyse(collect(load(workspace / "incident.toml"), SINCE, None))


def test_no_rule_speaks(healthy: Incident) -> None:
    assert [each.title for each in healthy.findings] == []
    assert [each.reason for each in healthy.doubts] == []


def test_nothing_is_blamed_and_nothing_is_to_be_done(healthy: Incident) -> None:
    assert healthy.verdict == "healthy"
    assert (healthy.chains, healthy.actions, healthy.rollback.target) == ((), (), None)
