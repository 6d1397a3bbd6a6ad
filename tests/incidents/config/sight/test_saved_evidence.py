"""Evidence that already lies in the folder."""

import gzip
import json
from pathlib import Path
from typing import Any

import pytest

from incidents.config.sight.folder import look
from incidents.config.sight.saved_evidence import Saved, saved_evidence
from tests.collectors.asking import COVERAGE
from tests.incidents.config.sight.folders import fill, looked


def entry(**changes: Any) -> dict[str, Any]:
    labels = {"service_name": "parcel-api", "location": "europe-west1", "project_id": "parcel-staging"}
    return {
        "insertId": "1",
        "jsonPayload": {"service_name": "not-this", "location": "nor-this1"},
        "logName": "projects/parcel-staging/logs/run.googleapis.com%2Fstdout",
        "resource": {"type": "cloud_run_revision", "labels": labels},
        **changes,
    }


REVISION = {
    "apiVersion": "serving.knative.dev/v1",
    "kind": "Revision",
    "metadata": {"labels": {"serving.knative.dev/service": "auth", "cloud.googleapis.com/location": "europe-west4"}},
}
SERVICE = {"apiVersion": "serving.knative.dev/v1", "kind": "Service", "metadata": {"name": "web"}}
JUNIT = '<?xml version="1.0"?>\n<testsuites><testsuite name="x"/></testsuites>'


@pytest.mark.parametrize("text", [json.dumps([entry()], indent=1), json.dumps(entry()) + "\n" + json.dumps(entry())])
def test_logs_are_known_by_their_entries_and_name_what_they_come_from(tmp_path: Path, text: str) -> None:
    assert saved_evidence(looked(tmp_path, {"logs/a.json": text, "logs/b.json": text})) == Saved(
        globs={"logs": ("logs/*.json",)},
        named=tuple(
            (what, name, path)
            for what, name in (("project", "parcel-staging"), ("region", "europe-west1"), ("service", "parcel-api"))
            for path in ("logs/a.json", "logs/b.json")
        ),
    )


def test_entries_of_other_resources_name_no_service(tmp_path: Path) -> None:
    other = {"type": "gce_instance", "labels": {"project_id": "other", "location": "us-east1"}}
    saved = saved_evidence(looked(tmp_path, {"a.json": json.dumps([entry(resource=other)])}))
    assert saved == Saved(globs={"logs": ("a.json",)}, named=())


def test_revisions_and_services_are_told_from_logs(tmp_path: Path) -> None:
    v2 = {"items": [{"name": "projects/p1/locations/asia-east1/services/worker/revisions/worker-1"}]}
    files = {"revisions.json": json.dumps([REVISION]), "services.json": json.dumps(SERVICE), "v2.json": json.dumps(v2)}
    assert saved_evidence(looked(tmp_path, files)) == Saved(
        globs={"cloud_run": ("revisions.json", "services.json", "v2.json")},
        named=(
            ("project", "p1", "v2.json"),
            ("region", "asia-east1", "v2.json"),
            ("region", "europe-west4", "revisions.json"),
            ("service", "auth", "revisions.json"),
            ("service", "web", "services.json"),
            ("service", "worker", "v2.json"),
        ),
    )


@pytest.mark.parametrize(
    ("paths", "globs"),
    [
        (["artifacts/run-1/junit.xml", "artifacts/run-2/out.xml"], ("artifacts/*",)),
        (["reports/junit.xml"], ("reports",)),
        (["junit.xml"], ("junit.xml",)),
        (["build/test-results/test/TEST-a.xml"], ("build/test-results/*",)),
    ],
)
def test_test_runs_are_the_folders_beside_each_other(tmp_path: Path, paths: list[str], globs: tuple[str, ...]) -> None:
    saved = saved_evidence(looked(tmp_path, dict.fromkeys(paths, JUNIT)))
    assert saved.globs == {"tests": globs}


@pytest.mark.parametrize("name", ["coverage.json", "coverage.xml"])
def test_coverage_is_told_by_its_words_and_leaves_the_run_beside_it_a_run(tmp_path: Path, name: str) -> None:
    files = {"artifacts/a/junit.xml": JUNIT, f"artifacts/a/{name}": (COVERAGE / "whole" / name).read_text()}
    assert saved_evidence(looked(tmp_path, files)).globs == {
        "tests": ("artifacts/*",),
        "coverage": (f"artifacts/a/{name}",),
    }


