"""Whatever keeps an artifact, or all of them, from being read is a reading that says so."""

import hashlib
import json
from pathlib import Path

import pytest

from collectors.github import download
from collectors.test_runs.live import artifacts
from tests.collectors.test_runs.live.actions import NAIVE, Actions, zipped
from tests.collectors.test_runs.live.asking_live import Collect, left_out, of_files, runs, the_listing
from tests.incidents.timing.fake_time import FakeTime
from tests.loopback_github.fake_github import failure
from tests.loopback_github.http_loopback import Reply

ZIP = zipped({"junit.xml": NAIVE})
FILE = "acme/parcel/actions/runs/11/artifacts/501/junit.zip"
SHA = hashlib.sha256(ZIP).hexdigest()


def two() -> Actions:
    return Actions().run(11).holds(11, 501, ZIP).holds(11, 502, ZIP, "more")


def failed(collect: Collect, actions: Actions) -> str | None:
    """Why the first artifact could not be read, while the second one was."""
    found = collect(actions)
    assert [run.name for run in runs(found)] == ["e2e/more"]
    (reading,) = [each for each in of_files(found) if each.status == "failed"]
    assert reading.what == FILE
    assert the_listing(found).status == "complete"
    return reading.why


@pytest.mark.parametrize(
    "fault",
    [
        Reply(503),
        Reply(403, b"<Error><Code>AuthenticationFailed</Code></Error>"),
        Reply(drop=True),
        Reply(200, ZIP[:100], stated=len(ZIP)),
    ],
)
def test_storage_that_fails_for_now_is_asked_again_with_a_new_address(
    collect: Collect, passing: FakeTime, fault: Reply
) -> None:
    actions = two()
    actions.storage.faults = [fault, fault]
    assert len(runs(collect(actions))) == 2
    assert passing.slept == [1, 2]
    assert len(actions.github.asked("/501/zip")) == 3


def test_a_download_that_always_breaks_off_is_said_and_the_next_one_is_read(collect: Collect) -> None:
    actions = two()
    actions.storage.faults = [Reply(200, ZIP[:100], stated=len(ZIP))] * 6
    assert failed(collect, actions) == (
        f"its download broke off after 100 of {len(ZIP)} bytes, 6 times in a row. It was not read"
    )


def test_bytes_that_are_not_those_that_github_states_are_not_read(collect: Collect) -> None:
    actions = Actions().run(11).holds(11, 501, ZIP, digest=f"sha256:{'0' * 64}")
    actions.holds(11, 502, ZIP, "more", digest=f"sha256:{SHA.upper()}")
    why = "what was downloaded is not what GitHub states that it holds, 6 times in a row. It was not read"
    assert failed(collect, actions) == why


def test_an_artifact_that_is_no_zip_is_said(collect: Collect) -> None:
    actions = Actions().run(11).holds(11, 501, b"no zip at all").holds(11, 502, ZIP, "more")
    assert failed(collect, actions) == "it is no whole zip. It was not opened"


def test_storage_without_the_file_is_said_at_once(collect: Collect, passing: FakeTime) -> None:
    actions = two()
    del actions.storage.zips[501]
    why = failed(collect, actions)
    assert why is not None
    assert why.endswith(", where GitHub keeps it, answered 404. It was not read")
    assert passing.slept == []


def test_a_further_redirect_is_not_followed(collect: Collect) -> None:
    actions = two()
    actions.storage.faults = [Reply(302, headers={"Location": "http://127.0.0.1:1/elsewhere"})]
    why = failed(collect, actions)
    assert why is not None
    assert why.endswith("answered 302. It was not read")


@pytest.mark.parametrize("location", ["http://storage.example/x.zip", "file:///etc/passwd", "ftp://127.0.0.1/x"])
def test_a_place_that_is_not_reached_by_https_is_not_asked(collect: Collect, location: str) -> None:
    actions = two()
    actions.github.failing("/501/zip", Reply(302, headers={"Location": location}))
    assert failed(collect, actions) == "GitHub names a place for it that is not reached by https. It was not read"


@pytest.mark.parametrize(("status", "said"), [(404, "Not Found"), (410, "Artifact has expired")])
def test_an_artifact_that_is_gone_is_said_and_the_next_one_is_read(collect: Collect, status: int, said: str) -> None:
    why = failed(collect, _failing_first(two(), failure(status, said)))
    assert why is not None
    assert f"({status} {said})" in why


def test_expired_artifacts_are_counted_and_not_asked_for(collect: Collect) -> None:
    actions = two().holds(11, 503, ZIP, expired=True)
    found = collect(actions)
    assert len(runs(found)) == 2
    assert left_out(found) == {"artifacts that have expired and can no longer be read": 1}
    assert the_listing(found).why == "artifacts that have expired and can no longer be read: 1"
    assert actions.github.asked("/503/zip") == []


