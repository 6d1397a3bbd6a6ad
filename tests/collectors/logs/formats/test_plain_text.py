from collections.abc import Iterator
from pathlib import Path

import pytest

from collectors.logs import Logs
from collectors.logs.formats.plain_text import TextEntries, is_plain_text
from collectors.problem_tally import ProblemTally
from incidents.model.scope import Problem
from incidents.model.sealed import Collected
from tests.collectors.logs.log_files import ask, counts, patterns, write_gzip

TRACE = """\
2026-03-02T00:40:45.147Z ERROR parcel: load failed
Traceback (most recent call last):
  File "/app/parcel/api.py", line 12, in get_parcel
    return load(key)
KeyError: 'depot'
2026-03-02T00:40:46.000Z INFO parcel: ready
"""


def collect(root: Path, text: str, *services: str) -> Collected:
    (root / "app.log").write_text(text, encoding="utf-8")
    return Logs().collect(ask(root, "*.log", services=services or ("parcel-api",)))


def problems(collected: Collected) -> dict[str, int]:
    (reading,) = collected.readings
    return {each.what: each.count for each in reading.problems}


@pytest.mark.parametrize(
    ("head", "recognised"),
    [
        (TRACE, True),
        ("starting\n\n2026-03-02T00:40:45Z x\n", True),
        ("[2026-03-02 00:40:45 +0000] [1] [INFO] x", True),
        ("2026-03-02 00:40:45 x", True),  # it is text, though no moment is known
        ('note\n{"a": 1}\n', False),
        ('2026-03-02T00:40:45Z exported\n{"a": 1}\n{"a": 2}\n', False),
        ('[\n  {\n    "timestamp": "2026-03-02T00:40:45Z"\n', False),
        ("plain\nwords\n", False),
        ("", False),
    ],
)
def test_it_is_recognised_by_the_times_of_its_first_lines(head: str, recognised: bool) -> None:
    assert is_plain_text(head) is recognised


def test_a_trace_and_the_message_above_it_are_one_entry(tmp_path: Path) -> None:
    collected = collect(tmp_path, TRACE)
    found = {each.template: each for each in patterns(collected)}
    assert counts(collected) == {"KeyError: 'depot' in get_parcel": 1, "parcel: ready": 1}
    error = found["KeyError: 'depot' in get_parcel"]
    assert (error.service, error.severity, error.severity_from) == ("parcel-api", "ERROR", "text")
    assert error.locator == "app.log#2026-03-02T00:40:45.147Z"
    assert error.by_revision[0].revision == "unknown"
    assert error.excerpt == TRACE.partition("\n2026-03-02T00:40:46")[0]
    (reading,) = collected.readings
    assert (reading.status, reading.items, reading.problems) == ("complete", 2, ())
    assert (str(reading.span.start), str(reading.span.end)) == ("2026-03-02T00:40:45.147Z", "2026-03-02T00:40:46Z")


def test_a_tool_that_puts_the_time_before_each_line_does_not_tear_a_trace(tmp_path: Path) -> None:
    said = TRACE.replace("2026-03-02T00:40:45.147Z ERROR", "2026-03-02 00:40:45,147 ERROR").splitlines()[:5]
    stamped = "".join(f"2026-03-02T00:40:45.1470{n}Z {line}\n" for n, line in enumerate(said))
    stamped += "2026-03-02T00:40:46Z 2026-03-02 00:40:46,000 INFO parcel: ready\n"
    collected = collect(tmp_path, stamped)
    assert counts(collected) == {"KeyError: 'depot' in get_parcel": 1, "parcel: ready": 1}
    assert "\n".join(said) in {each.excerpt for each in patterns(collected)}


def test_lines_whose_time_states_no_zone_are_left_out_and_said(tmp_path: Path) -> None:
    collected = collect(tmp_path, "2026-03-02 00:40:45,147 ERROR a\n  more\n2026-03-02T00:40:46Z ERROR b\n")
    assert counts(collected) == {"b": 1}
    (reading,) = collected.readings
    assert (reading.status, reading.why) == (
        "truncated",
        "lines whose time states no zone, left out since no zone is assumed",
    )
    assert reading.problems == (
        Problem(what="lines that begin with no time, left out", count=1, first="line 2"),
        Problem(what="lines whose time states no zone, left out since no zone is assumed", count=1, first="line 1"),
    )


