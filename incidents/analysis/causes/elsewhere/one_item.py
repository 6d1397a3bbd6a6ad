"""An item that cannot be taken, and is tried again and again.

Claims: every entry of the failure names one id, and other work of the same kind went well meanwhile on the same
revision. Refuted by another id among the failures, or by the same item being taken.
"""

from incidents.analysis.course.one_item import one_item
from incidents.analysis.course.onset import served_well_before
from incidents.analysis.course.outside import ONE_ITEM
from incidents.analysis.facts import Facts
from incidents.model.cause import Cause
from incidents.model.finding import Finding
from incidents.model.record import digest


def cause(facts: Facts, finding: Finding) -> Cause | None:
    """Probable where the revision had served well before the item came."""
    item = one_item(facts, finding)
    if item is None:
        return None
    return Cause(
        id=f"cause-{digest(finding.id, ONE_ITEM)}",
        effect=finding.id,
        rule=ONE_ITEM,
        claim=f"one item, `{item.value}`, holds what {finding.service} cannot take, and is tried again and again",
        mechanism=item.said,
        change=None,
        evidence_for=tuple(sorted({*finding.primary, *item.cites})),
        looked_for="an entry of the failure that names another one, as a change of the code would bring; none was read",
        counterfactual=None,
        confidence="probable" if served_well_before(facts, finding) else "possible",
        missing="the item itself, given to an earlier revision",
    )
