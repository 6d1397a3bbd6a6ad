"""Takes away each record that a leading cause cites, analyses again, and tells which causes stay as strong."""

import argparse
import os
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.case_folder import CaseError, final_stage, read_cases
from benchmarks.workspace import lay
from incidents.analysis.analyse import analyse
from incidents.build.collection import collect
from incidents.config.load import load
from incidents.model.cause import Cause
from incidents.model.evidence import Commit
from incidents.model.incident import Incident
from incidents.model.sealed import Collected, SealedEvidence
from incidents.model.window import Side


@dataclass(frozen=True)
class Removal:
    """One piece of evidence that was taken away; `stayed` is the cause that did not weaken, None where it did."""

    finding: str
    removed: tuple[str, ...]
    stayed: str | None


def removals(sealed: SealedEvidence) -> Iterator[Removal]:
    """For each finding with a leading cause: its own records as one piece, and each other record that the cause cites.

    Many records of one failure say the same, so that one of them less is not less evidence of it.
    """
    whole = analyse(sealed)
    for finding, cause in _leads(whole):
        own = set(next(each.primary for each in whole.findings if each.id == finding))
        pieces = [tuple(sorted(own)), *((key,) for key in cause.evidence_for if key not in own)]
        for piece in pieces:
            rest = _leads(analyse(without(sealed, piece)))
            stayed = any(name == finding and _as_strong(each, cause) for name, each in rest)
            yield Removal(finding, piece, cause.claim if stayed else None)


def swapped(sealed: SealedEvidence) -> Iterator[Removal]:
    """For each commit that leads to a failure of a service: the same evidence, had it not been deployed."""
    whole = analyse(sealed)
    for finding, cause in _leads(whole):
        commit = cause.change.commit if cause.change else None
        kind = next(each.kind for each in whole.findings if each.id == finding)
        if commit is None or kind == "test":
            continue
        records = [
            each.model_copy(update={"new_in": ()}) if isinstance(each, Commit) and each.sha == commit else each
            for each in sealed.collected.evidence
        ]
        swap = sealed.model_copy(update={"collected": sealed.collected.model_copy(update={"evidence": tuple(records)})})
        blamed = [each for name, each in _leads(analyse(swap)) if name == finding]
        stayed = any(each.change is not None and each.change.commit == commit for each in blamed)
        yield Removal(finding, (commit,), cause.claim if stayed else None)


def without(sealed: SealedEvidence, removed: Sequence[str]) -> SealedEvidence:
    """The same collection, had these records not been there."""
    kept = tuple(each for each in sealed.collected.evidence if each.id not in removed)
    sides = {
        name: _side(side, removed)
        for name, side in (("baseline", sealed.window.baseline), ("candidate", sealed.window.candidate))
    }
    collected = Collected(evidence=kept, readings=sealed.collected.readings)
    return sealed.model_copy(update={"collected": collected, "window": sealed.window.model_copy(update=sides)})


def _side(side: Side, removed: Sequence[str]) -> Side:
    return side.model_copy(update={"revisions": tuple(each for each in side.revisions if each.evidence not in removed)})


def _leads(incident: Incident) -> list[tuple[str, Cause]]:
    return [(chain.finding, chain.lead) for chain in incident.chains if chain.lead is not None]


def _as_strong(other: Cause, cause: Cause) -> bool:
    order = ("refuted", "possible", "probable", "confirmed")
    return other.claim == cause.claim and order.index(other.confidence) >= order.index(cause.confidence)


def main(argv: Sequence[str] | None = None) -> int:
    """Exit code 0 when every cause weakened or vanished, 1 when one stayed, 2 for bad input."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("cases", type=Path, help="a folder of planted-fault cases")
    arguments = parser.parse_args(argv)
    try:
        cases = read_cases(arguments.cases.resolve())
    except CaseError as error:
        print(f"removal: {error}", file=sys.stderr)
        return 2
    stayed = 0
    for case in cases:
        with tempfile.TemporaryDirectory() as room:
            stage = final_stage(case)
            settings = load(lay(stage, Path(room).resolve() / "workspace"))
            os.chdir(settings.report_folder.parent)
            sealed = collect(settings, stage.since, stage.until)
            os.chdir("/")
        done = [*removals(sealed), *swapped(sealed)]
        stayed += sum(each.stayed is not None for each in done)
        print(
            f"{case.id:40} {len(done):4} taken away, {sum(each.stayed is not None for each in done)} stayed", flush=True
        )
        for each in done:
            if each.stayed is not None:
                print(f"  without {', '.join(each.removed)}: {each.stayed}")
    print(f"{stayed} causes stayed as strong")
    return 1 if stayed else 0


if __name__ == "__main__":
    sys.exit(main())
