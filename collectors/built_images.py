"""Container images from JSON files: which revision each became, its digest, its size and how it was built."""

import re
from typing import ClassVar

from collectors.collector import Ask
from collectors.json_records import JsonObject, Place, RecordSource, first_of, one_of_each, text_of, words_of
from collectors.moments import moment
from collectors.problem_tally import ProblemTally
from incidents.model.evidence import AnyEvidence, BuiltImage
from incidents.model.record import canonical, digest
from incidents.model.sealed import Collected

SOURCE = "images"
LONGEST_EXCERPT = 2000
_REVISIONS = ("revision", "revision_name")
_DIGESTS = ("digest", "image_digest", "image")
_DIGEST = re.compile(r"sha256:[0-9a-f]{64}(?![0-9a-f])")
_BUILDERS = ("built_by", "builder", "build_method")
_MOMENTS = ("at", "built_at", "created_at", "created")


class BuiltImages:
    """Reads lists of images; what an image must have is a revision or a digest, by which it is joined to one."""

    name: ClassVar[str] = SOURCE

    def survey(self, ask: Ask) -> tuple[str, ...]:
        """A line for each glob."""
        return _IMAGES.survey(ask)

    def collect(self, ask: Ask) -> Collected:
        """One record for each image."""
        return _IMAGES.collect(ask)


def _images(ask: Ask, records: list[tuple[Place, JsonObject]], tally: ProblemTally) -> list[AnyEvidence]:
    problems = ("images without a revision and a digest", "images listed twice")
    return one_of_each(records, lambda place, record: _image(ask, place, record, tally), tally, problems)


def _image(ask: Ask, place: Place, record: JsonObject, tally: ProblemTally) -> BuiltImage | None:
    revision, stated = words_of(ask, record, *_REVISIONS), text_of(record, *_DIGESTS)
    read = _DIGEST.search(stated) if stated else None
    if stated and read is None:
        tally.add("digests that are not sha256 and 64 digits", str(place))
    if revision is None and read is None:
        return None
    size, when = _size(record), first_of(record, *_MOMENTS)
    if size is None and first_of(record, "size_mb", "size_bytes") is not None:
        tally.add("sizes that are no amount", str(place))
    at = moment(when)
    if when is not None and at is None:
        tally.add("times without a zone", str(place))
    return BuiltImage(
        id=f"image-{digest(revision or '', read[0] if read else '')}",
        at=at,
        source=SOURCE,
        locator=str(place),
        excerpt=ask.redactor.redact(canonical(record))[:LONGEST_EXCERPT],
        revision=revision,
        digest=read[0] if read else None,
        size_mb=size,
        built_by=words_of(ask, record, *_BUILDERS),
    )


def _size(record: JsonObject) -> float | None:
    """In megabytes of a million bytes."""
    for name, divisor in (("size_mb", 1), ("size_bytes", 1_000_000)):
        value = record.get(name)
        if isinstance(value, (int, float)) and not isinstance(value, bool) and 0 <= value < 10**15:
            return value / divisor
    return None


_IMAGES = RecordSource(SOURCE, "image", ("images", "items"), _images)
