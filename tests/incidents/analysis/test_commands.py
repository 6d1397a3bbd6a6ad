import shlex

import pytest

from incidents.analysis.commands import changed_before, described, logs, of_services, plain
from tests.builders import BAD, at, finding
from tests.incidents.analysis.unknown.test_open_by_cause import facts


@pytest.mark.parametrize(
    ("services", "condition"),
    [
        (("b", "a", "b"), 'resource.labels.service_name=("a" OR "b")'),
        (("a", None), 'resource.labels.service_name="a"'),
        (("a' --impersonate", None), ""),
    ],
)
def test_entries_of_several_services_are_read_by_one_command(services: tuple[str | None, ...], condition: str) -> None:
    assert of_services([finding(service=each) for each in services]) == condition


def test_what_no_service_is_known_of_narrows_nothing() -> None:
    assert "AND" not in logs(facts(), None, of_services([finding(service=None)]))


def test_a_revision_is_described_in_its_region_without_a_question() -> None:
    one = facts()
    scope = one.sealed.scope
    told = shlex.split(described(one, BAD))
    assert told[:5] == ["gcloud", "run", "revisions", "describe", BAD]
    assert told[5:] == ["--region", scope.region, "--project", scope.project]
    assert shlex.split(described(one, "x; reboot"))[4] == "x; reboot"


@pytest.mark.parametrize("text", ["amount_cents", "europe-west1/labels:7", "tests/e2e/test_label.py"])
def test_what_may_stand_in_a_command_is_kept(text: str) -> None:
    assert plain(text) == text


@pytest.mark.parametrize("text", ["", "-rf", "--all", "it's", "a b", "$HOME", "a;b", "a\n"])
def test_what_would_end_a_command_or_be_an_option_of_it_is_not(text: str) -> None:
    assert plain(text) is None


def test_what_was_changed_is_read_for_the_hour_before_the_first_sight() -> None:
    command = shlex.split(changed_before(facts(), finding(first=at(2, 5))))
    assert command[:3] == ["gcloud", "logging", "read"]
    assert command[3].endswith(f'timestamp>="{at(1, 5)}" AND timestamp<="{at(2, 5)}"')
    assert changed_before(facts(), finding(first=None)) == "incident show finding-label-printer"
