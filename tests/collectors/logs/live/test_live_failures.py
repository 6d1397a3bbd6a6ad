"""Whatever keeps a live read from its end is a reading that says so."""

import stat
import tempfile
from collections.abc import Callable
from pathlib import Path

import grpc  # type: ignore[import-untyped]  # it has no types
import pytest

from collectors.logs import Logs
from collectors.logs.live import answer
from collectors.logs.live.api import CLOUD_LOGGING
from tests.collectors.logs.live.asking_live import Collect, moment_of_now, searched, the_reading
from tests.collectors.logs.live.loopback import Loopback, paged, served
from tests.collectors.logs.log_files import (
    ask,
    counts,
    raw_entry,
)
from tests.incidents.timing.fake_time import FakeTime


@pytest.mark.parametrize(
    "code",
    [
        grpc.StatusCode.RESOURCE_EXHAUSTED,
        grpc.StatusCode.UNAVAILABLE,
        grpc.StatusCode.DEADLINE_EXCEEDED,
        grpc.StatusCode.INTERNAL,
    ],
)
def test_what_passes_is_waited_for(collect: Collect, passing: FakeTime, code: grpc.StatusCode) -> None:
    loopback = Loopback([[raw_entry("x")], [raw_entry("y", second=2)]]).failing(1, code, "later", times=3)
    collected = collect(loopback)
    assert counts(collected) == {"x": 1, "y": 1}
    assert the_reading(collected).status == "complete"
    assert passing.slept == [1, 2, 4]
    assert [each.page_token for each in loopback.requests] == ["", "page-1", "page-1", "page-1", "page-1"]


@pytest.mark.parametrize(
    ("code", "why"),
    [
        (
            grpc.StatusCode.PERMISSION_DENIED,
            (
                "reading the logs of project 'parcel' is not permitted (403 said the server); the role Logs Viewer"
                " (roles/logging.viewer) is needed. Nothing was read"
            ),
        ),
        (
            grpc.StatusCode.NOT_FOUND,
            (
                "there are no logs of a project 'parcel' (404 said the server); check `project` in incident.toml."
                " Nothing was read"
            ),
        ),
        (
            grpc.StatusCode.INVALID_ARGUMENT,
            (
                "the question about the logs of project 'parcel' was not accepted (400 said the server); check"
                " `project` in incident.toml. Nothing was read"
            ),
        ),
        (
            grpc.StatusCode.UNAUTHENTICATED,
            (
                "the credentials were not accepted (401 said the server); log in with `gcloud auth application-default"
                " login` or name a key file in GOOGLE_APPLICATION_CREDENTIALS. Nothing was read"
            ),
        ),
        (grpc.StatusCode.UNIMPLEMENTED, "Cloud Logging refused to answer (501 said the server). Nothing was read"),
        (
            grpc.StatusCode.UNAVAILABLE,
            (
                "Cloud Logging could not be reached or did not answer (503 said the server), 7 times in a row."
                " Nothing was read"
            ),
        ),
        (
            grpc.StatusCode.RESOURCE_EXHAUSTED,
            "the quota of reads was used up (429 said the server), 7 times in a row. Nothing was read",
        ),
    ],
)
def test_what_does_not_pass_is_a_failed_reading_of_one_sentence(
    collect: Collect, tmp_path: Path, code: grpc.StatusCode, why: str
) -> None:
    collected = collect(Loopback([[]]).failing(0, code, "said\nthe server"))
    assert collected.evidence == ()
    reading = the_reading(collected)
    assert (reading.what, reading.status, reading.why) == (searched(tmp_path), "failed", why)
    assert (reading.items, reading.pages) == (0, 0)


def test_a_failure_on_the_way_leaves_what_was_read_and_says_how_far(collect: Collect) -> None:
    loopback = Loopback(paged([raw_entry("x", second=n) for n in range(9)], 3))
    collected = collect(loopback.failing(2, grpc.StatusCode.ABORTED, "gone"))
    assert counts(collected) == {"x": 6}
    reading = the_reading(collected)
    assert (reading.status, reading.items, reading.pages) == ("truncated", 6, 2)
    assert reading.why == (
        "Cloud Logging refused to answer (409 gone); the read covers only up to 2026-03-02T00:00:05Z"
    )
    assert str(reading.span.end) == moment_of_now()


