import pytest

from incidents.analysis.analyse import analyse
from incidents.analysis.facts import Facts
from incidents.analysis.rules import stale_deployment
from incidents.model.evidence import AnyEvidence, BuiltImage
from tests import builders
from tests.builders import BAD, BAD_COMMIT, GOOD, GOOD_COMMIT

OLD, NEW = f"sha256:{'a' * 64}", f"sha256:{'b' * 64}"


def titles(*evidence: AnyEvidence) -> list[str]:
    records = {each.id: each for each in (builders.revision(name=GOOD), builders.revision(), *evidence)}
    sealed = builders.sealed(collected=builders.collected(*records.values()))
    return [each.title for each in stale_deployment.find(Facts(sealed))]


def built(digest: str, revision: str = BAD) -> BuiltImage:
    values = {"id": "image-1", "at": None, "source": "images", "locator": "images.json#0", "excerpt": digest}
    return BuiltImage(**{**values, "revision": revision, "digest": digest, "size_mb": None, "built_by": None})


def test_the_image_of_the_revision_before_under_another_commit_is_stale() -> None:
    pair = (builders.revision(name=GOOD, image_digest=OLD), builders.revision(image_digest=OLD))
    assert titles(*pair) == [f"stale deployment: {BAD} runs the image of {GOOD}, though it names commit {'2' * 12}"]


def test_another_image_and_the_same_image_under_the_same_commit_are_not() -> None:
    assert titles(builders.revision(name=GOOD, image_digest=OLD), builders.revision(image_digest=NEW)) == []
    assert titles(builders.revision(name=GOOD), builders.revision()) == []


@pytest.mark.parametrize(
    ("tag", "stale"),
    [
        ("1111111", True),
        ("v7-1111111", True),
        ("2222222", False),  # the commit of the label
        ("latest", False),
        ("20260302", False),  # a date
    ],
)
def test_a_tag_that_names_another_commit_than_the_label_is_stale(tag: str, *, stale: bool) -> None:
    assert bool(titles(builders.revision(image=f"eu.example/parcel-api:{tag}"))) is stale


def test_another_image_than_the_one_that_was_built_for_it_is_stale() -> None:
    revision = builders.revision(image_digest=NEW)
    assert titles(revision, built(OLD)) == [
        f"stale deployment: {BAD} runs another image than the one that was built for it"
    ]
    assert titles(revision, built(NEW)) == []
    assert titles(revision, built(OLD, revision="parcel-api-00001-old")) == []


OLDER = builders.commit(sha=GOOD_COMMIT, parents=(BAD_COMMIT,), subject="Newer", new_in=())


def test_older_code_than_the_predecessor_has_is_stale_and_the_predecessor_is_the_way_back() -> None:
    served = builders.request_statistics(revision=GOOD, statuses=())
    assert titles(OLDER) == [f"stale deployment: {BAD} runs older code ({'2' * 12}) than {GOOD} before it ({'1' * 12})"]
    records = (builders.revision(name=GOOD), builders.revision(), OLDER, served)
    assert analyse(builders.sealed(collected=builders.collected(*records))).rollback.target == GOOD


def test_going_back_to_older_code_after_a_failure_is_meant() -> None:
    failing = builders.request_statistics(revision=GOOD)
    assert titles(OLDER, failing) == []


def test_a_later_commit_is_not_older() -> None:
    assert titles(builders.commit()) == []


@pytest.mark.parametrize(
    ("digest", "said"), [(OLD, "which names commit {} and is not shown to run it"), (NEW, "built from commit {}")]
)
def test_a_stale_revision_is_not_said_to_be_built_from_the_commit_that_it_names(digest: str, said: str) -> None:
    pair = (builders.revision(name=GOOD, image_digest=OLD), builders.revision(image_digest=digest))
    incident = analyse(builders.sealed(collected=builders.collected(*pair)))
    (text,) = [each.text for each in incident.claims if each.id == f"claim-rev-{BAD}"]
    assert text.startswith(f"{BAD}, {said.format('2' * 12)}, was created at")
