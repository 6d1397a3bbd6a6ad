"""The page, held to what the incident and its evidence say; its cards of records are not judged."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from incidents.model.evidence import AnyEvidence
from incidents.model.incident import Incident
from incidents.model.issue_draft import IssueDraft
from reports.checker.carried import Carried, Fault
from reports.checker.check import facts_of
from reports.checker.facts.fact import stated
from reports.checker.facts.page_counts import of_counts
from reports.checker.facts.page_parts import diffs, of_cards, of_rest, of_summary, of_suspects, of_tables, of_whys
from reports.checker.page_passages import page_passages
from reports.checker.passages import Passage
from reports.checker.quotations import Quotations
from reports.checker.wording import wording


class PageChecker:
    """`drafts` are the issues that are to be filed; `team` is the folder of templates that come before ours."""

    def __init__(
        self,
        incident: Incident,
        evidence: Mapping[str, AnyEvidence],
        drafts: Sequence[IssueDraft],
        team: Path | None = None,
    ) -> None:
        facts = [each.said for each in facts_of(incident, evidence)]
        facts += [*of_summary(incident), *of_cards(incident), *of_whys(incident)]
        facts += [*of_suspects(incident, evidence), *of_rest(incident), *of_counts(incident, evidence)]
        facts += of_tables(incident, evidence, drafts)
        readings = {each.id: each for each in incident.readings}
        blocks = frozenset((*(each.strip() for each in diffs(evidence)), incident.rollback.command or ""))
        self._carried = Carried(stated(facts), wording(team, page=True), Quotations(evidence, readings), blocks)
        self._known = frozenset((*evidence, *readings))

    def faults(self, file: str, page: str) -> Iterator[Fault]:
        """In the order of the page, from top to bottom."""
        return self.faults_in(file, page_passages(page))

    def faults_in(self, file: str, passages: Iterator[Passage] | Sequence[Passage]) -> Iterator[Fault]:
        return self._carried.faults(file, passages, self._known)
