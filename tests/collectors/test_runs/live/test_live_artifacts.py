"""Test runs out of the artifacts of GitHub Actions, against two real HTTP servers on this machine."""

from dataclasses import replace
from pathlib import Path

import pytest

from collectors.collector import Source
from collectors.test_runs import TestRuns
from collectors.test_runs.live import listing
from incidents.github.place import GitHubPlace
from incidents.model.evidence import CaseResult
from incidents.model.instant import Instant
from incidents.model.scope import Span
from tests.collectors.asking import RECORDED, ask
from tests.collectors.test_runs.live.actions import NAIVE, Actions, recorded, zipped
from tests.collectors.test_runs.live.asking_live import Collect, left_out, of_files, runs, the_listing
from tests.loopback_github import fake_github
from tests.loopback_github.fake_github import TOKEN
from tests.loopback_github.shapes import COMMIT, minimal_repository


def one_run() -> Actions:
    return Actions().run(11).holds(11, 501, zipped({"junit.xml": NAIVE}))


def test_an_artifact_gives_what_its_files_give(collect: Collect) -> None:
    (live,) = runs(collect(Actions().run(11).holds(11, 501, recorded("reportlog"), "reportlog")))
    saved = runs(TestRuns().collect(ask(RECORDED, "reportlog")))[0]
    assert (live.counts, live.at, live.command, live.duration_s) == (
        saved.counts, saved.at, saved.command, saved.duration_s,
    )  # fmt: skip
    assert live.name == "e2e/reportlog"
    assert live.locator == "acme/parcel/actions/runs/11/artifacts/501/reportlog.zip!"


def test_the_workflow_run_gives_the_commit_and_the_start_where_the_report_has_no_zone(collect: Collect) -> None:
    found = collect(one_run())
    (run,) = runs(found)
    assert (run.commit, run.at, run.zone) == (COMMIT, Instant.parse("2026-03-02T10:00:00Z"), "stated")
    assert run.notes == (
        "the report's start 2026-03-02T10:05:00 names no zone",
        "the start is that of the workflow run, whose tests began later",
        "GitHub Actions: workflow End to end, run 11, attempt 1, event push, branch main, failure",
    )
    cases = {each.test.rpartition("::")[2]: each.outcome for each in found.evidence if isinstance(each, CaseResult)}
    assert cases == {"test_prints": "failed", "test_lists": "passed"}
    listed = the_listing(found)
    assert (listed.status, listed.items, listed.pages, listed.problems) == ("complete", 1, 2, ())
    assert [each.what for each in of_files(found)] == ["acme/parcel/actions/runs/11/artifacts/501/junit.zip!/junit.xml"]


def test_the_token_is_for_github_and_never_for_the_storage(collect: Collect) -> None:
    actions = one_run()
    found = collect(actions)
    assert {each.headers["authorization"] for each in actions.github.seen} == {f"token {TOKEN}"}
    assert len(actions.storage.seen) == 1
    (second,) = actions.storage.seen
    assert set(second.headers) == {"accept-encoding", "host", "user-agent", "connection"}
    assert TOKEN not in repr(second)
    assert TOKEN not in found.model_dump_json()


def test_two_reads_give_the_same_bytes(collect: Collect) -> None:
    actions = one_run().run(12).holds(12, 502, recorded("outcomes"), "outcomes")
    first = collect(actions)
    actions.github.runs.reverse()
    again = collect(actions)
    assert again.evidence == first.evidence
    assert of_files(again) == of_files(first)
    assert the_listing(again).problems == the_listing(first).problems


def test_the_span_is_asked_for_and_deployed_commits_besides(collect: Collect) -> None:
    other = "b" * 40
    actions = (
        one_run()
        .run(9, head_sha=other, run_started_at="2026-02-01T10:00:00Z")
        .holds(9, 401, zipped({"junit.xml": NAIVE}))
        .run(8, head_sha="c" * 40, run_started_at="2026-02-01T10:00:00Z")
        .holds(8, 301, zipped({"junit.xml": NAIVE}))
    )
    span = Span(start=Instant.parse("2026-03-01T00:00:00Z"), end=Instant.parse("2026-03-02T11:00:00Z"))
    found = collect(actions, heads=(other,), span=span)
    assert [run.commit for run in runs(found)] == [COMMIT, other]
    created = [each.query.get("created") for each in actions.github.asked("/actions/runs")]
    assert created[:2] == ["2026-03-01T00:00:00Z..2026-03-02T11:00:00Z", None]
    assert the_listing(found).span == span


def test_an_open_start_is_thirty_days_before_the_end(collect: Collect) -> None:
    assert the_listing(collect(Actions())).span == Span(
        start=Instant.parse("2026-01-31T12:00:00Z"), end=Instant.parse("2026-03-02T12:00:00Z")
    )


def test_only_named_workflows_and_artifacts_are_downloaded(collect: Collect) -> None:
    content = zipped({"junit.xml": NAIVE})
    actions = (
        one_run()
        .holds(11, 502, content, "image")
        .run(12, path=".github/workflows/deploy.yml@main", name="Deploy")
        .holds(12, 503, content)
    )
    found = collect(actions, workflows=("e2e.yml",), artifacts=("jun*",))
    assert [run.name for run in runs(found)] == ["e2e/junit"]
    assert [each.path for each in actions.storage.seen] == ["/501.zip"]
    assert left_out(found) == {"artifacts of other names, left out": 1, "workflow runs of other workflows, left out": 1}
    listed = the_listing(found)
    assert listed.status == "complete"
    assert listed.what.endswith("test artifacts of workflow runs, workflows e2e.yml, artifacts jun*")


