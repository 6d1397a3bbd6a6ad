"""Images."""

import json
from pathlib import Path
from typing import Any

import pytest

from collectors.built_images import BuiltImages
from incidents.model.evidence import BuiltImage
from incidents.model.scope import Problem, Reading
from tests.builders import revision
from tests.collectors.asking import ask, write

DIGEST = "sha256:" + "1a" * 32
OTHER = "sha256:" + "2b" * 32
IMAGE = {"revision": "parcel-api-00008-fox", "digest": DIGEST, "size_mb": 193, "built_by": "local build"}


def read(tmp_path: Path, content: Any) -> tuple[list[BuiltImage], Reading]:
    write(tmp_path, {"images.json": json.dumps(content)})
    found = BuiltImages().collect(ask(tmp_path, "images.json"))
    (reading,) = found.readings
    return [each for each in found.evidence if isinstance(each, BuiltImage)], reading


def image(**changes: Any) -> BuiltImage:
    values = {"id": "image-1", "at": None, "source": "images", "locator": "x", "excerpt": "", **IMAGE}
    return BuiltImage(**{**values, **changes})


def test_an_image_is_read_whole(tmp_path: Path) -> None:
    (built,), reading = read(tmp_path, [{**IMAGE, "built_at": "2026-03-02T09:00:00Z"}])
    assert built.id.startswith("image-")
    assert built.model_dump(exclude={"id", "hash", "excerpt"}) == {
        "kind": "built-image",
        "at": "2026-03-02T09:00:00Z",
        "source": "images",
        "locator": "images.json record 1",
        "revision": "parcel-api-00008-fox",
        "digest": DIGEST,
        "size_mb": 193.0,
        "built_by": "local build",
    }
    assert reading.problems == ()


@pytest.mark.parametrize(
    ("changes", "size_mb", "problems"),
    [
        ({"size_mb": None}, None, []),
        ({"size_mb": None, "size_bytes": 193_500_000}, 193.5, []),
        ({"size_mb": -1}, None, ["sizes that are no amount"]),
        ({"size_mb": "big"}, None, ["sizes that are no amount"]),
    ],
)
def test_a_size_is_in_megabytes(
    tmp_path: Path, changes: dict[str, Any], size_mb: float | None, problems: list[str]
) -> None:
    (built,), reading = read(tmp_path, [{**IMAGE, **changes}])
    assert built.size_mb == size_mb
    assert [problem.what for problem in reading.problems] == problems


def test_a_digest_may_stand_behind_the_name_of_the_image(tmp_path: Path) -> None:
    (built,), _ = read(tmp_path, [{"image": f"registry.example/parcel/api@{DIGEST}"}])
    assert (built.revision, built.digest) == (None, DIGEST)


def test_what_cannot_be_used_is_counted(tmp_path: Path) -> None:
    found, reading = read(tmp_path, [IMAGE, {"size_mb": 3}, IMAGE, {"revision": "a", "digest": "latest", "at": "noon"}])
    assert {each.digest for each in found} == {DIGEST, None}
    assert reading.problems == (
        Problem(what="digests that are not sha256 and 64 digits", count=1, first="images.json record 4"),
        Problem(what="images listed twice", count=1, first="images.json record 3"),
        Problem(what="images without a revision and a digest", count=1, first="images.json record 2"),
        Problem(what="times without a zone", count=1, first="images.json record 4"),
    )


@pytest.mark.parametrize(
    ("of_image", "of_revision", "joined"),
    [
        # The digest decides, also against the name.
        ({"digest": DIGEST, "revision": "other"}, {"image_digest": DIGEST}, True),
        ({"digest": OTHER}, {"image_digest": DIGEST}, False),
        # Without a digest on both sides the name does.
        ({"digest": None}, {"image_digest": DIGEST}, True),
        ({"digest": DIGEST}, {"image_digest": None}, True),
        ({"digest": None, "revision": "other"}, {"image_digest": DIGEST}, False),
        # Nothing to compare.
        ({"digest": DIGEST, "revision": None}, {"image_digest": None}, None),
    ],
)
def test_an_image_is_joined_to_a_revision_by_digest_and_name(
    of_image: dict[str, Any], of_revision: dict[str, Any], joined: bool | None
) -> None:
    assert image(**of_image).is_of(revision(name="parcel-api-00008-fox", **of_revision)) is joined


def test_the_survey_names_the_files(tmp_path: Path) -> None:
    write(tmp_path, {"images.json": "[]"})
    assert BuiltImages().survey(ask(tmp_path, "*.json")) == ("*.json: images.json",)
