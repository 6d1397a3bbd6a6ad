from typing import Any

from collectors.cloud_run.settings import NO_SETTINGS, settings
from collectors.redaction import Redactor
from tests.collectors.cloud_run.records import COMMIT, container, revision

ALWAYS = {
    "metadata.annotations.autoscaling.knative.dev/maxScale": "4",
    "spec.containerConcurrency": "80",
    "spec.containers[0].env.DB_PASSWORD": "secret:db-password@3",
    "spec.containers[0].env.EMPTY": "",
    "spec.containers[0].env.PORT_OF_PRINTER": "9100",
    "spec.containers[0].ports[0].containerPort": "8080",
    "spec.containers[0].ports[0].name": "http1",
    "spec.containers[0].resources.limits.cpu": "1000m",
    "spec.containers[0].resources.limits.memory": "512Mi",
    "spec.containers[0].startupProbe.tcpSocket.port": "8080",
    "spec.containers[0].startupProbe.timeoutSeconds": "240",
    "spec.timeoutSeconds": "300",
}


def read(record: dict[str, Any], ingress: int = 0, commit: str | None = COMMIT) -> dict[str, str]:
    found = settings(record, ingress, commit, Redactor([("badge", "BDG-[0-9]{6}")]))
    assert [each.path for each in found] == sorted(each.path for each in found)
    return {each.path: each.value for each in found}


def more(record: dict[str, Any], **options: Any) -> dict[str, str]:
    """Settings beyond those that every record here has."""
    return dict(read(record, **options).items() - ALWAYS.items())


def test_settings_have_the_paths_of_the_yaml() -> None:
    assert read(revision()) == ALWAYS


def test_what_differs_on_every_deployment_sets_nothing() -> None:
    labels = dict.fromkeys(NO_SETTINGS, "x") | {"git_sha": "1234567", "serving.knative.dev/route": "x"}
    assert more(revision(labels=labels, annotations=dict.fromkeys(NO_SETTINGS, "x"))) == {}


def test_labels_and_annotations_of_the_team_are_settings() -> None:
    record = revision(labels={"team": "parcels"}, annotations={"run.googleapis.com/vpc-access-egress": "all-traffic"})
    assert more(record) == {
        "metadata.labels.team": "parcels",
        "metadata.annotations.run.googleapis.com/vpc-access-egress": "all-traffic",
    }


def test_json_in_annotations_compares_without_its_spaces() -> None:
    key = "run.googleapis.com/network-interfaces"
    for written in ('[{"network":"a","subnetwork":"b"}]', '[ {"subnetwork": "b", "network": "a"} ]'):
        assert more(revision(annotations={key: written})) == {
            f"metadata.annotations.{key}": '[{"network":"a","subnetwork":"b"}]'
        }
    assert more(revision(annotations={key: "[broken"})) == {f"metadata.annotations.{key}": "[broken"}


def test_lists_of_words_are_one_setting_and_empty_objects_are_seen() -> None:
    changed = container(command=["gunicorn", "app:app"], args=[])
    record = revision(spec={"containers": [changed], "volumes": [{"name": "tmp", "emptyDir": {}}]})
    assert more(record) == {
        "spec.containers[0].command": '["gunicorn","app:app"]',
        "spec.containers[0].args": "[]",
        "spec.volumes[0].name": "tmp",
        "spec.volumes[0].emptyDir": "{}",
    }


def test_secrets_are_named_and_never_redacted_or_read() -> None:
    env = [
        {"name": "API_TOKEN", "valueFrom": {"secretKeyRef": {"name": "api-token", "key": "latest"}}},
        {"name": "OTHER_TOKEN", "valueFrom": {"secretKeyRef": {"name": "alias-1", "key": "2"}}},
        {"name": "ODD", "valueFrom": {"fieldRef": {"fieldPath": "x"}}},
    ]
    volumes = [{"name": "v", "secret": {"secretName": "alias-1", "items": [{"key": "2", "path": "token"}]}}]
    record = revision(
        annotations={"run.googleapis.com/secrets": "alias-1:projects/7/secrets/other-token, alias-2:x"},
        spec={"containers": [container(env=env)], "volumes": volumes},
    )
    found = more(record)
    assert found == {
        "spec.containers[0].env.API_TOKEN": "secret:api-token@latest",
        "spec.containers[0].env.OTHER_TOKEN": "secret:projects/7/secrets/other-token@2",
        "spec.containers[0].env.ODD": '{"fieldRef":{"fieldPath":"x"}}',
        "spec.volumes[0].name": "v",
        "spec.volumes[0].secret.secretName": "projects/7/secrets/other-token",
        "spec.volumes[0].secret.items[0].key": "2",
        "spec.volumes[0].secret.items[0].path": "token",
    }


def test_values_lose_their_secrets_also_those_known_only_by_name() -> None:
    hidden = "correct" + "-horse-1"
    env = [{"name": "BADGE", "value": "BDG-123456"}, {"name": "DB_PASSWORD", "value": hidden}]
    found = more(revision(spec={"containers": [container(env=env)]}))
    assert found["spec.containers[0].env.BADGE"].startswith("[redacted:badge:")
    assert hidden not in found["spec.containers[0].env.DB_PASSWORD"]
    assert found["spec.containers[0].env.DB_PASSWORD"].startswith("[redacted:")


def test_values_that_only_name_the_commit_are_no_settings() -> None:
    env = [
        {"name": "RELEASE", "value": f"1.4.0+{COMMIT[:9]}"},
        {"name": "GIT_SHA", "value": COMMIT},
        {"name": "STALE", "value": "abcdef1"},
    ]
    record = revision(spec={"containers": [container(env=env)]})
    assert more(record) == {"spec.containers[0].env.STALE": "abcdef1"}
    assert set(more(record, commit=None)) == {
        f"spec.containers[0].env.{name}" for name in ("RELEASE", "GIT_SHA", "STALE")
    }


def test_sidecars_keep_their_place_and_their_image() -> None:
    sidecar = {"name": "proxy", "image": "registry/proxy:2.1"}
    found = more(revision(spec={"containers": [sidecar, container()]}), ingress=1)
    assert found["spec.containers[0].image"] == "registry/proxy:2.1"
    assert found["spec.containers[1].ports[0].containerPort"] == "8080"
    assert not any("parcel/api" in value for value in found.values())


def test_records_of_any_shape_have_settings() -> None:
    assert read({}) == {}
    assert read({"metadata": {"labels": [], "annotations": {"a": 1}}, "spec": "x"}) == {}
    deep: Any = "end"
    for _ in range(40):
        deep = {"a": deep}
    [(path, value)] = read({"spec": {"deep": deep}}).items()
    assert path.count(".a") < 40
    assert "end" in value