def test_an_artifact_that_is_too_large_is_not_downloaded(collect: Collect, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(artifacts, "LARGEST_ARTIFACT", 1024 * 1024)
    actions = two().holds(11, 503, ZIP, size_in_bytes=1024 * 1024 + 1)
    found = collect(actions)
    assert the_listing(found).why == "artifacts over 1 MB, not downloaded: 1"
    assert len(actions.storage.seen) == 2


def test_one_that_is_larger_than_github_says_is_cut_off(collect: Collect, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(artifacts, "LARGEST_ARTIFACT", 1024 * 1024)
    monkeypatch.setattr(download, "_CHUNK", 1024)
    actions = Actions().run(11).holds(11, 501, b"x" * (1024 * 1024 + 1), size_in_bytes=10).holds(11, 502, ZIP, "more")
    assert failed(collect, actions) == "it is larger than 1 MB. It was not read"


def test_all_artifacts_together_have_a_bound(collect: Collect, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(artifacts, "LARGEST_IN_ALL", len(ZIP))
    found = collect(two())
    assert len(runs(found)) == 1
    assert the_listing(found).status == "truncated"


def test_a_limit_in_the_middle_keeps_what_came_and_says_until_when(collect: Collect, passing: FakeTime) -> None:
    limit = failure(403, "API rate limit exceeded.", X_RateLimit_Remaining="0", X_RateLimit_Reset="1772455200")
    actions = two()
    actions.github.failing("/502/zip", limit)
    found = collect(actions)
    assert [run.name for run in runs(found)] == ["e2e/junit"]
    assert (the_listing(found).status, the_listing(found).items, the_listing(found).why) == (
        "truncated",
        1,
        "the token's rate limit is used up until 2026-03-02T12:40:00Z, which was not waited for",
    )
    assert passing.slept == []


def test_without_the_permission_nothing_is_read_and_the_permission_is_named(collect: Collect) -> None:
    actions = two()
    actions.github.failing("/actions/runs", failure(403, "Resource not accessible by integration"))
    found = collect(actions)
    listed = the_listing(found)
    assert (listed.status, found.evidence) == ("failed", ())
    assert listed.why == (
        "the workflow runs of acme/parcel may not be read with the token in GITHUB_TOKEN (403 Resource not accessible"
        " by integration); it needs read access to actions. Nothing was read"
    )


def test_without_a_token_nothing_is_read(collect: Collect, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("GITHUB_TOKEN")
    listed = the_listing(collect(two()))
    assert (listed.status, listed.why) == (
        "failed",
        "there is no token for GitHub: set GITHUB_TOKEN, or GH_TOKEN, in the environment. Nothing was read",
    )


def test_a_run_that_was_deleted_meanwhile_is_counted(collect: Collect) -> None:
    actions = two().run(12)
    actions.github.failing("/12/artifacts", failure(404, "Not Found"))
    found = collect(actions)
    assert len(runs(found)) == 2
    assert left_out(found) == {"workflow runs that were deleted meanwhile": 1}


@pytest.mark.parametrize("change", [{"id": None}, {"head_sha": None}, {"created_at": "yesterday"}, {"id": True}])
def test_a_run_without_what_makes_one_is_counted(collect: Collect, change: dict[str, object]) -> None:
    actions = Actions().run(12)
    answer, body = actions.github.answer, {**actions.github.runs[0], **change}
    actions.github.answer = (  # type: ignore[method-assign]
        lambda seen: _runs_of(body) if seen.path.endswith("/actions/runs") else answer(seen)
    )
    assert left_out(collect(actions)) == {"workflow runs without an id, a commit or a time": 1}


def test_a_disk_that_is_full_is_said(collect: Collect, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(artifacts, "download", full)
    (first, _) = of_files(collect(two()))
    assert first.why == "it could not be kept in a temporary file (No space left on device). It was not read"


def test_without_a_place_for_temporary_files_nothing_is_asked(
    collect: Collect, temporary: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(temporary / "gone"))
    actions = two()
    listed = the_listing(collect(actions))
    assert listed.why == "no folder for temporary files could be made. Nothing was read"
    assert actions.github.seen == []


def test_what_is_kept_meanwhile_is_private(collect: Collect, temporary: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    modes: list[int] = []
    true_download = download.download

    def watched(*arguments: object) -> int:
        size = true_download(*arguments)  # type: ignore[arg-type]  # passed on
        modes.extend(path.stat().st_mode & 0o077 for path in temporary.rglob("*.zip"))
        modes.extend(path.stat().st_mode & 0o077 for path in temporary.iterdir())
        return size

    monkeypatch.setattr(artifacts, "download", watched)
    collect(two())
    assert modes == [0, 0, 0, 0]


def _failing_first(actions: Actions, reply: Reply) -> Actions:
    actions.github.failing("/501/zip", reply)
    return actions


def _runs_of(run: dict[str, object]) -> Reply:
    body = {"total_count": 1, "workflow_runs": [run]}
    return Reply(200, json.dumps(body).encode(), {"Content-Type": "application/json; charset=utf-8"})