def test_the_rest_is_told_by_name_at_the_top(tmp_path: Path) -> None:
    files = {
        "issues.json": "[]",
        "probes.json": "{}",
        "session.json": "{}",
        "plan.json": '{"tests": []}',
        "context.json": '[{"claim": "it worked"}]',
        "images.json": '[{"digest": "sha256:0"}]',
        "metrics/latency.json": "{}",
        "src/session.json": "{}",
        "metrics.log": "no json",
        "package.json": "{}",
    }
    assert saved_evidence(looked(tmp_path, files)).globs == {
        "issues": ("issues.json",),
        "metrics": ("metrics/*.json",),
        "probes": ("probes.json",),
        "session": ("session.json",),
        "plan": ("plan.json",),
        "context": ("context.json",),
        "images": ("images.json",),
    }


@pytest.mark.parametrize(
    ("name", "content"),
    [
        # What Terraform writes with `show -json`, a template's variables, a gallery.
        ("plan.json", '{"format_version": "1.2", "resource_changes": []}'),
        ("context.json", '{"project_name": "parcel"}'),
        ("images.json", '["a.png", "b.png"]'),
    ],
)
def test_a_file_of_another_tool_is_not_taken_for_its_name(tmp_path: Path, name: str, content: str) -> None:
    assert saved_evidence(looked(tmp_path, {name: content})).globs == {}


def test_files_of_two_kinds_in_one_folder_are_named_one_by_one(tmp_path: Path) -> None:
    files = {"saved/logs.json": json.dumps([entry()]), "saved/revisions.json": json.dumps([REVISION])}
    assert saved_evidence(looked(tmp_path, files)).globs == {
        "cloud_run": ("saved/revisions.json",),
        "logs": ("saved/logs.json",),
    }


def test_a_sink_s_folders_are_one_pattern(tmp_path: Path) -> None:
    files = {f"sink/stdout/2026/03/0{day}/00.json": json.dumps(entry()) for day in range(1, 6)}
    assert saved_evidence(looked(tmp_path, files)).globs == {"logs": ("sink/**/*.json",)}


def test_one_pattern_for_many_folders_takes_in_no_other_source(tmp_path: Path) -> None:
    files = {f"saved/{day}/logs/a.json": json.dumps(entry()) for day in range(1, 6)}
    globs = saved_evidence(looked(tmp_path, {**files, "saved/revisions.json": json.dumps([REVISION])})).globs
    assert globs["logs"] == tuple(f"saved/{day}/logs/*.json" for day in range(1, 6))


def test_compressed_logs_are_looked_into(tmp_path: Path) -> None:
    fill(tmp_path, {"logs/bad.json.gz": "not gzip"})
    (tmp_path / "logs" / "good.json.gz").write_bytes(gzip.compress(json.dumps([entry()]).encode()))
    saved = saved_evidence(look(tmp_path))
    assert saved.globs == {"logs": ("logs/*.json.gz",)}
    assert ("service", "parcel-api", "logs/good.json.gz") in saved.named


def test_names_that_mean_something_in_a_glob_are_escaped(tmp_path: Path) -> None:
    saved = saved_evidence(looked(tmp_path, {"logs [1]/a.json": json.dumps([entry()])}))
    assert saved.globs == {"logs": ("logs [[]1]/*.json",)}


@pytest.mark.parametrize(
    "text",
    [
        '["serving.knative.dev/v1", ' + "[" * 100_000,
        '{"apiVersion": "serving.knative.dev/v1", "kind": "Service"',
        '{"apiVersion": "serving.knative.dev/v1", "kind": "Service", "metadata": {"name": ["x"]}}',
        '"serving.knative.dev/v1"',
        "",
    ],
)
def test_broken_files_name_nothing(tmp_path: Path, text: str) -> None:
    assert saved_evidence(looked(tmp_path, {"services.json": text})).named == ()


def test_evidence_of_the_tests_themselves_is_left_alone(tmp_path: Path) -> None:
    files = {"tests/fixtures/junit.xml": JUNIT, "docs/logs.json": json.dumps([entry()])}
    assert saved_evidence(looked(tmp_path, files)) == Saved(globs={}, named=())


def test_only_the_first_files_of_a_folder_are_looked_into(tmp_path: Path) -> None:
    files = {f"logs/{number:02}.json": json.dumps([entry()]) for number in range(30)}
    assert len({where for _, _, where in saved_evidence(looked(tmp_path, files)).named}) == 20
