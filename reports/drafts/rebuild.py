"""All drafts of an incident folder after a rebuild: the files to be written, and what their authors are told once."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from reports.drafts.contradicted import evidence_of
from reports.drafts.merge import Draft, merge
from reports.drafts.remarks import Kind, Remark, remarks_file, remarks_in

_BASE, _REMARKS = ".generated", ".generated/remarks"
_MOST_SENTENCES = 5


@dataclass(frozen=True)
class Rebuilt:
    """The files by name, None for one that is to go; `drafts` are the names of those that people open."""

    files: Mapping[str, str | None]
    drafts: tuple[str, ...]
    notes: tuple[str, ...]


def generated_file(name: str) -> str:
    """Where the text of a draft lies as it was generated last."""
    return f"{_BASE}/{name}"


def needed_files(documents: Iterable[str]) -> tuple[str, ...]:
    """The names of the stored files by which the drafts of these documents are merged."""
    return tuple(each for name in documents for each in (name, generated_file(name), f"{_REMARKS}/{name}"))


def rebuilt(documents: Mapping[str, str], stored: Mapping[str, str | None]) -> Rebuilt:
    """`documents` are newly generated; `stored` holds the needed files as they are, None for one that is not there."""
    said = [(stored[generated_file(name)] or "", now) for name, now in documents.items()]
    evidence = evidence_of(said)
    files: dict[str, str | None] = {}
    drafts, notes = [], []
    for name, now in documents.items():
        told = remarks_in(stored[f"{_REMARKS}/{name}"])
        merged = merge(Draft(stored[generated_file(name)], stored[name], now), told, evidence)
        files[generated_file(name)] = now
        files[f"{_REMARKS}/{name}"] = remarks_file(name, merged.remarks) if merged.remarks else None
        if merged.text is not None:
            files[name] = merged.text
            drafts.append(name)
        new = [each for each in merged.remarks if not any(each.says_the_same(other) for other in told)]
        notes += [f"{name}: {said}" for said in _notes(name, new)]
    return Rebuilt(files, tuple(drafts), tuple(notes))


def _notes(name: str, remarks: list[Remark]) -> Iterator[str]:
    """One sentence for each kind of remark, and one each for the first sentences of people that are contradicted."""
    by_kind: dict[Kind, list[str]] = {}
    for each in remarks:
        by_kind.setdefault(each.kind, []).append(each.about)
    for kind, blocks in by_kind.items():
        if kind != "figure":
            yield _SAID[kind].format(blocks=_listed(blocks), base=generated_file(name), remarks=f"{_REMARKS}/{name}")
    contradicted = [each for each in remarks if each.kind == "figure"]
    for each in contradicted[:_MOST_SENTENCES]:
        yield f"{each.sentence} it has {each.before[0]}, the evidence {each.now[0]}; the sentence is left as it is"
    if len(contradicted) > _MOST_SENTENCES:
        yield f"{len(contradicted) - _MOST_SENTENCES} more such figures are in {_REMARKS}/{name}"


_SAID: Mapping[Kind, str] = {
    "offer": "edited lines were kept in {blocks}; what is generated in their place has changed and is in {remarks}",
    "withdrawn": "generated no longer, and kept with what people wrote: {blocks}",
    "deleted": "taken out by its authors, and left out from now on: {blocks}; the text as generated is in {base}",
    "torn": "markers are damaged or stand twice, so the text is left as it is and no longer brought up to date: "
    "{blocks}; the text as generated, with its markers, is in {base}",
    "file-deleted": "it was deleted and is not written again; the generated text is in {base}",
    "unknown-base": "it differs from what is generated and is kept as it is; the generated text is in {base}",
    "unmarked": "no block is left in it, so it is kept as it is; the generated text is in {base}",
}
"""Behind the name of the file."""


def _listed(names: list[str]) -> str:
    *others, last = dict.fromkeys(names)
    return f"{', '.join(others)} and {last}" if others else last
