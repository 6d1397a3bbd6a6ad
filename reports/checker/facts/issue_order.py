"""Phrases on what waits for what: the rows of the table, the boxes and the arrows of the drawing."""

from collections.abc import Iterator

from incidents.model.incident import Incident
from reports.checker.facts.figures import marks
from reports.checker.facts.findings import numbers
from reports.checker.facts.short_names import called


def of_order(incident: Incident) -> Iterator[str]:
    short, names = numbers(incident), called(incident)
    blocks = [each for each in incident.blocks if each.blocked in short and each.blocker in short]
    for finding in incident.findings:
        if finding.id not in short:
            continue
        name, level = names[finding.id], finding.priority.level
        number, _, title = name.partition(" (")
        yield f"⟨Box⟩ {number} ⟨Label⟩ {number}, {level}: {title.removesuffix(')')}"
        waits = [each for each in blocks if each.blocked == finding.id]
        if not waits:
            yield f"⟨Issue⟩ {name} ⟨Priority⟩ {level} ⟨Waits for⟩ ⟨Because⟩"
        for each in waits:
            row = f"⟨Issue⟩ {name} ⟨Priority⟩ {level} ⟨Waits for⟩ {names[each.blocker]}"
            yield f"{row} ⟨Because⟩ {each.path}{marks(each.cites)}"
    yield from (f"⟨Order⟩ {short[each.blocker]} ⟨Then⟩ {short[each.blocked]}" for each in blocks)
