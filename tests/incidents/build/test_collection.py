import json
import re
from pathlib import Path

import pytest

from incidents.build.collection import collect
from incidents.build.outcome import store
from incidents.config.load import load
from incidents.demo.workspace import SINCE
from incidents.errors import WindowError
from incidents.model.evidence import Declaration, LogPattern, Revision, TestRun
from incidents.model.instant import Instant
from incidents.store.folder import IncidentFolder
from tests.collectors.test_runs.live.actions import NAIVE, Actions, zipped
from tests.loopback_github.fake_github import TOKEN
from tests.loopback_github.http_loopback import served
from tests.loopback_github.shapes import REPOSITORY


def test_everything_that_is_configured_is_read_and_sealed(workspace: Path) -> None:
    sealed = collect(load(workspace / "incident.toml"), SINCE, None)
    kinds = {each.kind for each in sealed.collected.evidence}
    assert kinds >= {
        "log-pattern", "request-statistics", "platform-event", "revision", "test-run", "test-case",
        "commit", "file-change", "open-issue", "declaration",
    }  # fmt: skip
    assert {each.status for each in sealed.collected.readings} == {"complete"}
    assert sealed.scope.span.start == sealed.window.baseline.span.start


def test_what_came_after_until_belongs_to_another_incident(workspace: Path) -> None:
    settings = load(workspace / "incident.toml")
    whole = collect(settings, SINCE, None)
    last = max(each.at for each in whole.collected.evidence if isinstance(each, Revision) and each.at)
    early = collect(settings, SINCE, str(last.plus(-60)))
    moments = [each.last for row in early.collected.evidence if isinstance(row, LogPattern) for each in row.by_revision]
    assert max(moments) <= last.plus(-60)
    assert len([each for each in early.collected.evidence if isinstance(each, Revision)]) < len(
        [each for each in whole.collected.evidence if isinstance(each, Revision)]
    )


def test_until_may_be_a_revision_that_was_replaced(workspace: Path) -> None:
    settings = load(workspace / "incident.toml")
    whole = collect(settings, SINCE, None)
    start = whole.window.candidate.span.start
    earlier = sorted(
        (each.at, each.name) for each in whole.collected.evidence
        if isinstance(each, Revision) and each.at and each.service == "parcel-api" and each.name != SINCE
    )  # fmt: skip
    window = collect(settings, earlier[0][1], SINCE).window
    assert window.candidate.span.end == start


def test_github_is_asked_for_the_span_of_the_window_and_for_what_was_deployed_in_it(
    workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GITHUB_TOKEN", TOKEN)
    actions = Actions().run(11).holds(11, 501, zipped({"junit.xml": NAIVE}))
    file = workspace / "incident.toml"
    with served(actions.github.answer) as api, served(actions.storage.answer) as storage:
        actions.github.storage = storage
        text = file.read_text(encoding="utf-8").replace('files = ["artifacts/*"]', "live = true")
        text = re.sub(
            r"(?<=\n)\[issues\]\nrepository = .*", f'[issues]\nrepository = "{REPOSITORY}"\napi_url = "{api}"', text
        )
        file.write_text(text, encoding="utf-8")
        sealed = collect(load(file), SINCE, "2026-03-10T13:00:00Z")
    first, *others = [each.query for each in actions.github.seen if each.path.endswith("/actions/runs")]
    start, _, end = first["created"].partition("..")
    good = sealed.window.baseline.revisions[0].commit
    deployed = {each.commit for side in (sealed.window.baseline, sealed.window.candidate) for each in side.revisions}
    assert end == "2026-03-10T13:00:00Z"
    assert Instant.parse(start) < sealed.window.candidate.span.start  # type: ignore[operator]
    assert good is not None
    assert {each["head_sha"] for each in others} == deployed


def test_an_abbreviated_commit_and_a_branch_name_points(workspace: Path) -> None:
    settings = load(workspace / "incident.toml")
    whole = collect(settings, SINCE, None)
    good = next(each.commit for each in whole.window.baseline.revisions if each.revision == SINCE)
    assert good is not None
    asked = collect(settings, good[:10], None)
    assert asked.window.candidate.span == whole.window.candidate.span
    assert "is the newest revision built from commit" in asked.window.baseline.reason


def test_without_revisions_there_is_no_window_and_the_reason_is_said(workspace: Path) -> None:
    (workspace / "revisions.json").write_text("[]", encoding="utf-8")
    with pytest.raises(WindowError, match="no revision of a service in scope was read"):
        collect(load(workspace / "incident.toml"), SINCE, None)


def test_without_a_repository_the_rest_is_read_and_the_gap_is_a_reading(workspace: Path) -> None:
    (workspace / "repo").rename(workspace / "elsewhere")
    sealed = collect(load(workspace / "incident.toml"), SINCE, None)
    assert [each.status for each in sealed.collected.readings if each.source == "git"] == ["failed"]
    with pytest.raises(WindowError, match="is no revision in scope"):
        collect(load(workspace / "incident.toml"), "main", None)


def test_lines_of_the_configuration_are_evidence(workspace: Path) -> None:
    sealed = collect(load(workspace / "incident.toml"), SINCE, None)
    lines = [each for each in sealed.collected.evidence if isinstance(each, Declaration)]
    assert {each.locator.split(":")[0] for each in lines} == {"incident.toml"}
    assert {component.declared for component in sealed.policy.components} <= {each.id for each in lines}


def test_runs_of_the_latest_stored_incident_are_compared_with(workspace: Path) -> None:
    """An earlier incident is stored with its run; then that run's files are gone, and only the store remembers it."""
    settings = load(workspace / "incident.toml")
    whole = collect(settings, SINCE, None)
    runs = sorted((each for each in whole.collected.evidence if isinstance(each, TestRun)), key=lambda run: str(run.at))
    first, second = (each.at for each in runs)
    assert first is not None
    assert second is not None
    created = {each.name: each.at for each in whole.collected.evidence if isinstance(each, Revision)}
    before = str(first.plus(600))
    earlier = collect(settings, str(created[SINCE]), before)
    store(IncidentFolder(settings.report_folder, earlier.name), earlier)
    for folder in sorted((workspace / "artifacts").iterdir()):
        if folder.name.startswith(str(first)[:10].replace("-", "")):
            folder.rename(workspace / folder.name)
    later = collect(settings, SINCE, None)
    assert later.baseline == earlier.name
    assert {each.at for each in later.collected.evidence if isinstance(each, TestRun)} == {first, second}


def test_two_windows_have_two_names_and_one_window_has_one(workspace: Path) -> None:
    settings = load(workspace / "incident.toml")
    whole = collect(settings, SINCE, None)
    again = collect(settings, SINCE, None)
    assert whole == again
    other = collect(settings, SINCE, str(Instant.parse("2026-03-10T09:00:00Z")))
    assert other.name != whole.name


def test_services_without_a_description_have_no_known_traffic(workspace: Path) -> None:
    (workspace / "services.json").write_text(json.dumps([]), encoding="utf-8")
    sealed = collect(load(workspace / "incident.toml"), SINCE, None)
    assert {each.percent for each in sealed.window.candidate.revisions} == {None}


def test_a_secret_in_the_configuration_is_redacted_like_any_other(workspace: Path) -> None:
    file = workspace / "incident.toml"
    address = "jane.doe" + "@example.com"
    file.write_text(file.read_text(encoding="utf-8").replace('"shipping team"', f'"{address}"'), encoding="utf-8")
    sealed = collect(load(file), SINCE, None)
    assert address not in sealed.model_dump_json()