@pytest.mark.parametrize("pattern", ["e2e", "e2e.yml", "End to *"])
def test_a_workflow_is_known_by_its_file_and_by_its_title(collect: Collect, pattern: str) -> None:
    assert len(runs(collect(one_run(), workflows=(pattern,)))) == 1


def test_what_a_fork_uploaded_is_no_evidence(collect: Collect) -> None:
    content = zipped({"junit.xml": NAIVE})
    actions = Actions().run(11, head_repository=minimal_repository("mallory/parcel")).holds(11, 501, content)
    actions.run(12, head_repository=None).holds(12, 502, content)
    found = collect(actions)
    assert (runs(found), actions.storage.seen) == ([], [])
    assert left_out(found) == {"workflow runs of forks, left out": 2}


def test_a_run_that_goes_on_makes_the_read_incomplete(collect: Collect) -> None:
    found = collect(Actions().run(11, status="in_progress", conclusion=None))
    assert (the_listing(found).status, the_listing(found).why) == ("truncated", "workflow runs that had not ended: 1")


def test_an_artifact_that_is_about_something_else_is_counted_and_no_failure(collect: Collect) -> None:
    actions = one_run().holds(11, 502, zipped({"app.bin": "x"}), "image").holds(11, 503, zipped({"notes.txt": "x"}))
    actions.run(12)
    found = collect(actions)
    assert len(runs(found)) == 1
    assert left_out(found) == {"artifacts in which no test report was found": 2, "workflow runs without artifacts": 1}
    assert {each.status for each in found.readings} == {"complete"}


def test_the_same_artifact_of_another_workflow_is_another_series(collect: Collect) -> None:
    content = zipped({"junit.xml": NAIVE})
    actions = one_run().run(12, path=".github/workflows/unit.yaml").holds(12, 502, content)
    assert [run.name for run in runs(collect(actions))] == ["e2e/junit", "unit/junit"]


# The attempt, when it began, and what is known of an artifact that was uploaded at 10:15.
@pytest.mark.parametrize(
    ("attempt", "started", "at"),
    [(2, "2026-03-02T10:10:00Z", "10:10"), (2, "2026-03-02T10:30:00Z", "10:00"), (3, "2026-03-02T10:30:00Z", None)],
)
def test_an_artifact_of_an_earlier_attempt_has_that_attempts_start(
    collect: Collect, attempt: int, started: str, at: str | None
) -> None:
    actions = Actions().run(
        11, run_attempt=attempt, run_started_at=started, created_at="2026-03-02T10:00:00Z"
    ).holds(11, 501, zipped({"junit.xml": NAIVE}))  # fmt: skip
    (run,) = runs(collect(actions))
    assert (str(run.at)[11:16] if run.at else None) == at


def test_a_pull_requests_run_says_that_it_tested_a_merge(collect: Collect) -> None:
    actions = Actions().run(11, event="pull_request").holds(11, 501, zipped({"junit.xml": NAIVE}))
    (run,) = runs(collect(actions))
    assert any("merged with the target branch" in note for note in run.notes)


def test_all_pages_of_runs_and_artifacts_are_read(collect: Collect) -> None:
    actions = Actions()
    actions.github.page_size = 2
    for number in range(1, 6):
        actions.run(number).holds(number, number, zipped({"junit.xml": NAIVE}))
    for number in range(11, 14):
        actions.holds(5, number, zipped({"junit.xml": NAIVE}))
    assert len(runs(collect(actions))) == 8


def test_a_list_that_ends_after_a_thousand_says_so(collect: Collect, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fake_github, "MOST_FOUND", 2)
    actions = Actions().run(1).run(2).run(3)
    assert the_listing(collect(actions)).why == "GitHub listed only 2 of 3 workflow runs"


def test_only_the_newest_runs_are_looked_into(collect: Collect, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(listing, "MOST_RUNS", 1)
    actions = one_run().run(12, run_started_at="2026-03-02T11:00:00Z").holds(12, 502, zipped({"junit.xml": NAIVE}))
    found = collect(actions)
    assert [run.locator.split("/")[4] for run in runs(found)] == ["12"]
    assert the_listing(found).why == "only the newest 1 of 2 workflow runs were looked into"


def test_a_name_from_outside_leads_nowhere(collect: Collect, tmp_path: Path) -> None:
    actions = Actions().run(11).holds(11, 501, zipped({"junit.xml": NAIVE}), "../../../\x1b[31mevil\u202e")
    (run,) = runs(collect(actions))
    assert run.locator == "acme/parcel/actions/runs/11/artifacts/501/-..-..-31mevil-.zip!"
    assert not list(tmp_path.glob("*evil*"))


def test_the_survey_says_what_would_be_asked(tmp_path: Path) -> None:
    asked = replace(ask(tmp_path), source=Source(live=True), repository=GitHubPlace("acme/parcel"))
    assert TestRuns().survey(asked) == ("GitHub acme/parcel: test artifacts of workflow runs",)
