import tomllib
from importlib.metadata import PackageNotFoundError

import pytest

from incidents import version
from tests.house.checkout import ROOT


def test_it_is_the_version_of_what_is_installed() -> None:
    declared = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert version.own_version() == declared["version"]


def test_what_is_not_installed_has_none(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(name: str) -> str:
        raise PackageNotFoundError(name)

    monkeypatch.setattr(version, "version", missing)
    assert version.own_version() == "unknown"
