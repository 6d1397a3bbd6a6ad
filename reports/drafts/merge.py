"""One draft after a rebuild: as its authors left it wherever they edited it, and as generated everywhere else."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from reports.drafts.block_merge import MergedBlocks, merge_blocks
from reports.drafts.blocks import Block, Part, blocks_of, parts_of, text_of, torn
from reports.drafts.contradicted import Evidence, contradictions
from reports.drafts.lines import dressed, same
from reports.drafts.named_figures import figures
from reports.drafts.remarks import WHOLE, Kind, Remark, changed, seen
from reports.drafts.sentences import Sentence, of_people
from templates.outside_text import code

_LONGEST = 120


@dataclass(frozen=True)
class Draft:
    """A document as it was generated last, as it stands, and as it is generated now; None where there is none."""

    before: str | None
    on_disk: str | None
    now: str


@dataclass(frozen=True)
class Merged:
    """What the file shall hold, None where there shall be none, and the remarks that stand."""

    text: str | None
    remarks: tuple[Remark, ...] = ()


def merge(draft: Draft, told: Sequence[Remark] = (), evidence: Evidence | None = None) -> Merged:
    """`told` are the remarks that stood after the last build; `evidence` is what all documents say.

    A draft that is generated as it was generated last is left to the byte as it stands.
    """
    if draft.on_disk is None:
        if draft.before is None:
            return Merged(draft.now)
        return Merged(None, (Remark("file-deleted", WHOLE, "The draft was deleted and is not written again."),))
    # Without a base every difference is an edit; a draft that is as it is now generated was perhaps fetched.
    before = draft.now if draft.before is None or same(draft.on_disk, draft.now) else draft.before
    out = frozenset(each.about for each in told if each.kind == "deleted")
    merged = _merged(before, draft.on_disk, draft.now, out)
    own = parts_of(draft.on_disk)
    was, is_now = blocks_of(parts_of(before)), blocks_of(parts_of(draft.now))
    state = _State(was, blocks_of(own), is_now, merged.parts, tuple(told))
    remarks = [
        *_whole_file(draft, told),
        *state.absent(torn(own)),
        *state.offers(merged),
        *state.withdrawn(),
        *state.contradicted(of_people(merged.parts, [draft.now]), evidence or Evidence()),
    ]
    return Merged(text_of(merged.parts), _each_once(remarks))


def _merged(before: str, on_disk: str, now: str, out: frozenset[str]) -> MergedBlocks:
    if before == now:
        return MergedBlocks(parts_of(on_disk))
    if same(on_disk, before) and not out:
        return MergedBlocks(parts_of(dressed(now, on_disk)))
    return merge_blocks(before, on_disk, now, out)


def _whole_file(draft: Draft, told: Iterable[Remark]) -> Iterator[Remark]:
    assert draft.on_disk is not None
    digest = seen(draft.on_disk)
    unknown = draft.before is None and not same(draft.on_disk, draft.now)
    if unknown or any(each.kind == "unknown-base" and each.seen == digest for each in told):
        said = "It was not known what was generated last, so every difference counts as an edit, and the draft stays."
        yield Remark("unknown-base", WHOLE, said, digest)


@dataclass(frozen=True)
class _State:
    """The blocks as generated last, as found in the draft and as generated now, and the parts of the merged draft."""

    was: Mapping[str, Block]
    own: Mapping[str, Block]
    is_now: Mapping[str, Block]
    parts: tuple[Part, ...]
    told: tuple[Remark, ...]

    def absent(self, torn_before: frozenset[str]) -> Iterator[Remark]:
        """The blocks that authors took out, or whose markers they tore."""
        present, broken = blocks_of(self.parts), torn(self.parts)
        if self.is_now and not present and not broken:
            yield Remark("unmarked", WHOLE, "No block is left in the draft, so nothing in it is brought up to date.")
            return
        for name in (broken & {*self.was, *self.is_now, *self._told("torn")}) - present.keys():
            said = f"The markers of `{name}` are damaged or stand twice; its text is no longer brought up to date."
            yield Remark("torn", name, said)
        taken_out = {*self.was, *self._told("deleted")} - self.own.keys() - torn_before
        for name in (taken_out | self.is_now.keys()) - present.keys() - broken:
            yield Remark("deleted", name, f"`{name}` was taken out of the draft and stays out.")

    def offers(self, merged: MergedBlocks) -> Iterator[Remark]:
        """What is newly generated and not taken over, and what was before and is as true as then."""
        final = blocks_of(self.parts)
        for each in self.told:
            untouched = each.about in self.own and seen(self.own[each.about].body) == each.seen
            if each.kind == "offer" and untouched and self._still_offered(each):
                yield replace(each, seen=_digest(final, each.about))
        for name, clash in merged.clashes:
            said = (
                f"`{name}` was edited and stays as it is. What is generated in place of these lines is now different:"
            )
            lines = (changed("".join(clash.before)), changed("".join(clash.now)))
            yield Remark("offer", name, said, _digest(final, name), *lines)

    def withdrawn(self) -> Iterator[Remark]:
        for name in blocks_of(self.parts).keys() & {*self.was, *self._told("withdrawn")} - self.is_now.keys():
            said = f"`{name}` is generated no longer; it was edited, or defines what an edited one cites, and stays."
            yield Remark("withdrawn", name, said)

    def contradicted(self, people: Sequence[Sentence], evidence: Evidence) -> Iterator[Remark]:
        present = {seen(each.text) for each in people}
        for each in self.told:
            if each.kind == "figure" and each.seen in present and _still_contradicted(each, evidence):
                yield each
        bodies = {name: block.body for name, block in self.is_now.items()}
        for found in contradictions(people, bodies, evidence):
            said = f"{_quoted(found.sentence.text)} names a figure that the evidence contradicts:"
            yield Remark("figure", found.sentence.block, said, seen(found.sentence.text), (found.named,), (found.now,))

    def _told(self, kind: Kind) -> set[str]:
        return {each.about for each in self.told if each.kind == kind}

    def _still_offered(self, offer: Remark) -> bool:
        """Whether the offered lines are generated still or, where lines had gone, are gone still."""
        new = self.is_now.get(offer.about)
        if new is None or new == self.was.get(offer.about):
            return new is not None
        lines = set(changed(new.body))
        return set(offer.now) <= lines if offer.now else not set(offer.before) <= lines


def _digest(blocks: Mapping[str, Block], name: str) -> str:
    return seen(blocks[name].body) if name in blocks else seen("")


def _still_contradicted(remark: Remark, evidence: Evidence) -> bool:
    named, said = ({figure for line in side for figure in figures(line)} for side in (remark.before, remark.now))
    return not named & evidence.standing and bool(said & evidence.standing)


def _each_once(remarks: Iterable[Remark]) -> tuple[Remark, ...]:
    """In an order that does not tell which of them are new."""
    once = {(each.kind, each.about, each.sentence, each.before, each.now): each for each in remarks}
    return tuple(once[key] for key in sorted(once))


def _quoted(sentence: str) -> str:
    return code(sentence if len(sentence) <= _LONGEST else sentence[: _LONGEST - 1] + "…")
