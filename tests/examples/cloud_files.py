"""What gcloud prints of Cloud Run and of the logs of small made-up services."""

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

Json = dict[str, Any]


@dataclass(frozen=True)
class Deployed:
    """A revision; `failure` is the platform's message where it never became ready."""

    service: str
    name: str
    at: str
    commit: str
    env: dict[str, str] = field(default_factory=dict)
    failure: str = ""

    @property
    def image(self) -> str:
        return f"europe-docker.pkg.dev/example/apps/{self.service}@sha256:{self.commit[:8] * 8}"


def write_cloud_run(folder: Path, project: str, region: str, revisions: list[Deployed], serving: str) -> None:
    """`serving` is the revision that has all the traffic; the last one was deployed last."""
    (folder / "revisions.json").write_text(
        json.dumps([_revision(each, region) for each in reversed(revisions)], indent=1)
    )
    last = revisions[-1]
    status: Json = {
        "latestCreatedRevisionName": last.name,
        "latestReadyRevisionName": serving,
        "traffic": [{"percent": 100, "revisionName": serving}],
        "conditions": [_condition("Ready", last)],
    }
    metadata = {"name": last.service, "namespace": project, "labels": {"cloud.googleapis.com/location": region}}
    service: Json = {"apiVersion": "serving.knative.dev/v1", "kind": "Service", "metadata": metadata, "status": status}
    service["spec"] = {"template": {"metadata": {"name": last.name}, "spec": _spec(last)}}
    (folder / "services.json").write_text(json.dumps([service], indent=1))


def _revision(given: Deployed, region: str) -> Json:
    labels = {
        "cloud.googleapis.com/location": region,
        "commit-sha": given.commit,
        "serving.knative.dev/service": given.service,
        "serving.knative.dev/configurationGeneration": given.name.split("-")[-2].lstrip("0"),
    }
    return {
        "apiVersion": "serving.knative.dev/v1",
        "kind": "Revision",
        "metadata": {"name": given.name, "creationTimestamp": given.at, "labels": labels, "annotations": {}},
        "spec": _spec(given),
        "status": {"conditions": [_condition("Ready", given)], "imageDigest": given.image},
    }


def _spec(given: Deployed) -> Json:
    env = [{"name": name, "value": value} for name, value in given.env.items()]
    container = {"image": given.image, "env": env, "ports": [{"containerPort": 8080, "name": "http1"}]}
    return {"containerConcurrency": 40, "timeoutSeconds": 300, "containers": [container]}


def _condition(kind: str, given: Deployed) -> Json:
    if not given.failure:
        return {"type": kind, "status": "True", "lastTransitionTime": given.at}
    failed = {"reason": "HealthCheckContainerError", "message": given.failure}
    return {"type": kind, "status": "False", "lastTransitionTime": given.at, **failed}


@dataclass(frozen=True)
class Log:
    """The log of one service; entries are numbered in the order in which they are made."""

    project: str
    region: str
    service: str
    entries: list[Json] = field(default_factory=list)

    def asked(self, revision: str, at: str, call: str, status: int) -> None:
        method, path = call.split(" ")
        url = f"https://{self.service}-example.a.run.app{path}"
        request = {"requestMethod": method, "requestUrl": url, "status": status, "latency": "0.04s"}
        severity = "ERROR" if status >= 500 else "WARNING" if status >= 400 else "INFO"
        self._add("requests", revision, at, severity, {"httpRequest": request})

    def line(self, revision: str, at: str, severity: str, text: str) -> None:
        self._add("stdout", revision, at, severity, {"jsonPayload": {"message": text, "logger": "app"}})

    def platform(self, revision: str, at: str, severity: str, text: str) -> None:
        self._add("varlog/system", revision, at, severity, {"textPayload": text})

    def _add(self, log: str, revision: str, at: str, severity: str, fields: Json) -> None:
        labels = {
            "configuration_name": self.service,
            "location": self.region,
            "project_id": self.project,
            "revision_name": revision,
            "service_name": self.service,
        }
        name = f"run.googleapis.com/{log}".replace("/", "%2F")
        self.entries.append(
            {
                **fields,
                "insertId": f"{self.service}{len(self.entries):08d}",
                "logName": f"projects/{self.project}/logs/{name}",
                "resource": {"type": "cloud_run_revision", "labels": labels},
                "severity": severity,
                "timestamp": at,
                "receiveTimestamp": at,
            }
        )

    def write(self, file: Path) -> None:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(json.dumps(self.entries, indent=1))
