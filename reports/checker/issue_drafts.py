"""The generated drafts of issues, each held to what the incident says of its own finding."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from incidents.model.evidence import AnyEvidence
from incidents.model.incident import Incident
from reports.checker.carried import Carried, Fault
from reports.checker.facts.commands import look_again
from reports.checker.facts.fact import stated
from reports.checker.facts.issues import of_head, of_issue, of_not_filed
from reports.checker.passages import Passage, passages
from reports.checker.quotations import Quotations
from reports.checker.wording import wording
from reports.drafts.lines import lines_of
from reports.issues.draft.front_matter import Field, fields, parted
from reports.issues.identity import fingerprints
from reports.issues.matching.known_then import known_at_the_time


class IssueChecker:
    """`most` is how many drafts a run may make; `team` is the folder of templates that come before ours."""

    def __init__(
        self, incident: Incident, evidence: Mapping[str, AnyEvidence], most: int, team: Path | None = None
    ) -> None:
        self._incident, self._evidence = incident, evidence
        self._prints = fingerprints(incident.findings)
        self._known = known_at_the_time(incident, evidence)
        self._quotations = Quotations(evidence, {each.id: each for each in incident.readings})
        self._wording = wording(team)
        self._of_finding: dict[str, Carried] = {}
        self._not_filed = Carried(stated(of_not_filed(incident, most)), self._wording, self._quotations)

    def knows(self, fingerprint: str | None) -> bool:
        """Whether the draft is of a finding of this incident, and not of people or of a build before."""
        return fingerprint in self._prints.values()

    def faults(self, file: str, text: str, fingerprint: str, defined: Collection[str]) -> Iterator[Fault]:
        """In the order of the draft with this fingerprint; `defined` are the labels of all its footnotes."""
        return self._carried(fingerprint).faults(file, _passages(text), defined)

    def faults_of_list(self, file: str, text: str) -> Iterator[Fault]:
        """Of the list of what gets no draft."""
        return self._not_filed.faults(file, passages(text), ())

    def _carried(self, fingerprint: str) -> Carried:
        if fingerprint not in self._of_finding:
            incident, evidence = self._incident, self._evidence
            finding = next(each for each in incident.findings if self._prints[each.id] == fingerprint)
            head = stated(of_head(finding, incident, self._prints, self._known))
            facts = (*head, *of_issue(finding, incident, evidence))
            again = look_again(finding, incident, evidence)
            self._of_finding[fingerprint] = Carried(facts, self._wording, self._quotations, (again,))
        return self._of_finding[fingerprint]


def _passages(text: str) -> Iterator[Passage]:
    """The fields of the head, each behind its name, and the body."""
    parts = parted(text)
    if parts is None:
        yield from passages(text)
        return
    lines = lines_of(text)
    for name, value in fields(parts.head).items():
        line = next(number for number, each in enumerate(lines, 1) if each.startswith(f"{name}:"))
        yield from (Passage(line, "", "prose", f"⟨{name}⟩ {each}") for each in _values(value) if each)
    above = len(lines) - len(lines_of(parts.body))
    yield from (replace(each, line=each.line + above) for each in passages(parts.body))


def _values(value: Field) -> Iterator[str]:
    """A text, or one for each entry of a list."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        yield " ".join(each for one in value.values() for each in _values(one))
    else:
        yield from (each for one in value for each in _values(one))