def test_a_text_that_states_no_zone_anywhere_is_a_failed_reading(tmp_path: Path) -> None:
    collected = collect(tmp_path, "2026-03-02 00:40:45,147 ERROR a\n2026-03-02 00:40:46,147 ERROR b\n")
    (reading,) = collected.readings
    assert (reading.status, problems(collected)) == (
        "failed",
        {"lines whose time states no zone, left out since no zone is assumed": 2},
    )
    assert str(reading.why) == "lines whose time states no zone, left out since no zone is assumed. Nothing was read"


def test_text_belongs_to_the_only_service_that_is_asked_for(tmp_path: Path) -> None:
    collected = collect(tmp_path, TRACE, "parcel-api", "parcel-web")
    (reading,) = collected.readings
    assert (collected.evidence, reading.status) == ((), "failed")
    assert problems(collected) == {"lines of text, which name no service while several are asked for": 6}


def test_a_message_without_a_time_is_counted_and_ends_the_one_before(tmp_path: Path) -> None:
    text = "2026-03-02T00:40:45Z ERROR a\nINFO: undated\n2026-03-02T00:40:46Z ERROR a\n"
    collected = collect(tmp_path, text)
    assert counts(collected) == {"a": 2}
    assert problems(collected) == {"lines that begin with no time, left out": 1}


def test_equal_lines_are_all_counted(tmp_path: Path) -> None:
    (tmp_path / "other.log").write_text("2026-03-02T00:40:45Z ERROR a\n", encoding="utf-8")
    assert counts(collect(tmp_path, "2026-03-02T00:40:45Z ERROR a\n" * 3)) == {"a": 4}


def test_gzip_and_windows_line_breaks_are_read(tmp_path: Path) -> None:
    write_gzip(tmp_path / "app.log.gz", TRACE.replace("\n", "\r\n"))
    assert counts(Logs().collect(ask(tmp_path, "*.gz"))) == {
        "KeyError: 'depot' in get_parcel": 1,
        "parcel: ready": 1,
    }


def test_the_text_of_a_file_in_two_is_the_same_evidence(tmp_path: Path) -> None:
    lines = [f"2026-03-02T00:40:{n:02d}Z ERROR parcel {n} lost\n" for n in range(20)]
    for name, parts in (("one", [lines]), ("two", [lines[7:], lines[:7]])):
        (tmp_path / name).mkdir()
        for number, part in enumerate(parts):
            (tmp_path / name / f"{number}.log").write_text("".join(part), encoding="utf-8")
    (one,), (two,) = (patterns(Logs().collect(ask(tmp_path / name, "*.log"))) for name in ("one", "two"))
    assert (one.id, one.count, one.by_minute) == (two.id, two.count, two.by_minute)


@pytest.mark.parametrize("size", [1, 3, 1000])
def test_chunks_of_any_size_give_the_same_entries(size: int) -> None:
    def entries(chunks: Iterator[str]) -> list[object]:
        return [raw["textPayload"] for raw in TextEntries(chunks, ProblemTally(), ("parcel-api",))]

    pieces = (TRACE[at : at + size] for at in range(0, len(TRACE), size))
    assert entries(pieces) == entries(iter([TRACE]))


def test_very_long_lines_are_read_in_part(tmp_path: Path) -> None:
    long = "2026-03-02T00:40:45Z ERROR a " + "x" * 3_000_000
    collected = collect(tmp_path, f"{long}\n2026-03-02T00:40:46Z ERROR b\n{long}")
    assert sum(counts(collected).values()) == 3
    assert problems(collected) == {"lines that are very long, read in part": 2}


def test_bytes_that_are_no_text_do_no_harm(tmp_path: Path) -> None:
    (tmp_path / "app.log").write_bytes(b"2026-03-02T00:40:45Z ERROR \xff\x00\n" + bytes(range(256)))
    collected = Logs().collect(ask(tmp_path, "*.log"))
    assert sum(counts(collected).values()) == 1
