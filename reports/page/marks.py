"""Citations of the page: links to records that it holds, each named by its kind and a number."""

from collections import Counter
from collections.abc import Iterable, Mapping

from incidents.model.evidence import AnyEvidence
from incidents.model.finding import Finding
from incidents.model.incident import Incident
from reports.citations import Citations
from reports.clauses import clause
from reports.page.records.kinds import KINDS
from templates.safe import Safe


class PageCitations(Citations):
    """Sentences cite as they do in the drafts; what a label leads to is known when all of them are made."""

    def __init__(self, incident: Incident, evidence: Mapping[str, AnyEvidence]) -> None:
        super().__init__(incident, evidence)
        self._kinds = {each.id: each.kind for each in incident.index} | {
            each.id: "reading" for each in incident.readings
        }

    def name(self, finding: Finding) -> Safe:
        """The title: a link is as good as a number."""
        return clause(finding.title)

    def marks(self, ids: Iterable[str]) -> Safe:
        """The marks of all of these records, however many."""
        return Safe("".join(str(self.cite((each,))) for each in dict.fromkeys(ids)))

    def cited(self) -> dict[str, tuple[str, str]]:
        """For each label the id of its record and the words of the link, counted in the order of first citation."""
        counts: Counter[str] = Counter()
        found: dict[str, tuple[str, str]] = {}
        for record, label in self.labels.items():
            short = KINDS[self._kinds[record]].short
            counts[short] += 1
            found[label] = (record, f"{short} {counts[short]}")
        return found
