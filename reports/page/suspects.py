"""The changes that causes and their rivals point at, the surest first, each with what it changed."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from incidents.model.cause import Answer, Chain, ChangeRef, Confidence, Rival
from incidents.model.evidence import AnyEvidence, Commit, FileChange, Revision
from incidents.model.incident import Incident
from reports.clauses import clause, opening
from reports.leading_cause import CERTAINTY
from reports.page.marks import PageCitations
from reports.page.records.body import DiffLine, diff, when
from templates.outside_text import text
from templates.safe import Safe, filled


@dataclass(frozen=True)
class ChangedFile:
    id: str
    path: str
    lines: str
    diff: tuple[DiffLine, ...]


@dataclass(frozen=True)
class Suspect:
    """One change; `files` are those that the evidence names, `before` and `after` are set for a setting."""

    confidence: Confidence
    as_rival: bool
    claim: Safe
    effect: Safe
    at: str
    files: tuple[ChangedFile, ...]
    setting: str
    before: str
    after: str


@dataclass(frozen=True)
class _Named:
    """A change as one cause or rival names it."""

    confidence: Confidence
    as_rival: bool
    claim: str
    cites: tuple[str, ...]
    effect: str
    change: ChangeRef | None


def suspects(incident: Incident, evidence: Mapping[str, AnyEvidence], citations: PageCitations) -> tuple[Suspect, ...]:
    """What several chains say in the same words is listed once."""
    titles = {each.id: each.title for each in incident.findings}
    named = [each for chain in incident.chains for each in _of_chain(chain, titles.get(chain.finding, ""), evidence)]
    ordered = sorted(named, key=lambda each: (CERTAINTY.index(each.confidence), each.as_rival))
    first = {each.claim: each for each in reversed(ordered)}
    return tuple(_suspect(each, evidence, citations) for each in ordered if first[each.claim] is each)


def _of_chain(chain: Chain, title: str, evidence: Mapping[str, AnyEvidence]) -> Iterator[_Named]:
    for why in chain.whys:
        if isinstance(why, Answer) and why.cause.branch == "cause":
            cause = why.cause
            if cause.change:
                yield _Named(cause.confidence, False, cause.claim, cause.evidence_for, title, cause.change)
            for each in cause.rivals:
                if _is_change(each, evidence):
                    yield _Named(each.confidence, True, each.claim, each.cites, title, None)


def _is_change(rival: Rival, evidence: Mapping[str, AnyEvidence]) -> bool:
    """Whether it names a commit or two revisions that differ; an outage elsewhere is a rival and no suspect."""
    records = [evidence.get(cite) for cite in rival.cites]
    revisions = sum(isinstance(each, Revision) for each in records)
    return revisions > 1 or any(isinstance(each, Commit | FileChange) for each in records)


def _suspect(named: _Named, evidence: Mapping[str, AnyEvidence], citations: PageCitations) -> Suspect:
    records = [evidence[key] for key in named.cites if key in evidence]
    commits = [each for each in records if isinstance(each, Commit)]
    changes = [each for each in records if isinstance(each, FileChange)]
    setting = named.change if named.change and named.change.setting else None
    return Suspect(
        confidence=named.confidence,
        as_rival=named.as_rival,
        claim=filled("{claim}.{cites}", claim=opening(clause(named.claim)), cites=citations.marks(named.cites)),
        effect=text(named.effect),
        at=when(commits[0].at) if commits else "",
        files=tuple(_file(each) for each in changes),
        setting=(setting.setting or "") if setting else "",
        before=_value(setting.before) if setting else "",
        after=_value(setting.after) if setting else "",
    )


def _file(change: FileChange) -> ChangedFile:
    lines = "" if change.added is None else f"+{change.added} −{change.removed}"  # noqa: RUF001  a minus sign
    return ChangedFile(change.id, change.path, lines, diff(change.hunks))


def _value(value: str | None) -> str:
    return "not set" if value is None else value
