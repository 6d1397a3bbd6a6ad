"""What a draft wants of the tracker: its text, its labels, and what changed since it was last filed."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import quote

from incidents.model.finding import Finding
from incidents.model.incident import Incident
from incidents.model.instant import Instant
from incidents.model.issue_draft import IssueDraft
from incidents.model.record import canonical, digest
from reports.clauses import clause
from reports.figures import compared
from reports.issues.identity import fingerprints
from reports.issues.region import Marker, fitted, without_blocks
from reports.issues.tracker import IssueRef
from reports.urgency import STATES
from templates.outside_text import code, text
from templates.safe import Safe, filled

LEVELS = ("P0", "P1", "P2")
STATE_LABELS = ("deferred", "blocked")
_ROOM_OF_MARKER = 2_000


@dataclass(frozen=True)
class Wanted:
    """A draft as it lies in its file, with the finding it was made from; None for one that somebody wrote.

    `folder_url` is where the incident folders can be opened, None where nobody said.
    """

    file: str
    draft: IssueDraft
    finding: Finding | None
    incident: Incident
    folder_url: str | None = None

    @property
    def seen(self) -> Instant | None:
        """When it was last seen, by the evidence; without a time, the end of the window."""
        return (self.finding.last if self.finding else None) or self.incident.window.candidate.span.end

    @property
    def own_labels(self) -> tuple[str, ...]:
        """The labels that follow from its priority and state."""
        return (self.draft.priority.level, *(each for each in STATE_LABELS if each == self.draft.state))

    @property
    def marker(self) -> Marker:
        return Marker(
            fingerprints=self.draft.fingerprints,
            incident=self.incident.name,
            facts=self._facts(),
            labels=self.own_labels,
            seen=self.seen,
        )

    def _facts(self) -> str:
        """What a comment is worth: how it is seen and how urgent it is, not how that is worded."""
        draft, finding = self.draft, self.finding
        known = [self.incident.name, draft.priority.level, draft.state, draft.until]
        known += [each.fingerprint for each in draft.blocked_by]
        if finding:
            counts = [each and each.model_dump(mode="json") for each in (finding.before, finding.after)]
            return digest(canonical([*known, finding.state, counts]))
        return digest(canonical([*known, draft.body]))

    def comment(self, event: str) -> str:
        """What a person who follows the issue should hear; `event` is ours, such as "Seen again"."""
        lines = [filled("{event} in incident {name}.", event=text(event), name=code(self.incident.name))]
        if self.finding:
            lines.append(
                filled(
                    "{state}; in the window {counts}.",
                    state=text(STATES[self.finding.state].capitalize()),
                    counts=compared(self.finding.before, self.finding.after),
                )
            )
        given = self.draft.priority
        lines.append(
            filled("{level}, row {row}: {why}.", level=text(given.level), row=text(given.row), why=clause(given.reason))
        )
        return " ".join(lines) + f"\n{comment_mark(self.marker.facts)}"


def resolved(incident: Incident) -> tuple[Wanted, ...]:
    """The findings that are over: they have no draft, and what was filed for them can be closed."""
    prints = fingerprints(incident.findings)
    return tuple(
        Wanted(
            file=each.id,
            draft=IssueDraft(fingerprint=prints[each.id], title=each.title, body="", labels=(), priority=each.priority),
            finding=each,
            incident=incident,
        )
        for each in incident.findings
        if each.state == "resolved"
    )


def comment_mark(facts: str) -> str:
    """Hidden in a comment, so that it is not written twice."""
    return f"<!-- incident:comment {facts} -->"


def text_of(
    wanted: Wanted,
    refs: Mapping[str, IssueRef],
    titles: Mapping[str, str],
    longest: int,
    after: str | None = None,
) -> str:
    """The words of the region. `refs` are the issues of drafts by fingerprint; `titles` name those without one.

    `after` is the mention of the closed issue that it came back after.
    """
    body = without_blocks(wanted.draft.body)
    tail = "\n\n".join(str(each) for each in _tail(wanted, refs, titles, after))
    place = f"`{wanted.file}` of the incident folder"
    if wanted.folder_url:
        place = f"[{place}]({wanted.folder_url}/{quote(f'{wanted.incident.name}/{wanted.file}')})"
    rest = f"*The rest is in {place}.*"
    return f"{fitted(body, longest - len(tail) - _ROOM_OF_MARKER, rest).rstrip()}\n\n{tail}"


def _tail(wanted: Wanted, refs: Mapping[str, IssueRef], titles: Mapping[str, str], after: str | None) -> list[Safe]:
    found = []
    edges = [
        filled("- {name}, because {path}.", name=_named(each.fingerprint, refs, titles), path=clause(each.path))
        for each in wanted.draft.blocked_by
    ]
    if edges:
        found.append(Safe("\n".join(["## Blocked by\n", *edges])))
    if wanted.draft.state != "ready":
        state = text(wanted.draft.state.capitalize())
        found.append(filled("## State\n\n{state} until {end}.", state=state, end=clause(wanted.draft.until or "")))
    if after is not None:
        found.append(filled("It came back after {name} was closed.", name=Safe(after)))
    found.append(
        filled(
            "---\n*Written by `incident file` from incident {name}. This part is rewritten when the evidence changes;"
            " what stands above or below it is not touched.*",
            name=code(wanted.incident.name),
        )
    )
    return found


def _named(fingerprint: str, refs: Mapping[str, IssueRef], titles: Mapping[str, str]) -> Safe:
    if fingerprint in refs:
        return Safe(refs[fingerprint].mention)
    return filled("“{title}”, which is not filed", title=clause(titles.get(fingerprint, "a draft that was deleted")))
