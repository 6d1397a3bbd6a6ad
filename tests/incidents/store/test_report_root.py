from pathlib import Path

import pytest

from incidents.errors import StoreError
from incidents.store.report_root import only_build


def test_a_second_build_is_refused_at_once_and_the_next_is_not(tmp_path: Path) -> None:
    with (
        only_build(tmp_path),
        pytest.raises(StoreError, match="another `incident` is writing"),
        only_build(tmp_path),
    ):
        pass
    with only_build(tmp_path):
        assert [each.name for each in tmp_path.iterdir()] == [".build.lock"]
    assert list(tmp_path.iterdir()) == []


def test_a_root_that_was_made_for_nothing_is_taken_back(tmp_path: Path) -> None:
    with only_build(tmp_path / "reports" / "here"):
        pass
    assert list(tmp_path.iterdir()) == []


def test_a_root_in_which_something_was_written_stays(tmp_path: Path) -> None:
    with only_build(tmp_path / "reports"):
        (tmp_path / "reports" / "kept").touch()
    assert [each.name for each in (tmp_path / "reports").iterdir()] == ["kept"]


def test_a_file_in_the_way_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "reports").touch()
    with pytest.raises(StoreError, match="nothing was written"), only_build(tmp_path / "reports"):
        pass
