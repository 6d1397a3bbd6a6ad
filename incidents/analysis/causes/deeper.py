"""The link behind a change of test support: how code that supports tests comes to run in the service."""

from incidents.analysis.causes.suspect import Suspect
from incidents.analysis.facts import Facts
from incidents.model.cause import Cause
from incidents.model.evidence import FileChange, ImportEdge
from incidents.model.record import digest

NAME = "production-imports-test-code"


def imported_by_production(facts: Facts, lead: Cause, suspect: Suspect) -> Cause | None:
    """Claims: production imports what the change touched. Refuted by an image without the import.

    The edge is of the deployed commit. A file that is reached through another one of the same folder counts as reached.
    """
    changed = [facts.records[key] for key in suspect.cites if key in facts.records]
    support = [each for each in changed if isinstance(each, FileChange) and each.path_class in ("test", "test-support")]
    edges = sorted(facts.of(ImportEdge), key=lambda each: (each.importer, each.line, each.id))
    for change in support:
        direct = [each for each in edges if each.imported == change.path]
        near = [each for each in edges if each.imported.split("/")[0] == change.path.split("/")[0]]
        for edge in (*direct, *near)[:1]:
            way = "" if edge.imported == change.path else f", of the same package as {change.path}"
            return Cause(
                id=f"cause-{digest(lead.id, NAME)}",
                effect=lead.id,
                rule=NAME,
                claim=f"{edge.importer} imports {edge.imported}{way}: production code runs code that supports tests",
                mechanism=f"line {edge.line} of {edge.importer} imports it, so what is changed for tests is served",
                change=None,
                evidence_for=tuple(sorted({edge.id, change.id})),
                looked_for=f"the import in the tree of the deployed commit {edge.commit[:12]}; it is there",
                counterfactual=None,
                confidence="probable" if edge.imported == change.path else "possible",
                missing="the same deployment without the import",
            )
    return None
