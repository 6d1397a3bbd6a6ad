"""Deployments in workflow and build files."""

import pytest

from incidents.config.sight.yaml_lines import Step, argument_lists, knative_services, scalar, steps_that_use

WORKFLOW = """\
jobs:
  deploy:
    steps:
      - uses: actions/checkout@v4
        with:
          service: not-this-one
      # a comment
      - name: Deploy
        id: deploy
        uses: 'google-github-actions/deploy-cloudrun@v2'
        with:
          service: "parcel-api"   # the name

          region: europe-west1 # the region
          env_vars: |
            service: hidden
            region=hidden
          flags: >-
            --project hidden
          nested:
            project_id: hidden
          project_id: ${{ env.PROJECT }}
      - with:
          service: before
        uses: google-github-actions/deploy-cloudrun@v2
      - uses: google-github-actions/auth@v2
      - run: echo
        with:
          service: not-this-one
"""


def test_the_inputs_of_a_step_are_its_own_plain_ones() -> None:
    assert list(steps_that_use(WORKFLOW, "google-github-actions")) == [
        Step(
            10,
            "google-github-actions/deploy-cloudrun",
            {"service": "parcel-api", "region": "europe-west1", "project_id": "${{ env.PROJECT }}"},
        ),
        Step(25, "google-github-actions/deploy-cloudrun", {}),  # `with` on the line of the dash is not understood
        Step(26, "google-github-actions/auth", {}),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("args: [run, deploy, 'api', \"--region=eu\"]", [(1, ("run", "deploy", "api", "--region=eu"))]),
        ("- name: x\n  args: [\n    run,\n    deploy,\n  ]\n- args: [a]", [(2, ("run", "deploy")), (6, ("a",))]),
        ("- name: x\n  args:\n  - run\n  # comment\n  - 'deploy'\n- name: y", [(2, ("run", "deploy"))]),
        ("  - args:\n      - run\n      - deploy # it\n    name: y", [(1, ("run", "deploy"))]),
        ('"args": ["run", "deploy"]', [(1, ("run", "deploy"))]),
        ("args: []", [(1, ())]),
        ("args: [unclosed", [(1, ("unclosed",))]),
        ("arguments: [a]", []),
    ],
)
def test_lists_of_arguments_are_read_in_both_forms(text: str, expected: list[tuple[int, tuple[str, ...]]]) -> None:
    assert list(argument_lists(text)) == expected


KNATIVE = """\
apiVersion: v1
kind: Service
metadata:
  name: kubernetes-own
---
# Cloud Run
apiVersion: serving.knative.dev/v1
kind: Service
metadata:
  labels:
    name: hidden
  name: parcel-api
spec:
  name: hidden
"""


def test_only_services_of_cloud_run_are_named() -> None:
    assert list(knative_services(KNATIVE)) == [(12, "parcel-api")]
    assert list(knative_services("")) == []
    assert list(knative_services("apiVersion: serving.knative.dev/v1\nkind: Service\n")) == []


@pytest.mark.parametrize(
    ("text", "value"),
    [("a", "a"), ("'a # b' # c", "a # b"), ('"a"', "a"), ("a # c", "a"), ("a#b", "a#b"), ("'open", "'open"), ("", "")],
)
def test_a_value_is_without_quotes_and_comments(text: str, value: str) -> None:
    assert scalar(text) == value
