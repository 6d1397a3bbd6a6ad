"""The first incident.toml of a folder."""

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

from collectors.collector import Source
from incidents.config.config import Sources
from incidents.config.load import load
from incidents.config.starter import starter
from incidents.errors import BadInputError
from incidents.model.scope import ServiceScope
from tests.incidents.config.files import errors, write
from tests.incidents.config.sight.folders import fill

CHECKOUT = {
    ".git/config": '[remote "origin"]\n\turl = git@github.com:parcel-inc/parcel.git\n',
    ".github/workflows/deploy.yml": (
        "env:\n  REGION: europe-west1\njobs:\n  deploy:\n    steps:\n"
        "      - uses: google-github-actions/deploy-cloudrun@v2\n        with:\n"
        "          service: parcel-api-staging\n          region: ${{ env.REGION }}\n"
        "          project_id: parcel-staging\n"
    ),
    "scripts/deploy_auth.sh": "gcloud run deploy parcel-auth-staging --region europe-west1 --project parcel-staging\n",
    "scripts/deploy_production.sh": "gcloud run deploy parcel-api --region europe-west4 --project parcel-live\n",
    "Dockerfile": "FROM scratch\nCOPY requirements.txt .\nCOPY parcel_api ./parcel_api\n",
    "auth/Dockerfile": "FROM scratch\nCOPY . .\n",
    "auth/main.py": "",
    "parcel_api/main.py": "",
    "requirements.txt": "",
    "tests/e2e/test_cart.py": "",
}


def test_a_checkout_shows_its_services_where_they_run_and_what_they_are_built_from(tmp_path: Path) -> None:
    config = load(write(tmp_path, starter(fill(tmp_path, CHECKOUT))))
    assert (config.project, config.region) == ("parcel-staging", "europe-west1")
    assert config.services == (
        ServiceScope(name="parcel-api-staging", source_paths=("Dockerfile", "parcel_api/", "requirements.txt")),
        ServiceScope(name="parcel-auth-staging", source_paths=("auth/",)),
    )
    assert config.sources == Sources()
    assert config.issues.repository == "parcel-inc/parcel"


def test_what_is_seen_beside_it_is_said_in_comments(tmp_path: Path) -> None:
    text = starter(fill(tmp_path, CHECKOUT))
    assert "# Seen, and left out: parcel-api in scripts/deploy_production.sh:1\n" in text
    assert '# P1 = ["tests/e2e/*.py"]\n' in text


def log_entry() -> dict[str, Any]:
    labels = {"service_name": "parcel-api", "location": "europe-west1", "project_id": "parcel-staging"}
    return {"logName": "x", "resource": {"type": "cloud_run_revision", "labels": labels}}


def test_a_folder_with_evidence_beside_a_clone_is_ready_to_build(tmp_path: Path) -> None:
    files = {f"repo/{path}": text for path, text in CHECKOUT.items()}
    files["logs/api.json"] = json.dumps([log_entry()])
    files["artifacts/run-1/junit.xml"] = "<testsuite/>"
    config = load(write(tmp_path, starter(fill(tmp_path, files))))
    assert config.services == (
        ServiceScope(name="parcel-api", source_paths=("Dockerfile", "parcel_api/", "requirements.txt")),
    )
    assert config.sources == Sources(
        logs=Source(globs=("logs/*.json",)), tests=Source(globs=("artifacts/*",)), git=Source(globs=("repo",))
    )
    assert config.issues.repository == "parcel-inc/parcel"


def test_an_empty_folder_asks_for_what_only_a_person_knows(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    rows = errors(tmp_path, starter(tmp_path / "empty"))
    assert [row.split("`")[1] for row in rows] == ["project", "region", "services.name"]


def test_the_same_folder_gives_the_same_text(tmp_path: Path) -> None:
    backwards = fill(tmp_path / "a", dict(reversed(CHECKOUT.items())))
    assert starter(backwards) == starter(fill(tmp_path / "b", CHECKOUT)) == starter(backwards)


def test_a_file_that_is_there_already_changes_nothing(tmp_path: Path) -> None:
    text = starter(fill(tmp_path, CHECKOUT))
    write(tmp_path, text)
    assert starter(tmp_path) == text


def test_a_real_repository_and_its_worktree_show_the_same_remote(tmp_path: Path) -> None:
    def git(*words: str) -> None:
        subprocess.run(["git", "-C", str(tmp_path / "main"), *words], check=True, capture_output=True)

    (tmp_path / "main").mkdir()
    git("init", "-q")
    git("remote", "add", "origin", "https://github.com/parcel-inc/parcel.git")
    git("-c", "user.name=a", "-c", "user.email=a@example.com", "commit", "-q", "--allow-empty", "-m", "first")
    git("worktree", "add", "-q", str(tmp_path / "tree"))
    for folder in ("main", "tree"):
        assert 'repository = "parcel-inc/parcel"   # the remote origin\n' in starter(tmp_path / folder)


NAMES = ['we"ird', "new\nline", "tab\tname", "[x]", "a = 1", "#", "'", "\x1b[31m", "back\\slash", "..."]


@pytest.mark.parametrize("name", NAMES)
def test_a_folder_of_any_name_gives_a_file_that_loads(tmp_path: Path, name: str) -> None:
    files = {
        f"{name}/Dockerfile": "COPY . .\n",
        f"{name}/tests/e2e/test_a.py": "",
        f"{name}/logs/a.json": json.dumps([log_entry()]),
        f"{name}/run/junit.xml": "<testsuite/>",
        f"{name}/deploy.sh": "gcloud run deploy $NAME",
    }
    config = load(
        write(tmp_path, starter(fill(tmp_path / "root", {**files, "logs/a.json": json.dumps([log_entry()])})))
    )
    assert config.services[0].name == "parcel-api"


@pytest.mark.parametrize("value", ['"', "a\\nb", "]\n[x]", "\x00", "$(rm -rf /)", "\u202e", "a b", "-x"])
def test_values_of_any_kind_in_scripts_are_left_out(tmp_path: Path, value: str) -> None:
    script = f"gcloud run deploy '{value}' --region='{value}' --project='{value}' --source='{value}'\n"
    workflow = CHECKOUT[".github/workflows/deploy.yml"].replace("parcel-api-staging", value)
    files = {
        "deploy.sh": script,
        "a.yml": workflow,
        ".git/config": f'[remote "o"]\n\turl = https://github.com/{value}/{value}\n',
    }
    text = starter(fill(tmp_path, files))
    assert all(line.isprintable() for line in text.split("\n"))
    rows = errors(tmp_path, text)
    assert {row.split("`")[1] for row in rows} <= {"project", "region", "services.name"}


def test_a_path_that_is_no_folder_is_bad_input(tmp_path: Path) -> None:
    with pytest.raises(BadInputError, match="is not a folder"):
        starter(tmp_path / "missing")
