"""Which incident.toml is meant."""

from pathlib import Path

import pytest

from incidents.config.locate import find_config
from incidents.errors import BadInputError


def test_a_file_that_is_named_is_the_one(tmp_path: Path) -> None:
    (tmp_path / "staging.toml").touch()
    (tmp_path / "incident.toml").touch()
    assert find_config(tmp_path / "staging.toml") == tmp_path / "staging.toml"


def test_the_nearest_file_around_a_folder_is_the_one(tmp_path: Path) -> None:
    inner = tmp_path / "repo" / "src"
    inner.mkdir(parents=True)
    (tmp_path / "incident.toml").touch()
    assert find_config(inner) == tmp_path / "incident.toml"
    (tmp_path / "repo" / "incident.toml").touch()
    assert find_config(inner) == tmp_path / "repo" / "incident.toml"


def test_a_folder_of_that_name_is_passed_over(tmp_path: Path) -> None:
    (tmp_path / "repo" / "incident.toml").mkdir(parents=True)
    (tmp_path / "incident.toml").touch()
    assert find_config(tmp_path / "repo") == tmp_path / "incident.toml"


def test_a_relative_path_with_dots_leads_up_from_where_it_ends(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    (tmp_path / "a" / "incident.toml").touch()
    (tmp_path / "b" / "incident.toml").touch()
    monkeypatch.chdir(tmp_path / "a")
    assert find_config(Path("../b")) == tmp_path / "b" / "incident.toml"


def test_without_any_file_the_reader_is_sent_to_init(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("incidents.config.locate.FILE_NAME", "no-such-incident.toml")
    with pytest.raises(BadInputError, match="in a folder around it: run `incident init` to write one"):
        find_config(tmp_path)


def test_a_path_that_does_not_exist_is_not_searched_around(tmp_path: Path) -> None:
    (tmp_path / "incident.toml").touch()
    with pytest.raises(BadInputError, match=r"missing\.toml: name an existing file, or run `incident init`"):
        find_config(tmp_path / "missing.toml")
