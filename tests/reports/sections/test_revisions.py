from typing import Any

from incidents.model.evidence import AnyEvidence, BuiltImage, Condition
from reports.citations import Citations
from reports.sections.revisions import RevisionRow, revision_rows
from tests.builders import BAD, GOOD, incident, index_of, revision, sealed, serving, window

DIGEST = "sha256:" + "ab" * 32


def rows(*records: AnyEvidence, **changes: Any) -> tuple[RevisionRow, ...]:
    every = {each.id: each for each in (*sealed().collected.evidence, *records)}
    given = incident(index=index_of(tuple(every.values())), **changes)
    return revision_rows(given, every, Citations(given, every))


def test_the_deployed_revision_comes_before_the_one_it_replaced() -> None:
    new, old = rows()
    assert (new.revision, new.side, old.revision, old.side) == (
        f"`{BAD}`[^rev-{BAD}]",
        "in the window",
        f"`{GOOD}`[^rev-{GOOD}]",
        "before",
    )
    assert (new.created, new.ready, new.commit) == ("2026-03-02 11:00:00Z", "yes", "`222222222222`")
    assert (new.image, new.traffic, old.traffic) == ("digest not stated", "100%", "0%")


def test_a_refused_revision_says_why_and_what_is_unknown_is_said() -> None:
    refused = Condition(type="Ready", status="False", reason="HealthCheckContainerError", message="it did not start")
    side = window().candidate.model_copy(update={"revisions": (serving(ready=False, commit=None, percent=None),)})
    new, _ = rows(revision(conditions=(refused,)), window=window(candidate=side))
    assert (new.ready, new.commit, new.traffic) == ("no: it did not start", "not known", "not read")


def test_a_revision_that_the_platform_is_still_at_is_not_ready_yet() -> None:
    at_it = Condition(type="Ready", status="Unknown", reason="Deploying", message="Deploying revision.")
    side = window().candidate.model_copy(update={"revisions": (serving(ready=None),)})
    new, _ = rows(revision(conditions=(at_it,)), window=window(candidate=side))
    assert new.ready == "not yet: Deploying revision."
    unread, _ = rows(revision(conditions=()), window=window(candidate=side))
    assert unread.ready == "not stated"


def test_a_built_image_belongs_to_the_revision_that_runs_its_digest() -> None:
    image = BuiltImage(
        id="image-1", at=None, source="images", locator="images.json", excerpt="{}",
        revision=None, digest=DIGEST, size_mb=193.5, built_by="local build",
    )  # fmt: skip
    new, _ = rows(revision(image_digest=DIGEST), image)
    assert new.image == "`sha256:abababababab`, 193.5 MB, built by local build[^image-1]"
    other, _ = rows(revision(image_digest=DIGEST.replace("ab", "cd")), image)
    assert other.image == "`sha256:cdcdcdcdcdcd`"
