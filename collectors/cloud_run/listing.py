"""The records of one file or live answer: what of them answers the question, and the ledger of the rest."""

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Self

from collectors.cloud_run.built_from import commit_in_tag, tag_of
from collectors.cloud_run.documents import Document, UnreadableFileError, read_documents
from collectors.cloud_run.foreign_json import text, within
from collectors.cloud_run.revision_record import identity, is_name, region, revision
from collectors.cloud_run.service_record import service
from collectors.collector import Ask
from collectors.named_files import failed_reading
from collectors.problem_tally import ProblemTally
from incidents.model.evidence import Revision, Service, TrafficShare
from incidents.model.record import digest
from incidents.model.scope import Reading

SOURCE = "cloud_run"


@dataclass(frozen=True)
class Extent:
    """How much came: `unreadable` counts records without a JSON form, `partial` says why not all, `failed` why none."""

    pages: int = 1
    unreadable: int = 0
    partial: str | None = None
    failed: str | None = None


class Listing:
    """`what` names the file or the question that the records come from.

    `named` are all services that it names, in scope or not; `failed` says why there are none.
    """

    def __init__(self, ask: Ask, what: str, documents: Sequence[Document], extent: Extent) -> None:
        self._ask = ask
        self._what = what
        self._documents = documents
        self._extent = extent
        self._tally = ProblemTally()
        self._tally.add("a record that has no JSON form", what, extent.unreadable)
        self._kept = 0
        self.failed = extent.failed
        self.named: set[str] = set()

    @classmethod
    def read(cls, ask: Ask, file: str) -> Self:
        name = ask.redactor.redact(os.fsencode(file).decode("utf-8", "replace"))
        try:
            documents, partial = read_documents(ask.root / file)
        except UnreadableFileError as error:
            return cls(ask, name, [], Extent(failed=f"{error}. Nothing was read from it"))
        if documents and all(each.kind == "other" for each in documents):
            why = "it holds neither revisions nor services of Cloud Run. Nothing was read from it"
            return cls(ask, name, [], Extent(failed=why))
        return cls(ask, name, documents, Extent(partial=partial))

    def services(self) -> list[Service]:
        """The services in scope that are described, in the order of the records."""
        found = []
        for each in self._documents:
            name = text(within(each.record, "metadata", "name"))
            if each.kind != "service" or name is None:
                continue
            self.named.add(name)
            if not self._in_scope(name, region(each.record)):
                self._count("a service outside the scope", each)
                continue
            if not is_name(name):
                self._count("a service without a usable name", each)
                continue
            found.append(service(each.record, name, self._what, self._ask.redactor))
            self._kept += 1
            if not found[-1].traffic:
                self._count("a service whose description does not tell its traffic", each)
        return found

    def revisions(self, shares: Mapping[str, tuple[TrafficShare, ...]]) -> list[Revision]:
        """The revisions in scope, in the order of the records; `shares` are those of the services."""
        found = []
        for each in self._documents:
            if each.kind == "other":
                self._count("a record that is neither a revision nor a service", each)
            if each.kind != "revision":
                continue
            known = identity(each.record)
            if known is None:
                self._count("a revision without a usable name or service", each)
                continue
            self.named.add(known.service)
            if not self._in_scope(known.service, known.region):
                self._count("a revision of a service outside the scope", each)
                continue
            of_service = shares.get(known.service, ())
            found.append(revision(each.record, known, self._what, of_service, self._ask.redactor))
            self._check(found[-1], each)
            self._kept += 1
            self._ask.progress("revisions", 1)
        return found

    def differs(self, other: Revision | Service) -> None:
        """Count a record that another file has differently; that file's is kept."""
        self._kept -= 1
        self._tally.add(f"a {other.kind} that another file describes differently", other.locator)

    def reading(self) -> Reading:
        if self.failed is not None:
            return failed_reading(self._ask, SOURCE, self._what, self.failed)
        return Reading(
            id=f"reading-{digest(SOURCE, self._what)}",
            source=SOURCE,
            what=self._what,
            span=self._ask.scope.span,
            items=self._kept,
            pages=self._extent.pages,
            status="truncated" if self._extent.partial else "complete",
            why=self._extent.partial,
            problems=self._tally.problems(),
        )

    def _in_scope(self, service: str, place: str | None) -> bool:
        return service in self._ask.scope.service_names and place in (None, self._ask.scope.region)

    def _check(self, found: Revision, document: Document) -> None:
        if found.at is None:
            self._count("a revision without a creation time", document)
        if found.image is None:
            self._count("a revision without an image", document)
        if not found.conditions:
            self._count("a revision without conditions", document)
        tagged = commit_in_tag(tag_of(found.image or ""))
        if found.commit and tagged and not (found.commit.startswith(tagged) or tagged.startswith(found.commit)):
            self._count("a revision whose label and image tag name different commits; the label was taken", document)

    def _count(self, what: str, document: Document) -> None:
        self._tally.add(what, self._ask.redactor.redact(f"{self._what}#{document.place}"))
