"""Changes one word at a time in all documents of the demo, or of built cases, and counts what the checker notices."""

import argparse
import random
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from benchmarks.case_folder import Case, CaseError, final_stage, read_cases
from benchmarks.one_word_changed import MOVED, Change, changes, changes_of_lines
from benchmarks.part_of_document import Line
from benchmarks.workspace import lay
from incidents.analysis.analyse import analyse
from incidents.build.collection import collect
from incidents.config.load import load
from incidents.demo.workspace import SINCE, write
from incidents.errors import IncidentError
from incidents.model.evidence import AnyEvidence
from incidents.model.incident import Incident
from incidents.model.sealed import SealedEvidence
from incidents.store import evidence_file
from reports.checker.carried import Fault
from reports.checker.check import Checker
from reports.checker.issue_drafts import IssueChecker
from reports.checker.page import PageChecker
from reports.checker.page_passages import page_passages
from reports.checker.passages import as_written, changed_to
from reports.documents import render
from reports.drafts.footnotes import defined
from reports.issues.draft.draft_file import to_text
from reports.issues.draft.drafting import Drafted, drafted
from reports.issues.draft.not_filed import NOT_FILED, not_filed
from reports.issues.matching.known_then import known_at_the_time
from reports.page.render import render_page
from reports.page.seal import PAGE

_MOST_DRAFTS = 3
"""So few that cases have findings beyond them, which are listed."""


@dataclass(frozen=True)
class Tally:
    """By kind how many changes there are, were made and were noticed; `faults` are those of unchanged documents.

    `twice` counts changes that make a line the same as another one, so that nothing wrong is said.
    """

    possible: Mapping[str, int]
    twice: int
    made: Mapping[str, int]
    caught: Mapping[str, int]
    missed: tuple[tuple[str, Change], ...]
    faults: tuple[Fault, ...]


@dataclass(frozen=True)
class Text:
    """A generated file: the faults of the whole, its changes, and the faults of the part around a change."""

    file: str
    whole: Callable[[], Iterator[Fault]]
    changes: Iterable[Change]
    part: Callable[[Change], Iterator[Fault]]


def tally(incident: Incident, evidence: Mapping[str, AnyEvidence], most: int | None = None, seed: int = 1) -> Tally:
    """All changes, or a seeded sample of `most` that holds each kind; of each only the changed part is checked."""
    made_drafts = drafted(incident, evidence, most=_MOST_DRAFTS)
    texts = [*documents(incident, evidence), *issue_drafts(incident, evidence, made_drafts)]
    texts.append(page(incident, evidence, made_drafts))
    every = [(text, list(text.changes)) for text in texts]
    lines = {text.file: {each.before for each in changed} for text, changed in every}
    found = [
        (text, each)
        for text, changed in every
        for each in changed
        if each.kind == MOVED or each.after not in lines[text.file]
    ]
    twice = sum(len(changed) for _, changed in every) - len(found)
    made, caught = Counter[str](), Counter[str]()
    missed = []
    for text, change in found if most is None else _sample(found, most, seed):
        made[change.kind] += 1
        if any(True for _ in text.part(change)):
            caught[change.kind] += 1
        else:
            missed.append((text.file, change))
    faults = [fault for text in texts for fault in text.whole()]
    return Tally(Counter(each.kind for _, each in found), twice, made, caught, tuple(missed), tuple(faults))


def documents(incident: Incident, evidence: Mapping[str, AnyEvidence]) -> Iterator[Text]:
    checker = Checker(incident, evidence)
    for file, text in render(incident, evidence).items():
        yield _text(file, text, incident, partial(checker.faults, file, defined=defined(text)))


def issue_drafts(incident: Incident, evidence: Mapping[str, AnyEvidence], made: Drafted) -> Iterator[Text]:
    """With the list of what gets none."""
    checker = IssueChecker(incident, evidence, len(made.drafts))
    known = known_at_the_time(incident, evidence)
    for draft in made.drafts:
        text, file = to_text(draft, known.get(draft.fingerprint)), f"issues/{draft.fingerprint}.md"
        faults = partial(checker.faults, file, fingerprint=draft.fingerprint, defined=defined(text))
        yield _text(file, text, incident, faults)
    listed = not_filed(made.unfiled)
    if listed is not None:
        yield _text(NOT_FILED, listed, incident, partial(checker.faults_of_list, NOT_FILED))


def page(incident: Incident, evidence: Mapping[str, AnyEvidence], made: Drafted) -> Text:
    """Its passages are changed as they are judged: one by one, with citations as in the documents."""
    checker = PageChecker(incident, evidence, made.drafts)
    passages = tuple(page_passages(render_page(incident, evidence, drafts=made.drafts)))
    lines = [Line(number, as_written(each.text)) for number, each in enumerate(passages)]
    labels = [f"[^{label}]" for label in dict.fromkeys(label for each in passages for label in each.cites)]

    def part(change: Change) -> Iterator[Fault]:
        return checker.faults_in(PAGE, [changed_to(passages[change.line - 1], change.after)])

    found = changes_of_lines(lines, labels, revisions_of(incident))
    return Text(PAGE, lambda: checker.faults_in(PAGE, passages), found, part)


