"""How long after a deployment its failures were first seen; the order of two moments, and no cause."""

from collections.abc import Iterator

from incidents.analysis.course.symptom import first_revision
from incidents.analysis.facts import Facts
from incidents.model.claim import Claim, Value
from incidents.model.finding import Finding


def after_deployment(facts: Facts, findings: list[Finding]) -> Iterator[Claim]:
    """A sentence for each new failure that a new revision showed."""
    for finding in findings:
        name = first_revision(facts, finding)
        revision = facts.revisions.get(name) if name else None
        if finding.state not in ("new", "worse") or finding.kind == "deployment" or revision is None:
            continue
        if finding.first is None or revision.at is None or finding.first < revision.at:
            continue
        long, units = _long(int(revision.at.seconds_until(finding.first)))
        yield Claim(
            id=f"claim-delay-{finding.id}",
            kind="derived",
            template=f"{{title}}: first seen {units} after {{revision}} was created.",
            values=(
                Value(name="title", form="text", value=finding.title),
                *(Value(name=unit, form="number", value=n) for unit, n in long),
                Value(name="revision", form="name", value=revision.name),
            ),
            cites=(revision.id, *finding.primary[:1]),
        )


def _long(seconds: int) -> tuple[list[tuple[str, int]], str]:
    """The figures and their template; below two minutes in seconds, which readers compare with time-outs."""
    if seconds < 120:
        return [("seconds", seconds)], "{seconds} s"
    minutes = seconds // 60
    if minutes < 120:
        return [("minutes", minutes)], "{minutes} min"
    return [("hours", minutes // 60), ("minutes", minutes % 60)], "{hours} h {minutes} min"
