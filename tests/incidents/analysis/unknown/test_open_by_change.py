from typing import Any

import pytest

from incidents.analysis.causes.code import changed_limit, dropped_schema, missing_name, sent_field
from incidents.analysis.unknown.open_by_change import open_by_change
from incidents.model.cause import ChangeRef
from incidents.model.evidence import AnyEvidence, DependencyChange, Setting
from incidents.model.finding import Finding
from incidents.model.incident import Question
from tests import builders
from tests.builders import BAD, BAD_COMMIT, SERVICE, at, finding
from tests.incidents.analysis.causes.test_common_cause import chain
from tests.incidents.analysis.unknown.test_open_by_cause import facts

DEPLOYED = builders.commit(new_in=(SERVICE,))
SHORT = BAD_COMMIT[:12]


def asked(*evidence: AnyEvidence, found: Finding | None = None, **cause: Any) -> list[Question]:
    found = found or finding()
    return list(open_by_change(facts(*evidence), [found], [chain(found, **cause)]))


def texts(*evidence: AnyEvidence, found: Finding | None = None, **cause: Any) -> list[str]:
    return [each.text for each in asked(*evidence, found=found, **cause)]


def test_a_key_that_is_gone_leaves_open_who_else_reads_it() -> None:
    gone = finding(title="parcel-api: `KeyError: 'weight'`")
    (one,) = asked(DEPLOYED, found=gone, rule=missing_name.NAME)
    assert one.text == "Who else reads or sends the key `weight`: other clients, services or jobs?"
    assert one.query == "run `git grep -n -w weight` in the repository of each of them"
    own = finding(title="parcel-api: 'Box' object has no attribute 'weight'")
    assert texts(DEPLOYED, found=own, rule=missing_name.NAME) == []
    assert texts(DEPLOYED, found=gone, rule="in-stack") == []


def test_a_changed_request_leaves_open_whether_what_refuses_it_was_meant_to_take_it() -> None:
    change = ChangeRef(commit=BAD_COMMIT)
    asks = [
        each for each in texts(DEPLOYED, rule=sent_field.NAME, change=change, confidence="probable") if "meant" in each
    ]
    assert asks == [f"Was what refuses it meant to take what commit {SHORT} ({DEPLOYED.subject}) sends?"]
    assert not any("meant" in each for each in texts(DEPLOYED, rule="in-stack", change=change, confidence="probable"))


def test_a_dropped_column_leaves_open_whether_its_data_can_be_restored() -> None:
    gone = finding(title="column parcel.weight does not exist")
    instance = Setting(path="metadata.annotations.run.googleapis.com/cloudsql-instances", value="shop:eu:parcels")
    given = asked(DEPLOYED, builders.revision(settings=(instance,)), found=gone, rule=dropped_schema.NAME)
    (restored,) = [each for each in given if "restored" in each.text]
    assert restored.text.startswith("Can the data of the column `weight` be restored")
    assert restored.query.startswith("gcloud sql backups list --instance=parcels --project ")


@pytest.mark.parametrize(
    ("path", "before", "after", "begins"),
    [
        ("spec.containers[0].resources.limits.memory", "1Gi", "512Mi", ["How much memory does", "What was saved by"]),
        ("metadata.annotations.run.googleapis.com/cpu-throttling", "false", "true", ["What was saved by"]),
        ("spec.containers[0].resources.limits.memory", "512Mi", "1Gi", ["How much memory does"]),
        ("spec.timeoutSeconds", "60", "5", ["For what was `timeoutSeconds` lowered from 60 to 5"]),
        ("spec.timeoutSeconds", "5", "60", []),
        ("spec.containers[0].env.RATES_TOKEN", "secret:rates@2", None, ["Was the secret behind `RATES_TOKEN`"]),
        ("spec.containers[0].env.TOKEN_AUDIENCE", "desk", "shop", ["Were the issuer, audience or keys that belong to"]),
        ("spec.containers[0].env.GREETING", "hello", "hi", []),
    ],
)
def test_a_changed_setting_leaves_open_what_it_was_for(
    path: str, before: str, after: str | None, begins: list[str]
) -> None:
    found = texts(change=ChangeRef(revision=BAD, setting=path, before=before, after=after))
    assert len(found) == len(begins)
    assert all(text.startswith(begin) for text, begin in zip(found, begins, strict=True))


def test_the_secret_is_asked_for_by_its_own_name() -> None:
    path = "spec.containers[0].env.RATES_TOKEN"
    change = ChangeRef(revision=BAD, setting=path, before="secret:rates-token@2", after=None)
    (one,) = asked(change=change)
    assert one.query.startswith("gcloud secrets versions list rates-token --project ")


def test_a_commit_leaves_open_whether_it_is_mended() -> None:
    file = builders.file_change(path="src/label.py", path_class="production")
    assert texts(DEPLOYED, file) == [
        f"Is a fix of commit {SHORT} on its way? No commit that was read touches src/label.py after it."
    ]
    later = builders.commit(sha="4" * 40, at=at(5), new_in=())
    again = builders.file_change(commit=later.sha, path="src/label.py", path_class="production")
    assert texts(DEPLOYED, file, later, again) == []


def test_what_was_taken_back_leaves_open_when_it_can_be_deployed_again() -> None:
    reverted = builders.commit(sha="4" * 40, at=at(5), reverts=BAD_COMMIT)
    (text,) = texts(DEPLOYED, reverted)
    assert text.startswith(f"When can what commit {SHORT} did be deployed again, without this: ")
    bump = DependencyChange(name="printing", before="1.0", after="2.0")
    manifest = builders.file_change(path="requirements.txt", path_class="dependencies", dependencies=(bump,))
    (text,) = texts(DEPLOYED, manifest, reverted)
    assert text.startswith("When can `printing` be updated again, without this: ")


def test_a_change_that_no_revision_holds_leaves_open_whether_it_will_be_deployed() -> None:
    (text,) = texts(builders.commit(new_in=()))
    assert text.startswith(f"Will the change of commit {SHORT} (")


def test_a_lowered_limit_leaves_open_why() -> None:
    assert texts(DEPLOYED, rule=changed_limit.NAME)[0].startswith(f"Why was the limit lowered by commit {SHORT}")


def test_what_is_only_possible_leaves_nothing_open() -> None:
    assert texts(DEPLOYED, confidence="possible") == []
    assert texts(DEPLOYED, change=None) == []