def _text(file: str, text: str, incident: Incident, faults: Callable[[str], Iterator[Fault]]) -> Text:
    found = changes(text, revisions_of(incident))
    return Text(file, lambda: faults(text), found, lambda change: faults(change.part))


def revisions_of(incident: Incident) -> tuple[str, ...]:
    sides = (incident.window.baseline, incident.window.candidate)
    return tuple(dict.fromkeys(each.revision for side in sides for each in side.revisions))


def main(argv: Sequence[str] | None = None) -> int:
    """Exit code 0 when all was noticed and nothing unchanged was, 1 otherwise, 2 for bad input."""
    arguments = _arguments(argv)
    found = list[Tally]()
    try:
        for name, sealed in _sealed(arguments.cases, arguments.only, arguments.work):
            evidence = {each.id: each for each in sealed.collected.evidence}
            found.append(tally(analyse(sealed), evidence, arguments.most, arguments.seed))
            _print_figures(name, found[-1], arguments.seed)
            _print_words(found[-1])
    except (CaseError, IncidentError) as error:
        print(f"document_mutations: {error}", file=sys.stderr)
        return 2
    if len(found) > 1:
        _print_figures(f"all {len(found)}", _sum(found), arguments.seed)
    return 1 if any(each.missed or each.faults for each in found) else 0


def _arguments(argv: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("cases", nargs="*", type=Path, help="folders of cases; by default the demo")
    parser.add_argument("--only", default="", help="a part of the names of the cases to build")
    parser.add_argument("--work", type=Path, help="where the evidence of each case is kept for the next time")
    parser.add_argument("--most", type=int, help="change so many words of each incident, drawn at random")
    parser.add_argument("--seed", type=int, default=1)
    return parser.parse_args(argv)


def _sealed(folders: Sequence[Path], only: str, work: Path | None) -> Iterator[tuple[str, SealedEvidence]]:
    with tempfile.TemporaryDirectory() as folder:
        room = Path(folder)
        if not folders:
            yield "demo", _kept(work, "demo", lambda: _collected_demo(room / "demo"))
        for case in (each for one in folders for each in read_cases(one) if only in each.id):
            yield case.id, _kept(work, case.id, partial(_collected, case, room / case.id))


def _kept(work: Path | None, name: str, collected: Callable[[], SealedEvidence]) -> SealedEvidence:
    file = work / f"{name}.jsonl" if work else None
    if file and file.is_file():
        return evidence_file.read(file)
    sealed = collected()
    if file:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(evidence_file.to_bytes(sealed))
    return sealed


def _collected(case: Case, workspace: Path) -> SealedEvidence:
    stage = final_stage(case)
    return collect(load(lay(stage, workspace)), stage.since, stage.until)


def _collected_demo(workspace: Path) -> SealedEvidence:
    write(workspace)
    return collect(load(workspace / "incident.toml"), SINCE, None)


def _sample(found: Sequence[tuple[Text, Change]], most: int, seed: int) -> Iterator[tuple[Text, Change]]:
    by_kind: dict[str, list[tuple[Text, Change]]] = {}
    for each in found:
        by_kind.setdefault(each[1].kind, []).append(each)
    chance = random.Random(seed)
    for each_kind in by_kind.values():
        yield from chance.sample(each_kind, min(len(each_kind), max(1, most // len(by_kind))))


def _sum(found: Sequence[Tally]) -> Tally:
    parts = zip(*((each.possible, each.made, each.caught) for each in found), strict=True)
    possible, made, caught = (sum(map(Counter, each), Counter[str]()) for each in parts)
    missed = tuple(one for each in found for one in each.missed)
    return Tally(
        possible,
        sum(each.twice for each in found),
        made,
        caught,
        missed,
        tuple(one for each in found for one in each.faults),
    )


def _print_figures(name: str, found: Tally, seed: int) -> None:
    possible, made = sum(found.possible.values()), sum(found.made.values())
    drawn = "" if made == possible else f" of {possible}, drawn with the seed {seed}"
    print(f"{name}: {made} changes{drawn}; {len(found.faults)} faults in what is unchanged", flush=True)
    if found.twice:
        print(f"  {found.twice} changes are not made: the line would be that of another place")
    for kind in sorted(found.made):
        print(f"  {kind:20} {found.caught[kind]:6} of {found.made[kind]:6} caught")


def _print_words(found: Tally) -> None:
    for fault in found.faults:
        print(f"  {fault.file}:{fault.line}: {fault.word}: expected {fault.expected}: {fault.sentence[:200]}")
    for file, change in found.missed:
        print(f"  not caught, {change.kind}: {file}:{change.line}: {change.after.strip()[:200]}")


if __name__ == "__main__":
    sys.exit(main())
