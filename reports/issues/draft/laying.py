"""Drafts as files of the incident folder: which are written, merged with people's edits, or left alone."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from incidents.model.issue_draft import IssueDraft
from reports.drafts.rebuild import rebuilt
from reports.issues.draft.draft_file import fingerprint_in, to_text
from reports.issues.draft.drafting import Drafted
from reports.issues.draft.front_matter import joined, merged, parted
from reports.issues.draft.not_filed import NOT_FILED, not_filed

FOLDER = "issues"
_BASE, _REMARKS = ".generated/", ".generated/remarks/"
_SLUG = 60


@dataclass(frozen=True)
class Laid:
    """`contents` holds what each file shall hold, None for one that shall go; notes are sentences for the person."""

    contents: Mapping[str, str | None]
    notes: tuple[str, ...]


def laid(drafted: Drafted, files: Mapping[str, str], known: Mapping[str, str]) -> Laid:
    """`files` are all drafts of the folder and their merge bases as they stand, by name.

    A draft is known by its fingerprint, so it may have been renamed. One that somebody deleted stays away. `known` are
    remarks by fingerprint.
    """
    return _Laying(files, known).all(drafted)


def is_issue(name: str) -> bool:
    """Whether a file of the incident folder is the draft of an issue."""
    return name.startswith(f"{FOLDER}/") and name.endswith(".md") and name != NOT_FILED


class _Laying:
    def __init__(self, files: Mapping[str, str], known: Mapping[str, str]) -> None:
        self._files = files
        self._known = known
        self._drafts = {print_: name for name, print_ in self._prints("")}
        self._bases = {print_: name.removeprefix(_BASE) for name, print_ in self._prints(_BASE)}
        self._contents: dict[str, str | None] = {}
        self._notes: list[str] = []

    def all(self, drafted: Drafted) -> Laid:
        for draft in drafted.drafts:
            self._one(draft, to_text(draft, self._known.get(draft.fingerprint)))
        self._others({draft.fingerprint for draft in drafted.drafts})
        self._list(drafted)
        return Laid(self._contents, tuple(self._notes))

    def _prints(self, folder: str) -> Iterator[tuple[str, str]]:
        for name, text in sorted(self._files.items()):
            print_ = fingerprint_in(text) if name.startswith(folder) and is_issue(name.removeprefix(folder)) else None
            if print_:
                yield name, print_

    def _one(self, draft: IssueDraft, text: str) -> None:
        here, base = self._drafts.get(draft.fingerprint), self._bases.get(draft.fingerprint)
        if here is None and base is not None:
            self._contents[f"{_BASE}{base}"] = text
            self._notes.append(f"{base}: it was deleted and is not written again; `incident file` leaves it out")
            return
        name = here or self._free_name(draft)
        if base is not None and base != name:
            self._contents[f"{_BASE}{base}"] = None
        self._contents[f"{_BASE}{name}"] = text
        self._contents[name] = self._merged(name, base, text) if here else text

    def _merged(self, name: str, base: str | None, new: str) -> str:
        ours = self._files[name]
        # Without a base every difference is an edit.
        was = self._files[f"{_BASE}{base}"] if base else new
        before, present, wanted = parted(was), parted(ours), parted(new)
        if before is None or present is None or wanted is None:
            return ours
        head, both = merged(before.head, present.head, wanted.head)
        if both:
            self._notes.append(f"{name}: your {_listed(both)} stays; the new text is in {_BASE}{name}")
        return joined(head, self._rebuilt(name, base or name, before.body if base else None, present.body, wanted.body))

    def _rebuilt(self, name: str, base: str, before: str | None, present: str | None, new: str) -> str:
        """Block by block, as every draft; the remarks of one that was renamed go with it."""
        stored = {name: present, f"{_BASE}{name}": before, f"{_REMARKS}{name}": self._files.get(f"{_REMARKS}{base}")}
        found = rebuilt({name: new}, stored)
        if f"{_REMARKS}{base}" in self._files:
            self._contents[f"{_REMARKS}{base}"] = None
        self._contents[f"{_REMARKS}{name}"] = found.files[f"{_REMARKS}{name}"]
        self._notes += found.notes
        return found.files.get(name) or ""

    def _others(self, wanted: set[str]) -> None:
        """Drafts of findings that are no more: ours go, and what somebody edited stays."""
        for print_, name in self._drafts.items():
            base = self._bases.get(print_)
            if print_ in wanted or base is None:
                continue
            if self._files[name] == self._files[f"{_BASE}{base}"]:
                self._contents[name] = self._contents[f"{_BASE}{base}"] = None
            else:
                self._notes.append(f"{name}: its finding is no longer there; it was edited and stays")

    def _list(self, drafted: Drafted) -> None:
        text = not_filed(drafted.unfiled)
        before, present = self._files.get(f"{_BASE}{NOT_FILED}"), self._files.get(NOT_FILED)
        if text is None:
            if present is not None and present == before:
                self._contents[NOT_FILED] = self._contents[f"{_BASE}{NOT_FILED}"] = None
            return
        self._contents[NOT_FILED] = self._rebuilt(NOT_FILED, NOT_FILED, before, present, text) or None
        self._contents[f"{_BASE}{NOT_FILED}"] = text

    def _free_name(self, draft: IssueDraft) -> str:
        words = re.findall(r"[a-z0-9]+", draft.title.lower())
        slug = ""
        for word in words:
            if len(slug) + len(word) >= _SLUG:
                break
            slug = f"{slug}-{word}"
        stem = f"{FOLDER}/{draft.priority.level}{slug}"
        taken = {*self._files, *self._contents}
        name = f"{stem}.md"
        return name if name not in taken else f"{stem}-{draft.fingerprint}.md"


def _listed(names: tuple[str, ...]) -> str:
    return " and ".join(f"`{each}`" for each in names)
