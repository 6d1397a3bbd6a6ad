import json
import os
import subprocess
from pathlib import Path
from typing import Any

from incidents.demo.workspace import SINCE


def listed(workspace: Path, name: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads((workspace / name).read_text())
    return found


def settings(revision: dict[str, Any]) -> dict[str, str]:
    """Environment, annotations and image of one revision, flat."""
    container = revision["spec"]["containers"][0]
    env = {each["name"]: each.get("value", "secret") for each in container["env"]}
    kept = {key: value for key, value in revision["metadata"]["annotations"].items() if "creator" not in key}
    return env | kept | {"image": container["image"]}


def named(workspace: Path, name: str) -> dict[str, Any]:
    return next(each for each in listed(workspace, "revisions.json") if each["metadata"]["name"] == name)


def changed(workspace: Path, good: str, bad: str) -> dict[str, tuple[str | None, str | None]]:
    before, after = settings(named(workspace, good)), settings(named(workspace, bad))
    return {
        key: (before.get(key), after.get(key)) for key in sorted({*before, *after}) if before.get(key) != after.get(key)
    }


def test_each_service_has_four_revisions_newest_first(workspace: Path) -> None:
    found = listed(workspace, "revisions.json")
    assert {each["kind"] for each in found} == {"Revision"}
    names = [each["metadata"]["name"] for each in found]
    assert [name[:-4] for name in names] == [
        *(f"parcel-api-000{number}" for number in (42, 41, 40, 39)),
        *(f"rates-service-000{number}" for number in (18, 17, 16, 15)),
    ]
    assert SINCE in names


def test_commits_are_in_the_repository_and_older_than_the_revisions(workspace: Path) -> None:
    for each in listed(workspace, "revisions.json"):
        commit = each["metadata"]["labels"]["commit-sha"]
        command = ["git", "show", "--no-patch", "--format=%cd", "--date=format-local:%Y-%m-%dT%H:%M:%SZ", commit]
        done = subprocess.run(
            command,
            cwd=workspace / "repo",
            check=True,
            capture_output=True,
            text=True,
            env=os.environ | {"TZ": "UTC"},
        )
        assert done.stdout.strip() < each["metadata"]["creationTimestamp"]
        assert each["spec"]["containers"][0]["image"].endswith(f":{commit[:7]}")


def test_only_the_newest_revisions_are_active_and_take_the_traffic(workspace: Path) -> None:
    active = [
        each["metadata"]["name"]
        for each in listed(workspace, "revisions.json")
        for condition in each["status"]["conditions"]
        if condition["type"] == "Active" and condition["status"] == "True"
    ]
    services = listed(workspace, "services.json")
    assert {each["kind"] for each in services} == {"Service"}
    taking = [(part["revisionName"], part["percent"]) for each in services for part in each["status"]["traffic"]]
    assert (
        taking == [(name, 100) for name in active] == [("parcel-api-00042-wub", 100), ("rates-service-00018-ruz", 100)]
    )


def test_rates_service_lost_a_setting_with_the_image_unchanged(workspace: Path) -> None:
    assert changed(workspace, "rates-service-00017-hix", "rates-service-00018-ruz") == {
        "CARRIER_TIMEOUT_MS": ("2500", "4000"),
        "RATES_CACHE_HOST": ("10.84.0.12", None),
    }


def test_the_healthy_rates_service_keeps_it(healthy_workspace: Path) -> None:
    assert changed(healthy_workspace, "rates-service-00017-hix", "rates-service-00018-ruz") == {
        "CARRIER_TIMEOUT_MS": ("2500", "4000"),
    }


def test_parcel_api_changed_its_image_and_one_harmless_limit(workspace: Path) -> None:
    found = changed(workspace, SINCE, "parcel-api-00042-wub")
    assert sorted(found) == ["autoscaling.knative.dev/maxScale", "image"]
