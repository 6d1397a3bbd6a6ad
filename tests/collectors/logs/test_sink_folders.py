from pathlib import Path

import pytest

from collectors.logs import Logs
from collectors.logs.sink_folders import folded
from incidents.model.instant import Instant
from incidents.model.record import digest
from incidents.model.scope import Problem, Reading, Span
from incidents.model.sealed import Collected
from tests.collectors.logs.log_files import Raw, ask, counts, moment, raw_entry, requests, write_gzip, write_lines
from tests.collectors.logs.log_files import raw_request as request

STDERR = "run.googleapis.com/stderr"
HOUR = 3600


def part(text: str, index: int, total: int, second: float) -> Raw:
    split = {"uid": "u1", "index": index, "totalSplits": total}
    return raw_entry(text, second=second, insert_id=f"u1-{index}", split=split)


def write_sink(root: Path) -> None:
    """Two logs over two days as a sink writes them: shards that repeat entries, and late ones in addenda."""
    hours = {
        f"{STDERR}/2026/03/02/00:00:00_00:59:59_S0.json": [raw_entry("lost", second=1), part("ERROR: a", 0, 2, 60)],
        f"{STDERR}/2026/03/02/00:00:00_00:59:59_S1.json": [raw_entry("lost", second=1), raw_entry("lost", second=2)],
        f"{STDERR}/2026/03/02/00:00:00_00:59:59_A0.json": [raw_entry("lost", second=2), raw_entry("lost", second=3)],
        f"{STDERR}/2026/03/02/23:00:00_23:59:59_S0.json": [raw_entry("lost", second=23 * HOUR)],
        f"{STDERR}/2026/03/03/00:00:00_00:59:59_A1.json": [part("b", 1, 2, 60), raw_entry("lost", second=24 * HOUR)],
        "run.googleapis.com/requests/2026/03/02/00:00:00_00:59:59_S0.json": [request("/parcels/1", second=4)],
    }
    for name, entries in hours.items():
        write_lines(root / "sink" / name, entries)


@pytest.mark.parametrize(
    "globs", [("sink",), ("sink/*/*/",), ("sink/**/*.json",), ("sink/**/*_S*.json", "sink/**/*_A*")]
)
def test_all_shards_below_a_folder_are_one_source(tmp_path: Path, globs: tuple[str, ...]) -> None:
    write_sink(tmp_path)
    collected = Logs().collect(ask(tmp_path, *globs))
    assert counts(collected) == {"lost": 5, "ab": 1}
    assert [each.count for each in requests(collected)] == [1]
    assert {each.what: (each.status, each.items, each.pages) for each in collected.readings} == {
        f"sink/{STDERR} (5 files of a sink)": ("complete", 7, 5),
        "sink/run.googleapis.com/requests/2026/03/02/00:00:00_00:59:59_S0.json": ("complete", 1, 1),
    }
    (shards,) = (each for each in collected.readings if each.pages == 5)
    assert shards.span == Span(start=Instant.parse(moment(1)), end=Instant.parse(moment(24 * HOUR)))
    # Files are read in the order of their names: the addendum first.
    assert shards.problems == (
        Problem(
            what="entries that were read already, not counted again",
            count=2,
            first=f"sink/{STDERR}/2026/03/02/00:00:00_00:59:59_S1.json among others entry stderr-instance-a-1",
        ),
    )


def test_a_shard_that_is_cut_off_stays_a_reading_of_its_own(tmp_path: Path) -> None:
    write_sink(tmp_path)
    cut = tmp_path / f"sink/{STDERR}/2026/03/02/23:00:00_23:59:59_S0.json"
    cut.write_text(cut.read_text(encoding="utf-8")[:-30], encoding="utf-8")
    statuses = {each.what: each.status for each in Logs().collect(ask(tmp_path, "sink")).readings}
    assert statuses[cut.relative_to(tmp_path).as_posix()] == "failed"
    assert statuses[f"sink/{STDERR} (4 files of a sink)"] == "complete"


def test_a_part_that_is_in_no_shard_is_said(tmp_path: Path) -> None:
    write_sink(tmp_path)
    (tmp_path / f"sink/{STDERR}/2026/03/03/00:00:00_00:59:59_A1.json").unlink()
    collected: Collected = Logs().collect(ask(tmp_path, "sink"))
    assert counts(collected) == {"lost": 4, "a [<num> of <num> parts of this entry missing]": 1}
    (joining,) = (each for each in collected.readings if each.what.startswith("joining"))
    assert (joining.status, [each.count for each in joining.problems]) == ("truncated", [1])


def test_shards_with_other_characters_for_colons_and_in_gzip_are_shards(tmp_path: Path) -> None:
    write_lines(tmp_path / "2026/03/02/00_00_00_00_59_59_S0.json", [raw_entry("x", second=1)])
    write_gzip(tmp_path / "2026/03/02/01:00:00_01:59:59_S12.json.gz", "")
    write_lines(tmp_path / "2026/03/02/02:00:00_02:59:59_S0.json", [raw_entry("x", second=2)])
    collected = Logs().collect(ask(tmp_path, "2026"))
    assert {(each.what, each.status) for each in collected.readings} == {
        (". (2 files of a sink)", "complete"),
        ("2026/03/02/01:00:00_01:59:59_S12.json.gz", "failed"),
    }


def test_shards_that_lie_in_one_folder_are_one_source_for_each_name(tmp_path: Path) -> None:
    for hour in range(3):
        for name in ("rates", "parcels"):
            lines = [raw_entry("x", second=hour * HOUR, insert_id=f"{name}{hour}")]
            write_lines(tmp_path / f"logs/{name}_20260302_0{hour}0000_0{hour}5959_S0.json", lines)
    (tmp_path / "logs/rates_20260302_020000_025959_S0.json").write_text("no entry", encoding="utf-8")
    collected = Logs().collect(ask(tmp_path, "logs/*.json"))
    assert {(each.what, each.status, each.items) for each in collected.readings} == {
        ("logs/parcels (3 files of a sink)", "complete", 3),
        ("logs/rates (2 files of a sink)", "complete", 2),
        ("logs/rates_20260302_020000_025959_S0.json", "failed", 0),
    }


def test_readings_of_other_files_stay_as_they_are() -> None:
    readings = [
        Reading(id=f"reading-{digest(what)}", source="logs", what=what, span=Span(), items=0, status="complete")
        for what in ("a.json", "x/2026/03/02/a.json", "x_20260302_a.json", "x/00:00:00_00:59:59_S0.json")
    ]
    assert list(folded(readings)) == readings
