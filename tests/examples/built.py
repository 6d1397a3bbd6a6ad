"""Each example incident with its evidence, read from its files as any other."""

from dataclasses import dataclass
from pathlib import Path

from incidents.analysis.analyse import analyse
from incidents.build.collection import collect
from incidents.config.load import load
from incidents.model.evidence import AnyEvidence
from incidents.model.incident import Incident
from incidents.model.sealed import SealedEvidence
from tests.examples import garden, museum

NAMES = ("museum", "garden")
_EXAMPLES = {"museum": museum, "garden": garden}


@dataclass(frozen=True)
class Example:
    incident: Incident
    evidence: dict[str, AnyEvidence]
    sealed: SealedEvidence


def built(name: str, workspace: Path) -> Example:
    """The workspace is an empty folder, in which its files are left."""
    example = _EXAMPLES[name]
    example.write(workspace)
    sealed = collect(load(workspace / "incident.toml"), example.SINCE, example.UNTIL)
    return Example(analyse(sealed), {each.id: each for each in sealed.collected.evidence}, sealed)
