"""Project, region and services."""

from pathlib import Path

import pytest

from incidents.config.load import load
from incidents.model.scope import ServiceScope
from tests.incidents.config.files import added_errors, errors, loaded

TOP = 'project = "parcel-staging"\nregion = "europe-west1"\n'


def test_services_keep_the_order_of_the_file_and_their_paths(tmp_path: Path) -> None:
    config = loaded(tmp_path, 'source_paths = ["./api/", "requirements.txt"]\n[[services]]\nname = "auth"\n')
    assert config.services == (
        ServiceScope(name="parcel-api", source_paths=("api/", "requirements.txt")),
        ServiceScope(name="auth", source_paths=()),
    )


def test_a_service_built_from_everything_has_no_declared_paths(tmp_path: Path) -> None:
    assert loaded(tmp_path, 'source_paths = ["api/", "./"]\n').services == (ServiceScope(name="parcel-api"),)


def test_a_service_that_is_named_twice_is_an_error_with_both_lines(tmp_path: Path) -> None:
    assert added_errors(tmp_path, '[[services]]\nname = "parcel-api"\n') == [
        'incident.toml:6: the service "parcel-api" is named here and at incident.toml:4: keep one'
    ]


@pytest.mark.parametrize("given", ["", "services = []\n"])
def test_a_file_without_a_service_says_what_to_add(tmp_path: Path, given: str) -> None:
    line = 3 if given else 1
    assert errors(tmp_path, TOP + given) == [
        f'incident.toml:{line}: there is no service: add [[services]] and name = "parcel-api" below it'
    ]


@pytest.mark.parametrize("name", ["Parcel", "-parcel", "parcel_api", "parcel api", "a" * 64, "parcel-", "--help"])
def test_a_name_that_cloud_run_would_not_take_is_an_error(tmp_path: Path, name: str) -> None:
    rows = errors(tmp_path, f'{TOP}[[services]]\nname = "{name}"\n')
    assert len(rows) == 1
    assert rows[0].startswith("incident.toml:4: `services.name` is the text ")
    assert "must be the name of a Cloud Run service" in rows[0]


@pytest.mark.parametrize("project", ["parcel-staging", "example.com:parcel", "p1"])
def test_ids_of_projects_are_taken(tmp_path: Path, project: str) -> None:
    path = tmp_path / "incident.toml"
    path.write_text(TOP.replace("parcel-staging", project) + '[[services]]\nname = "a"\n')
    assert load(path).project == project


@pytest.mark.parametrize(
    ("region", "expected"),
    [
        ("europe-west1-b", 'a region such as "europe-west1", not a zone'),
        ("Belgium", 'a region such as "europe-west1"'),
        ("-", 'a region such as "europe-west1"'),
    ],
)
def test_a_region_that_is_none_is_an_error(tmp_path: Path, region: str, expected: str) -> None:
    text = f'project = "p"\nregion = "{region}"\n[[services]]\nname = "a"\n'
    assert errors(tmp_path, text) == [f"incident.toml:2: `region` is the text '{region}' and must be {expected}"]


def test_the_title_of_a_project_is_not_its_id(tmp_path: Path) -> None:
    rows = errors(tmp_path, 'project = "Parcel Staging"\nregion = "europe-west1"\n[[services]]\nname = "a"\n')
    assert len(rows) == 1
    assert rows[0].startswith("incident.toml:1: `project` is the text 'Parcel Staging' and must be the id of a Google ")
    assert rows[0].endswith('such as "parcel-staging", not its title')


def test_paths_that_lead_outside_are_errors_each(tmp_path: Path) -> None:
    assert added_errors(tmp_path, 'source_paths = ["/etc", "../x", "ok/"]\n') == [
        "incident.toml:5: `services.source_paths` '../x' climbs out with ..: name only what lies below incident.toml",
        "incident.toml:5: `services.source_paths` '/etc' starts outside: write it relative to incident.toml",
    ]


def test_what_is_missing_or_misspelt_in_a_service_is_named_at_its_place(tmp_path: Path) -> None:
    rows = added_errors(tmp_path, '[[services]]\nsource_path = ["a/"]\n')
    assert rows == [
        'incident.toml:5: `name` is missing in [services]: add name = "parcel-api"',
        "incident.toml:6: `services.source_path` is not a known key. Did you mean `source_paths`?",
    ]