def test_a_read_without_end_stops_at_its_deadline(collect: Collect, passing: FakeTime) -> None:
    loopback = Loopback([[raw_entry("x")], *[[]] * 2000])
    reading = the_reading(collect(loopback))
    assert (reading.status, reading.items) == ("truncated", 1)
    assert reading.why == ("the read had not ended after 30 minutes; the read covers only up to 2026-03-02T00:00:00Z")
    assert 1400 < reading.pages == len(loopback.requests) < 1500
    assert passing.now - 100 <= 30 * 60 + 2


def test_without_credentials_nothing_is_asked(
    tmp_path: Path, temporary: Path, monkeypatch: pytest.MonkeyPatch, passing: FakeTime
) -> None:
    monkeypatch.delenv(CLOUD_LOGGING.variable, raising=False)
    monkeypatch.setenv("GOOGLE_APPLICATION_CREDENTIALS", str(tmp_path / "gone.json"))
    reading = the_reading(Logs(timer=passing.timer).collect(ask(tmp_path, live=True)))
    assert (reading.status, reading.why) == (
        "failed",
        (
            "no usable Google credentials were found; log in with `gcloud auth application-default login` or name a"
            " key file in GOOGLE_APPLICATION_CREDENTIALS. Nothing was read"
        ),
    )
    assert list(temporary.iterdir()) == []


@pytest.mark.parametrize(
    ("write", "why"),
    [
        (lambda path: path.write_text('{"type": "service_account"}'), "no usable Google credentials were found; "),
        (lambda path: path.write_text("{"), "no usable Google credentials were found; "),
        (lambda path: path.mkdir(), "the Google credentials could not be used ("),
    ],
)
def test_credentials_that_are_none_are_told(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    passing: FakeTime,
    write: Callable[[Path], object],
    why: str,
) -> None:
    write(tmp_path / "key.json")
    monkeypatch.delenv(CLOUD_LOGGING.variable, raising=False)
    monkeypatch.setenv("GOOGLE_APPLICATION_CREDENTIALS", str(tmp_path / "key.json"))
    reading = the_reading(Logs(timer=passing.timer).collect(ask(tmp_path, live=True)))
    assert (reading.status, str(reading.why).startswith(why)) == ("failed", True), reading.why


def test_a_place_that_does_not_answer_is_a_failed_reading(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, passing: FakeTime
) -> None:
    with served(Loopback([[]])) as place:
        pass  # the port was free a moment ago, and nobody listens there now
    monkeypatch.setenv(CLOUD_LOGGING.variable, place)
    reading = the_reading(Logs(timer=passing.timer).collect(ask(tmp_path, live=True)))
    assert (reading.status, reading.items) == ("failed", 0)
    assert str(reading.why).startswith("Cloud Logging could not be reached or did not answer (503 ")
    assert str(reading.why).endswith(", 7 times in a row. Nothing was read")


def test_a_malformed_place_is_a_failed_reading(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(CLOUD_LOGGING.variable, "127.0.0.1:port")
    reading = the_reading(Logs().collect(ask(tmp_path, live=True)))
    assert (reading.status, str(reading.why).startswith(CLOUD_LOGGING.variable)) == ("failed", True)


def test_no_temporary_folder_is_a_failed_reading(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "gone"))
    monkeypatch.setenv(CLOUD_LOGGING.variable, "127.0.0.1:1")
    reading = the_reading(Logs().collect(ask(tmp_path, live=True)))
    assert (reading.status, reading.why) == (
        "failed",
        "entries could not be kept in a temporary folder (No such file or directory). Nothing was read",
    )


def test_an_answer_that_cannot_be_kept_is_a_failed_reading(collect: Collect, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(answer, "_SPOOL", "gone/entries.jsonl")
    reading = the_reading(collect(Loopback([[raw_entry("x")]])))
    assert (reading.status, reading.why) == (
        "failed",
        "the answer could not be kept in a temporary file (No such file or directory). Nothing was read",
    )


def test_the_answer_is_kept_where_nobody_else_reads_it_and_an_interrupt_leaves_nothing(
    collect: Collect, temporary: Path
) -> None:
    seen: list[tuple[str, int]] = []

    def interrupt(what: str, items: int) -> None:
        (folder,) = temporary.iterdir()
        (spool,) = folder.iterdir()
        assert [stat.S_IMODE(each.stat().st_mode) for each in (folder, spool)] == [0o700, 0o600]
        seen.extend([(what, items)] if what.startswith("Cloud") else [])
        if len(seen) == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        collect(Loopback(paged([raw_entry("x", second=n) for n in range(9)], 3)), progress=interrupt)
    assert seen == [("Cloud Logging of parcel", 3)] * 2
    assert list(temporary.iterdir()) == []
