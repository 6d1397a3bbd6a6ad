"""The revisions of the window as the platform describes them, and the images that are said to be theirs."""

from collections.abc import Mapping
from dataclasses import dataclass

from incidents.model.evidence import AnyEvidence, BuiltImage, Revision
from incidents.model.incident import Incident
from incidents.model.window import Serving
from reports.citations import Citations
from reports.figures import moment
from templates.outside_text import code, text
from templates.safe import Safe, filled

_DIGEST = 19


@dataclass(frozen=True)
class RevisionRow:
    revision: Safe
    side: Safe
    created: Safe
    ready: Safe
    commit: Safe
    image: Safe
    traffic: Safe


def revision_rows(
    incident: Incident, evidence: Mapping[str, AnyEvidence], citations: Citations
) -> tuple[RevisionRow, ...]:
    """Those of the window, the latest deployed first, then those before it."""
    window = incident.window
    both = [(each, Safe("in the window")) for each in reversed(window.candidate.revisions)]
    both += [(each, Safe("before")) for each in reversed(window.baseline.revisions)]
    return tuple(_row(each, side, evidence, citations) for each, side in both)


def _row(serving: Serving, side: Safe, evidence: Mapping[str, AnyEvidence], citations: Citations) -> RevisionRow:
    record = evidence.get(serving.evidence)
    revision = record if isinstance(record, Revision) else None
    return RevisionRow(
        revision=filled("{name}{cites}", name=code(serving.revision), cites=citations.cite((serving.evidence,))),
        side=side,
        created=moment(revision.at) if revision and revision.at else Safe("not stated"),
        ready=_ready(serving, revision),
        commit=code(serving.commit[:12]) if serving.commit else Safe("not known"),
        image=_image(revision, evidence, citations),
        traffic=Safe("not read") if serving.percent is None else filled("{n}%", n=serving.percent),
    )


def _ready(serving: Serving, revision: Revision | None) -> Safe:
    condition = revision.condition("Ready") if revision else None
    word = {True: "yes", False: "no", None: "not yet" if condition else "not stated"}[serving.ready]
    why = condition.message or condition.reason if condition and not serving.ready else None
    return filled("{word}: {why}", word=text(word), why=text(why)) if why else text(word)


def _image(revision: Revision | None, evidence: Mapping[str, AnyEvidence], citations: Citations) -> Safe:
    """The digest, and of a built image that has the same one what is said of it."""
    if revision is None or not revision.image_digest:
        return Safe("digest not stated")
    digest = code(revision.image_digest[:_DIGEST])
    built = (each for each in evidence.values() if isinstance(each, BuiltImage) and each.is_of(revision))
    image = min(built, key=lambda each: each.id, default=None)
    if image is None:
        return digest
    size = filled(", {n} MB", n=Safe(f"{image.size_mb:g}")) if image.size_mb is not None else Safe("")
    by = filled(", built by {by}", by=text(image.built_by)) if image.built_by else Safe("")
    return filled("{digest}{size}{by}{cites}", digest=digest, size=size, by=by, cites=citations.cite((image.id,)))
