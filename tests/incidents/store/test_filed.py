from pathlib import Path

import pytest

from incidents.errors import StoreError
from incidents.store.filed import FILED, Filed, only_filing


def _done(path: Path) -> list[tuple[str, str, str | None]]:
    return [(step.subject, step.verb, came.key) for step, came in Filed(path).done("folder", "create")]


def test_what_was_done_is_known_to_the_next_run(tmp_path: Path) -> None:
    journal = Filed(tmp_path / FILED)
    journal.end(journal.begin("folder", "create", "0123"), "7", "id-7")

    assert _done(tmp_path / FILED) == [("0123", "create", "7")]
    assert _done(tmp_path / "none") == []


def test_a_step_without_an_outcome_is_not_known_to_have_been_done(tmp_path: Path) -> None:
    Filed(tmp_path / FILED).begin("folder", "create", "0123")
    journal = Filed(tmp_path / FILED)
    assert len(journal.steps) == 1
    assert _done(tmp_path / FILED) == []


def test_a_step_that_met_trouble_was_not_done(tmp_path: Path) -> None:
    journal = Filed(tmp_path / FILED)
    journal.end(journal.begin("folder", "create", "0123"), trouble="FORBIDDEN")
    assert _done(tmp_path / FILED) == []


def test_what_was_done_elsewhere_is_another_matter(tmp_path: Path) -> None:
    journal = Filed(tmp_path / FILED)
    journal.end(journal.begin("GitHub a/b", "create", "0123"), "7", "id-7")
    assert _done(tmp_path / FILED) == []


@pytest.mark.parametrize("cut", range(1, 60, 7))
def test_a_torn_line_hides_nothing_that_was_noted_before_or_after_it(tmp_path: Path, cut: int) -> None:
    path = tmp_path / FILED
    journal = Filed(path)
    journal.end(journal.begin("folder", "create", "first"), "1", "id-1")
    whole = path.read_bytes()
    journal.begin("folder", "create", "torn")
    path.write_bytes(whole + path.read_bytes()[len(whole) : len(whole) + cut])

    later = Filed(path)
    later.end(later.begin("folder", "create", "third"), "3", "id-3")

    assert _done(path) == [("first", "create", "1"), ("third", "create", "3")]


def test_lines_that_are_none_of_ours_are_passed_over(tmp_path: Path) -> None:
    path = tmp_path / FILED
    path.write_bytes(b'\xff\n[]\n{"step": 1}\n{"came": {"number": "x"}}\n\n' + b"[" * 5000 + b"\n")
    assert Filed(path).steps == []


def test_numbers_go_on(tmp_path: Path) -> None:
    assert Filed(tmp_path / FILED).begin("folder", "create", "a") == 1
    assert Filed(tmp_path / FILED).begin("folder", "create", "b") == 2


def test_a_disk_that_takes_nothing_stops_before_anything_is_sent(tmp_path: Path) -> None:
    (tmp_path / FILED).mkdir()
    with pytest.raises(StoreError, match="nothing was read"):
        Filed(tmp_path / FILED)


def test_one_run_at_a_time(tmp_path: Path) -> None:
    with only_filing(tmp_path), pytest.raises(StoreError, match="another `incident` is writing"), only_filing(tmp_path):
        pass
    with only_filing(tmp_path):
        pass
