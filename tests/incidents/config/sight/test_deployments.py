"""What scripts and workflow files deploy."""

from pathlib import Path

import pytest

from incidents.config.sight.deployments import Deployment, deployments
from tests.incidents.config.sight.folders import looked


def of_api(where: str, source: str | None = None) -> Deployment:
    return Deployment(where, "parcel-api", "europe-west1", "parcel-staging", source)


@pytest.mark.parametrize(
    ("command", "expected"),
    [
        (
            "gcloud run deploy parcel-api --image=x --region europe-west1 --project=parcel-staging",
            of_api("deploy.sh:1"),
        ),
        (
            "gcloud beta run deploy --quiet --no-traffic --region=europe-west1 parcel-api --project parcel-staging",
            of_api("deploy.sh:1"),
        ),
        (
            "REGION=europe-west1\ngcloud run services update 'parcel-api' \\\n  --region \"$REGION\"",
            Deployment(where="deploy.sh:2", service="parcel-api", region="europe-west1"),
        ),
        (
            "gcloud run deploy parcel-api --source ./api --set-env-vars A=b",
            Deployment(where="deploy.sh:1", service="parcel-api", source="./api"),
        ),
        ('gcloud run deploy "$SERVICE" --region=$R', Deployment(where="deploy.sh:1", variable=True)),
        ("gcloud run deploy api-$ENV", Deployment(where="deploy.sh:1", variable=True)),
        ("gcloud run deploy Not_A_Name", Deployment(where="deploy.sh:1", variable=True)),
        ("gcloud run deploy --source .", Deployment(where="deploy.sh:1", source=".", variable=True)),
        (
            "gcloud run services describe x --region=europe-west1",
            Deployment(where="deploy.sh:1", region="europe-west1"),
        ),
        ("gcloud builds submit --project parcel-staging .", Deployment(where="deploy.sh:1", project="parcel-staging")),
        ("gcloud config set project parcel-staging", Deployment(where="deploy.sh:1", project="parcel-staging")),
        ("gcloud config set run/region europe-west1", Deployment(where="deploy.sh:1", region="europe-west1")),
        ("if ! gcloud run deploy a; then", Deployment(where="deploy.sh:1", service="a")),
    ],
)
def test_a_command_says_what_it_names(tmp_path: Path, command: str, expected: Deployment) -> None:
    assert deployments(looked(tmp_path, {"deploy.sh": command})) == (expected,)


@pytest.mark.parametrize(
    "command",
    [
        "# gcloud run deploy parcel-api",
        "echo gcloud run deploy parcel-api",
        "my-gcloud run deploy parcel-api",
        "gcloud run services list",
        "gcloud run jobs deploy parcel-job",
        "gcloud config set project $PROJECT",
        "gcloud config set run/region $REGION",
        "gcloud container clusters create x --region europe-west1",
        "kubectl run deploy parcel-api",
        "",
    ],
)
def test_another_command_says_nothing(tmp_path: Path, command: str) -> None:
    assert deployments(looked(tmp_path, {"deploy.sh": command})) == ()


WORKFLOW = """\
env:
  SERVICE: parcel-api
  REGION: europe-west1
jobs:
  deploy:
    steps:
      - uses: google-github-actions/auth@v2
        with:
          project_id: parcel-staging
      - id: deploy
        uses: google-github-actions/deploy-cloudrun@v2
        with:
          service: ${{ env.SERVICE }}
          region: ${{ env.REGION }}
          project_id: parcel-staging
          source: ./api
      - uses: google-github-actions/deploy-cloudrun@v2
        with:
          service: ${{ inputs.service }}
      - run: gcloud run deploy "$SERVICE" --region ${{ env.REGION }}
"""


def test_a_workflow_says_what_its_steps_and_commands_name(tmp_path: Path) -> None:
    path = ".github/workflows/deploy.yml"
    assert deployments(looked(tmp_path, {path: WORKFLOW})) == (
        Deployment(where=f"{path}:7", project="parcel-staging"),
        of_api(f"{path}:11", source="./api"),
        Deployment(where=f"{path}:17", variable=True),
        Deployment(where=f"{path}:20", service="parcel-api", region="europe-west1"),
    )


BUILD = """\
steps:
  - name: gcr.io/google.com/cloudsdktool/cloud-sdk
    entrypoint: gcloud
    args: ['run', 'deploy', 'parcel-api', '--region', '${_REGION}', '--project', '$PROJECT_ID']
  - name: gcr.io/google.com/cloudsdktool/cloud-sdk
    args:
      - gcloud
      - run
      - deploy
      - parcel-auth
      - --region=${_REGION}
  - name: bash
    args: ['-c', 'gcloud run deploy parcel-web --region=${_REGION}']
substitutions:
  _REGION: europe-west1
"""


def test_a_build_file_says_what_its_arguments_name(tmp_path: Path) -> None:
    region = "europe-west1"
    assert deployments(looked(tmp_path, {"cloudbuild.yaml": BUILD})) == (
        Deployment(where="cloudbuild.yaml:4", service="parcel-api", region=region),
        Deployment(where="cloudbuild.yaml:6", service="parcel-auth", region=region),
        Deployment(where="cloudbuild.yaml:13", service="parcel-web", region=region),
    )


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("Makefile", "NAME := parcel-api\ndeploy:\n\tgcloud run deploy $(NAME)\n"),
        ("package.json", '{"scripts": {\n"x": 1,\n"deploy": "gcloud run deploy parcel-api"}}'),
        ("cloudbuild.json", '{"steps": [{\n"entrypoint": "gcloud",\n"args": ["run", "deploy", "parcel-api"]}]}'),
        ("deploy.ps1", '\n$Service = "parcel-api"\ngcloud run deploy $Service `\n  --quiet\n'),
        ("bin/deploy", "#!/bin/sh\n\ngcloud run deploy parcel-api\n"),
        (".circleci/config.yml", "jobs:\n  x:\n    - run: gcloud run deploy parcel-api\n"),
        (
            "run.yaml",
            "kind: Service\napiVersion: serving.knative.dev/v1\nmetadata:\n  name: parcel-api\n",
        ),
    ],
)
def test_deployments_are_found_wherever_teams_write_them(tmp_path: Path, path: str, text: str) -> None:
    found = deployments(looked(tmp_path, {path: text}))
    assert [each.service for each in found] == ["parcel-api"]
    assert found[0].where.startswith(f"{path}:")


@pytest.mark.parametrize("path", ["README.md", "docs/deploy.sh", "tests/deploy.sh", "other.json", "src/deploy", "x.py"])
def test_documents_and_tests_deploy_nothing(tmp_path: Path, path: str) -> None:
    assert deployments(looked(tmp_path, {path: "gcloud run deploy parcel-api"})) == ()


def test_they_come_in_the_order_of_files_and_lines(tmp_path: Path) -> None:
    lines = "\n".join(f"gcloud run deploy s{number}" for number in range(12))
    found = deployments(looked(tmp_path, {"b.sh": lines, "a.sh": "gcloud run deploy first"}))
    assert [each.service for each in found] == ["first", *(f"s{number}" for number in range(12))]
