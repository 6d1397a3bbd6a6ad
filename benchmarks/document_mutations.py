"""Changes one word at a time in all documents of the demo, or of built cases, and counts what the checker notices."""

import argparse
import random
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.case_folder import CaseError, final_stage, read_cases
from benchmarks.one_word_changed import Change, changes
from benchmarks.workspace import lay
from incidents.analysis.analyse import analyse
from incidents.build.collection import collect
from incidents.config.load import load
from incidents.demo.workspace import SINCE, write
from incidents.errors import IncidentError
from incidents.model.evidence import AnyEvidence
from incidents.model.incident import Incident
from incidents.model.sealed import SealedEvidence
from reports.checker.check import Checker, Fault
from reports.documents import render
from reports.drafts.footnotes import defined


@dataclass(frozen=True)
class Tally:
    """By kind how many changes were made and noticed; `faults` are those of the unchanged documents."""

    made: Mapping[str, int]
    caught: Mapping[str, int]
    missed: tuple[tuple[str, Change], ...]
    faults: tuple[Fault, ...]


def tally(incident: Incident, evidence: Mapping[str, AnyEvidence], most: int | None = None, seed: int = 1) -> Tally:
    """All changes, or a seeded sample of `most` that holds each kind."""
    checker = Checker(incident, evidence)
    documents = render(incident, evidence)
    revisions = [
        each.revision for side in (incident.window.baseline, incident.window.candidate) for each in side.revisions
    ]
    found = [(file, each) for file, text in documents.items() for each in changes(text, revisions)]
    made, caught = Counter[str](), Counter[str]()
    missed = []
    for file, change in found if most is None else _sample(found, most, seed):
        made[change.kind] += 1
        if any(True for _ in checker.faults(file, change.text, defined(change.text))):
            caught[change.kind] += 1
        else:
            missed.append((file, change))
    faults = [fault for file, text in documents.items() for fault in checker.faults(file, text, defined(text))]
    return Tally(made, caught, tuple(missed), tuple(faults))


def main(argv: Sequence[str] | None = None) -> int:
    """Exit code 0 when all was noticed and nothing unchanged was, 1 otherwise, 2 for bad input."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("cases", nargs="?", type=Path, help="a folder of cases; by default the demo")
    parser.add_argument("--only", default="", help="a part of the names of the cases to build")
    parser.add_argument("--most", type=int, help="change so many words of each incident, drawn at random")
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args(argv)
    wrong = 0
    try:
        for name, sealed in _sealed(arguments.cases, arguments.only):
            evidence = {each.id: each for each in sealed.collected.evidence}
            found = tally(analyse(sealed), evidence, arguments.most, arguments.seed)
            _print(name, found)
            wrong += len(found.missed) + len(found.faults)
    except (CaseError, IncidentError) as error:
        print(f"document_mutations: {error}", file=sys.stderr)
        return 2
    return 1 if wrong else 0


def _sealed(cases: Path | None, only: str) -> Iterator[tuple[str, SealedEvidence]]:
    with tempfile.TemporaryDirectory() as folder:
        if cases is None:
            workspace = Path(folder) / "demo"
            write(workspace)
            yield "demo", collect(load(workspace / "incident.toml"), SINCE, None)
            return
        for case in (each for each in read_cases(cases) if only in each.id):
            stage = final_stage(case)
            yield case.id, collect(load(lay(stage, Path(folder) / case.id)), stage.since, stage.until)


def _sample(found: Sequence[tuple[str, Change]], most: int, seed: int) -> Iterator[tuple[str, Change]]:
    by_kind: dict[str, list[tuple[str, Change]]] = {}
    for each in found:
        by_kind.setdefault(each[1].kind, []).append(each)
    chance = random.Random(seed)
    for each_kind in by_kind.values():
        yield from chance.sample(each_kind, min(len(each_kind), max(1, most // len(by_kind))))


def _print(name: str, found: Tally) -> None:
    print(f"{name}: {len(found.faults)} faults in the unchanged documents", flush=True)
    for fault in found.faults:
        print(f"  {fault.file}:{fault.line}: {fault.word}: expected {fault.expected}: {fault.sentence[:200]}")
    for kind in sorted(found.made):
        print(f"  {kind:20} {found.caught[kind]:5} of {found.made[kind]:5} caught")
    for file, change in found.missed:
        print(f"  not caught, {change.kind}: {file}:{change.line}: {change.after.strip()[:200]}")


if __name__ == "__main__":
    sys.exit(main())
