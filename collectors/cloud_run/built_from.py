"""Which commit a revision was built from, as far as its labels or the tag of its image say so; never guessed."""

import re
from dataclasses import dataclass
from typing import Literal

from collectors.cloud_run.foreign_json import Fields, text

# Cloud Build's and GitHub's deploy steps set commit-sha; the others are common in hand-written pipelines. A build id
# (gcb-build-id) or a trigger id names no commit. Keys are compared without a domain and with hyphens.
COMMIT_LABELS = (
    "commit-sha",
    "git-commit-sha",
    "git-sha",
    "git-commit",
    "commit",
    "commit-id",
    "commit-hash",
    "git-hash",
    "git-revision",
    "github-sha",
    "ci-commit-sha",
    "source-commit",
    "vcs-ref",
    "short-sha",
    "sha",
    "org.opencontainers.image.revision",
)
_ID = re.compile("[0-9a-f]{7,40}")
_UUID = re.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")


@dataclass(frozen=True)
class BuiltFrom:
    """`commit` may be abbreviated; it is None where no label, annotation or tag tells it."""

    commit: str | None
    source: Literal["label", "annotation", "image-tag", "unknown"]


def built_from(labels: Fields, annotations: Fields, image: str | None) -> BuiltFrom:
    """The commit of the first label, in the order of `COMMIT_LABELS`, that holds an id.

    Where none does, that of the first such annotation, or else that of the tag.
    """
    places: tuple[tuple[Literal["label", "annotation"], Fields], ...] = (("label", labels), ("annotation", annotations))
    for source, place in places:
        found = {label_name(key): value for key, value in place.items()}
        for name in COMMIT_LABELS:
            value = (text(found.get(name)) or "").lower()
            if _ID.fullmatch(value):
                return BuiltFrom(value, source)
    tagged = commit_in_tag(tag_of(image or ""))
    return BuiltFrom(tagged, "image-tag") if tagged else BuiltFrom(None, "unknown")


def label_name(key: str) -> str:
    """A label's key without its domain and with hyphens, as `COMMIT_LABELS` holds it."""
    return key.rsplit("/", 1)[-1].lower().replace("_", "-")


def tag_of(image: str) -> str:
    """The tag of an image, empty where it has none; a port of the registry is no tag."""
    return image.partition("@")[0].rsplit("/", 1)[-1].partition(":")[2]


def commit_in_tag(tag: str) -> str | None:
    """The commit a tag is or holds, such as `3f2a91c`, `main-3f2a91c` or `v1.2-14-g3f2a91c`; None for two of them.

    Dates, build numbers and words of the letters a to f are no commits.
    """
    tag = tag.lower()
    if _ID.fullmatch(tag) and (not tag.isdigit() or len(tag) in (7, 40)):
        return tag
    if _UUID.search(tag):
        return None
    parts = (part.removeprefix("g") if _ID.fullmatch(part[1:]) else part for part in re.split(r"[-_.+]", tag))
    ids = {part for part in parts if _ID.fullmatch(part) and not part.isdigit() and not part.isalpha()}
    return ids.pop() if len(ids) == 1 else None
