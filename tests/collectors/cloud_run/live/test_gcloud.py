"""What the real gcloud saves is what a live read sees, where gcloud is installed."""

import json
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from collectors.cloud_run import CloudRun
from collectors.cloud_run.live.api import CLOUD_RUN_ADMIN
from incidents.model.sealed import Collected
from tests.collectors.cloud_run.live.loopback import Loopback
from tests.collectors.cloud_run.records import SERVICE, ask
from tests.collectors.cloud_run.rich import OLD, revision_v1, revision_v2, service_v1, service_v2
from tests.collectors.google_api.real_gcloud import Answer, answering, gcloud

HOST = "run.example"
"""gcloud puts the region in front of it, so that only a proxy can lead to this machine; nobody looks the name up."""
NAMESPACE = "/apis/serving.knative.dev/v1/namespaces/parcel-staging"
BEYOND = {"locator", "hash"}


def api_v1(pages: Mapping[str, Any], asked: list[str]) -> Answer:
    """Answers by path and token as API v1 does, which is what gcloud asks."""

    def answer(address: str, _: bytes) -> object:
        url = urlsplit(address)
        path = url.path.removeprefix(NAMESPACE)
        token = parse_qs(url.query).get("continue", [""])[0]
        asked.append(f"{url.netloc}{path} {token}".strip())
        return pages[path + token]

    return answer


def gcloud_run(folder: Path, proxy: str, *command: str) -> bytes:
    through = {CLOUD_RUN_ADMIN.variable: f"http://{HOST}/", "http_proxy": proxy, "no_proxy": ""}
    return gcloud(folder, through, "run", *command, "--project=parcel-staging", "--region=europe-west1")


def older(record: dict[str, Any]) -> dict[str, Any]:
    """The same configuration under the name of the revision before."""
    renamed: dict[str, Any] = json.loads(json.dumps(record).replace(record_name(record), OLD))
    return renamed


def record_name(record: dict[str, Any]) -> str:
    name = record.get("metadata", record)["name"]
    return str(name).rpartition("/")[2]


@pytest.mark.skipif(shutil.which("gcloud") is None, reason="gcloud is not installed")
def test_files_that_gcloud_saved_give_the_evidence_of_a_live_read(
    collect: Callable[..., Collected], tmp_path: Path
) -> None:
    listed = {"apiVersion": "serving.knative.dev/v1", "kind": "RevisionList"}
    pages = {
        "/revisions": {**listed, "metadata": {"continue": "more"}, "items": [revision_v1()]},
        "/revisionsmore": {**listed, "metadata": {}, "items": [older(revision_v1())]},
        f"/services/{SERVICE}": service_v1(),
    }
    asked = list[str]()
    with answering(api_v1(pages, asked)) as proxy:
        (tmp_path / "revisions.json").write_bytes(
            gcloud_run(tmp_path, proxy, "revisions", "list", f"--service={SERVICE}")
        )
        (tmp_path / "services.json").write_bytes(gcloud_run(tmp_path, proxy, "services", "describe", SERVICE))
    saved = CloudRun().collect(ask(tmp_path, "revisions.json", "services.json"))
    live = collect(Loopback([service_v2()], {SERVICE: [[revision_v2()], [older(revision_v2())]]}))
    assert asked == [
        f"europe-west1-{HOST}/revisions",
        f"europe-west1-{HOST}/revisions more",
        f"europe-west1-{HOST}/services/{SERVICE}",
    ]
    assert [each.model_dump(exclude=BEYOND) for each in live.evidence] == [
        each.model_dump(exclude=BEYOND) for each in saved.evidence
    ]
    assert [each.id for each in live.evidence] == [f"rev-{OLD}", f"rev-{record_name(revision_v1())}", f"svc-{SERVICE}"]
    assert {each.status for each in saved.readings} == {"complete"}
