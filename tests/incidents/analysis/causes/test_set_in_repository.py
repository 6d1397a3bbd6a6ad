from typing import Any

import pytest

from incidents.analysis.causes.set_in_repository import in_other_words, set_in_repository
from incidents.analysis.facts import Facts
from incidents.model.cause import Cause, ChangeRef
from incidents.model.evidence import FileChange
from tests import builders
from tests.builders import BAD, BAD_COMMIT, GOOD, at
from tests.incidents.analysis.causes.symptoms import cause, change

ENV = "spec.containers[0].env.PRINTER_TOKEN"
SECRET = "secret:printer-token@latest"


def lead(setting: str = ENV, before: str | None = SECRET, after: str | None = None) -> Cause:
    return cause(change=ChangeRef(revision=BAD, setting=setting, before=before, after=after))


def behind(of: Cause, *lines: str, path: str = "deploy/parcel.yaml", **commit: Any) -> Cause | None:
    file: FileChange = change(*lines, path=path, path_class="config")
    records = (builders.revision(name=GOOD), builders.revision(), builders.commit(**commit), file)
    return set_in_repository(Facts(builders.sealed(collected=builders.collected(*records))), of)


def test_the_commit_that_takes_the_setting_out_of_a_file_of_the_deployment_is_the_next_why() -> None:
    found = behind(lead(), "-  PRINTER_TOKEN: printer-token:latest", "+  PRINTER_API_TOKEN: vault:latest")
    assert found is not None
    assert (found.effect, found.confidence) == ("cause-one", "probable")
    assert found.change == ChangeRef(commit=BAD_COMMIT)
    assert found.claim == (
        f"commit {BAD_COMMIT[:12]} (Print labels in the background) takes `PRINTER_TOKEN` out of deploy/parcel.yaml"
    )


@pytest.mark.parametrize(
    ("of", "line", "path"),
    [
        (lead("spec.containerConcurrency", "20", "80"), ("-concurrency = 20", "+concurrency = 80"), "infra/run.tf"),
        (lead("a.dev/maxScale", "8", "2"), ("-  --max-instances=8", "+  --max-instances=2"), ".github/deploy.yml"),
        (lead(ENV, None, "x"), ("+ENV PRINTER_TOKEN=x",), "Dockerfile"),
    ],
)
def test_other_tools_name_it_otherwise(of: Cause, line: tuple[str, ...], path: str) -> None:
    assert behind(of, *line, path=path) is not None


@pytest.mark.parametrize(
    ("of", "lines", "path"),
    [
        # Other values than those of the revisions.
        (lead("spec.containerConcurrency", "20", "80"), ("-concurrency = 10", "+concurrency = 40"), "infra/run.tf"),
        # The name is still there.
        (lead(), ("-  PRINTER_TOKEN: printer-token:latest", "+  PRINTER_TOKEN: printer-token:9"), "deploy/parcel.yaml"),
        # Brought, while the revision lost it.
        (lead(), ("+  PRINTER_TOKEN: printer-token:latest",), "deploy/parcel.yaml"),
        # No file that deploys anything.
        (lead(), ("-PRINTER_TOKEN = os.environ['PRINTER_TOKEN']",), "parcel_api/labels.py"),
    ],
)
def test_another_change_is_not_behind_it(of: Cause, lines: tuple[str, ...], path: str) -> None:
    assert behind(of, *lines, path=path) is None


def test_a_commit_after_the_revision_was_created_is_not_behind_it() -> None:
    assert behind(lead(), "-  PRINTER_TOKEN: printer-token:latest", at=at(3)) is None


def test_a_cause_that_is_no_setting_has_none() -> None:
    of = lead().model_copy(update={"change": ChangeRef(commit=BAD_COMMIT)})
    assert behind(of, "-  PRINTER_TOKEN: printer-token:latest") is None


OFTEN = "metadata.annotations.run.googleapis.com/cpu-throttling"


def told(*lines: str, path: str = "run/parcel-api.yaml") -> tuple[str, str] | None:
    file = change(*lines, path=path, path_class="config")
    records = (builders.revision(name=GOOD), builders.revision(), builders.commit(), file)
    facts = Facts(builders.sealed(collected=builders.collected(*records)))
    assert set_in_repository(facts, lead(OFTEN, "false", "true")) is None
    return in_other_words(facts, lead(OFTEN, "false", "true"))


def test_a_file_of_the_service_that_calls_the_setting_otherwise_is_told_and_is_no_link() -> None:
    found = told("-cpu: always", "+cpu: while answering")
    assert found is not None
    assert found[0] == (
        f"commit {BAD_COMMIT[:12]} (Print labels in the background) changes `cpu: always -> while answering` in "
        "run/parcel-api.yaml, which seems to be about it, and no record says so"
    )
    assert found[1] == f"git show {BAD_COMMIT}"
    assert told("-cpu: always", "+cpu: while answering", path="run/other.yaml") is None
    assert told("-cpu: always", "-mode: a", "+cpu: while answering", "+mode: b") is None
    assert told("-mode: a", "+mode: b") is None
    assert told("-_: a", "+_: b") is None  # without a word it is about nothing
