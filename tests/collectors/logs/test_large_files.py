import gzip
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from collectors.logs import Logs
from incidents.model.sealed import Collected
from tests.collectors.logs.log_files import Raw, ask, counts, patterns, raw_entry, write_array, write_gzip, write_lines
from tests.collectors.logs.test_collector import everything, torn, without_places

Write = Callable[[Path, list[Raw]], None]


def write_packed(path: Path, entries: list[Raw]) -> None:
    write_gzip(path, "".join(json.dumps(each) + "\n" for each in entries))


@pytest.fixture
def large(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every file counts as large, so that the first step reads it itself."""
    monkeypatch.setattr("collectors.logs.intake.LARGE", 0)


def careful(tmp_path: Path, entries: list[Raw]) -> Collected:
    folder = tmp_path / "careful"
    write_lines(folder / "a.json", entries)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("collectors.logs.intake.LARGE", 1 << 40)
        return Logs().collect(ask(folder))


@pytest.mark.usefixtures("large")
@pytest.mark.parametrize("write", [write_lines, write_array, write_packed])
def test_a_large_file_gives_the_evidence_of_a_small_one(tmp_path: Path, write: Write) -> None:
    write(tmp_path / "a.json", everything())
    collected = Logs().collect(ask(tmp_path))
    assert without_places(collected) == without_places(careful(tmp_path, everything()))
    assert [(each.status, each.items) for each in collected.readings] == [("complete", len(everything()))]


@pytest.mark.usefixtures("large")
def test_entries_in_two_large_files_are_counted_once(tmp_path: Path) -> None:
    for name in ("a.json", "b.json"):
        write_lines(tmp_path / name, everything())
    collected = Logs().collect(ask(tmp_path))
    assert without_places(collected) == without_places(careful(tmp_path, everything()))
    second = next(each for each in collected.readings if each.what == "b.json")
    assert [problem.count for problem in second.problems] == [len(everything())]


@pytest.mark.usefixtures("large")
@pytest.mark.parametrize(
    ("damage", "problem", "line"),
    [
        (b'{"insertId": "cut', "an entry that is cut off", 3),
        (b"no JSON at all\n", "text that is not JSON", 3),
    ],
)
def test_a_damaged_line_is_told_with_its_number_and_costs_no_other(
    tmp_path: Path, damage: bytes, problem: str, line: int
) -> None:
    path = write_lines(tmp_path / "a.json", [raw_entry(f"x {n}", second=n) for n in range(2)])
    path.write_bytes(path.read_bytes() + damage)
    collected = Logs().collect(ask(tmp_path))
    assert counts(collected) == {"x <num>": 2}
    (reading,) = collected.readings
    assert [(each.what, each.first) for each in reading.problems] == [(problem, f"line {line}")]


@pytest.mark.usefixtures("large")
def test_an_array_that_is_cut_off_is_read_with_care(tmp_path: Path) -> None:
    write_array(tmp_path / "a.json", [raw_entry(f"x {n}", second=n) for n in range(3)])
    whole = (tmp_path / "a.json").read_text(encoding="utf-8")
    (tmp_path / "a.json").write_text(whole[:-60], encoding="utf-8")
    collected = Logs().collect(ask(tmp_path))
    assert counts(collected) == {"x <num>": 2}
    assert [each.status for each in collected.readings] == ["truncated"]


@pytest.mark.usefixtures("large")
def test_a_packed_file_that_is_cut_off_is_read_as_far_as_it_goes(tmp_path: Path) -> None:
    lines = "".join(json.dumps(raw_entry(f"x {n}", second=n)) + "\n" for n in range(4000))
    (tmp_path / "a.json").write_bytes(gzip.compress(lines.encode())[:-2000])
    collected = Logs().collect(ask(tmp_path))
    (reading,) = collected.readings
    assert (reading.status, 0 < reading.items < 4000) == ("truncated", True)


@pytest.mark.usefixtures("large")
def test_what_is_not_kept_is_counted(tmp_path: Path) -> None:
    entries = [
        raw_entry("kept", second=1),
        raw_entry("other", second=2, service="parcel-web"),
        raw_entry("late", second=11),
        raw_entry("other") | {"resource": {"type": "gce_instance", "labels": {"instance_id": "1"}}},
    ]
    write_lines(tmp_path / "a.json", entries)
    collected = Logs().collect(ask(tmp_path, until=10))
    assert counts(collected) == {"kept": 1}
    (reading,) = collected.readings
    assert sorted((each.what, each.count) for each in reading.problems) == [
        ("entries after the end of the window, not kept", 1),
        ("entries of another kind of resource, not kept", 1),
        ("entries of services outside the scope, not kept", 1),
    ]


@pytest.mark.usefixtures("large")
@pytest.mark.parametrize("name", ["a*.json", "a[1].json", "it's.json", "a?.json"])
def test_a_name_is_taken_as_it_is(tmp_path: Path, name: str) -> None:
    write_lines(tmp_path / name, [raw_entry("x")])
    write_lines(tmp_path / "decoy" / "a1.json", [raw_entry("y")])
    assert counts(Logs().collect(ask(tmp_path))) == {"x": 1}


@pytest.mark.usefixtures("large")
def test_a_damaged_line_beside_torn_traces_costs_neither(tmp_path: Path) -> None:
    path = write_lines(tmp_path / "a.json", torn(6, "instance-a"))
    path.write_bytes(path.read_bytes() + b"no JSON at all\n")
    (record,) = patterns(Logs().collect(ask(tmp_path)))
    assert (record.count, record.error_type) == (1, "KeyError")
