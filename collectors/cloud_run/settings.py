"""Flattens a revision into settings: the paths of the v1 YAML that people know, and no value of a secret."""

import json
import re
from collections.abc import Iterator

from collectors.cloud_run.built_from import COMMIT_LABELS, label_name
from collectors.cloud_run.foreign_json import Fields, fields, objects, text, within
from collectors.redaction import Redactor
from incidents.model.evidence import Setting
from incidents.model.record import canonical

# These differ from one deployment to the next and set nothing: who deployed, with what, in which run of the pipeline.
NO_SETTINGS = frozenset(
    {
        "serving.knative.dev/creator",
        "serving.knative.dev/lastModifier",
        "serving.knative.dev/routes",
        "serving.knative.dev/routingStateModified",
        "client.knative.dev/user-image",
        "client.knative.dev/nonce",
        "run.googleapis.com/client-name",
        "run.googleapis.com/client-version",
        "run.googleapis.com/operation-id",
        "run.googleapis.com/build-id",
        "run.googleapis.com/build-name",
        "run.googleapis.com/build-image-uri",
        "run.googleapis.com/build-source-location",
        "run.googleapis.com/secrets",  # aliases with random names, resolved where they are used
        "kubectl.kubernetes.io/last-applied-configuration",
        "gcb-build-id",
        "skaffold.dev/run-id",
        "deploy.cloud.google.com/release-id",
        "deploy.cloud.google.com/rollout-id",
    }
)
# Labels that the platform sets itself, none of which configures anything.
_PLATFORM_LABELS = ("serving.knative.dev/", "cloud.googleapis.com/")
_HEX = re.compile("[0-9a-f]{7,40}")
_DEEPEST = 20


def settings(record: Fields, ingress: int, commit: str | None, redactor: Redactor) -> tuple[Setting, ...]:
    """All settings by path, sorted; `ingress` is the place of the container whose image the revision is about.

    A value that only names the commit, such as a release number made from it, is no setting.
    """
    aliases = _aliases(record)
    found = dict(_all(record, ingress, aliases, redactor))
    kept = {redactor.redact(path): value for path, value in found.items() if not _names(commit, value)}
    return tuple(Setting(path=path, value=kept[path]) for path in sorted(kept))


def _all(record: Fields, ingress: int, aliases: dict[str, str], redactor: Redactor) -> Iterator[tuple[str, str]]:
    for path, value in _metadata(record):
        yield path, redactor.redact(value)
    spec = fields(record.get("spec"))
    for place, container in enumerate(objects(spec.get("containers"))):
        base = f"spec.containers[{place}]"
        left_out = {"name", "env"} | ({"image"} if place == ingress else set())
        for path, value in _flat(base, {key: each for key, each in container.items() if key not in left_out}):
            yield path, redactor.redact(value)
        for variable in objects(container.get("env")):
            yield from _variable(f"{base}.env.{text(variable.get('name')) or ''}", variable, aliases, redactor)
    rest = {key: value for key, value in spec.items() if key not in {"containers", "volumes"}}
    volumes = [_volume(each, aliases) for each in objects(spec.get("volumes"))]
    for path, value in _flat("spec", rest | ({"volumes": volumes} if volumes else {})):
        yield path, redactor.redact(value)


def _metadata(record: Fields) -> Iterator[tuple[str, str]]:
    for group in ("annotations", "labels"):
        for key, value in fields(within(record, "metadata", group)).items():
            platform = group == "labels" and key.startswith(_PLATFORM_LABELS)
            if not (platform or key in NO_SETTINGS or label_name(key) in COMMIT_LABELS) and isinstance(value, str):
                yield f"metadata.{group}.{key}", _tidy(value)


def _variable(path: str, variable: Fields, aliases: dict[str, str], redactor: Redactor) -> Iterator[tuple[str, str]]:
    secret = fields(within(variable, "valueFrom", "secretKeyRef"))
    if secret:
        name, key = text(secret.get("name")) or "", text(secret.get("key")) or "latest"
        yield path, f"secret:{redactor.redact(aliases.get(name, name))}@{redactor.redact(key)}"
    elif "valueFrom" in variable:
        yield path, redactor.redact(canonical(variable["valueFrom"]))
    else:
        value = variable.get("value", "")  # left out where it is empty
        yield path, _redacted_by_name(path, value if isinstance(value, str) else canonical(value), redactor)


def _volume(volume: Fields, aliases: dict[str, str]) -> Fields:
    secret = fields(volume.get("secret"))
    name = text(secret.get("secretName"))
    return volume if name is None else {**volume, "secret": {**secret, "secretName": aliases.get(name, name)}}


def _aliases(record: Fields) -> dict[str, str]:
    """Secrets of other projects have an alias, which gcloud makes up; the annotation tells what it stands for."""
    listed = text(within(record, "metadata", "annotations", "run.googleapis.com/secrets")) or ""
    pairs = (each.strip().partition(":") for each in listed.split(","))
    return {alias: name for alias, _, name in pairs if alias and name}


def _flat(path: str, value: object, depth: int = 0) -> Iterator[tuple[str, str]]:
    """Paths and values; a list of plain values is one setting."""
    if isinstance(value, dict) and value and depth < _DEEPEST:
        for key, each in value.items():
            yield from _flat(f"{path}.{key}", each, depth + 1)
    elif isinstance(value, list) and any(isinstance(each, dict) for each in value) and depth < _DEEPEST:
        for place, each in enumerate(value):
            yield from _flat(f"{path}[{place}]", each, depth + 1)
    elif value is not None and (depth or value):
        yield path, value if isinstance(value, str) else canonical(value)


def _redacted_by_name(path: str, value: str, redactor: Redactor) -> str:
    """The value without secrets; the variable's name goes with it, because many are known only by their name."""
    name = f"{path.rsplit('.', 1)[-1]}="
    return redactor.redact(name + value).removeprefix(name)


def _tidy(value: str) -> str:
    """Some annotations hold JSON, which clients write with and without spaces."""
    if value[:1] not in ("[", "{"):
        return value
    try:
        return canonical(json.loads(value))
    except (ValueError, RecursionError):
        return value


def _names(commit: str | None, value: str) -> bool:
    if commit is None:
        return False
    ids = _HEX.findall(value.lower())
    return any(commit.startswith(each) or each.startswith(commit) for each in ids)
