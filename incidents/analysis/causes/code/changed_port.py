"""Another port in the code, where the process listens on that one and the platform asks on another.

Claims: the change brings the number on which the process says that it listens, or stops reading the number that the
platform gives it. Refuted by a line of the process that it listens where it is asked.
"""

import re
from collections.abc import Sequence

from incidents.analysis.causes.ranking.named import whole
from incidents.analysis.causes.settings.ports import OtherPort, other_port
from incidents.analysis.causes.tie import Tie
from incidents.analysis.course.symptom import Symptom
from incidents.model.evidence import FileChange

NAME = "changed-port"
_RUNS = ("production", "config", "build")
_GIVEN = re.compile(r"(?<![\w.])\$?\{?PORT\b")


def ties(changes: Sequence[FileChange], symptom: Symptom) -> list[Tie]:
    ports = other_port(symptom)
    if ports is None:
        return []
    return [tie for each in changes if each.path_class in _RUNS and (tie := _tie(each, ports)) is not None]


def _tie(change: FileChange, ports: OtherPort) -> Tie | None:
    lines = [line for hunk in change.hunks for line in hunk.text.split("\n")]
    old, new = ("\n".join(line[1:] for line in lines if line.startswith(sign)) for sign in "-+")
    brings = whole(ports.heard, new) and not whole(ports.heard, old)
    drops = _GIVEN.search(old) is not None and _GIVEN.search(new) is None
    if not brings and not drops:
        return None
    did = [f"brings the port {ports.heard}"] if brings else []
    did += ["no longer reads `PORT`"] if drops else []
    how = f"the process says that it listens on port {ports.heard}, and the platform asks on port {ports.asked}"
    weight = 1.0 if brings and drops else 0.9 if brings else 0.85
    cites = tuple(sorted({change.id, ports.line.record}))
    return Tie(NAME, weight, f"{' and '.join(did)} in {change.path}", how, cites, strong=True, about=ports.heard)
