"""Ranks the commits of real regressions from the failing run alone, and tells where the true one stands."""

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from collectors.collector import Ask, Source
from collectors.coverage import Coverage
from collectors.git_history.content import Content
from collectors.git_history.opening.repository import opened
from collectors.test_runs.collector import TestRuns
from incidents.analysis.causes.covered import executed_of
from incidents.analysis.causes.history import why_harmless
from incidents.analysis.causes.ranking.executed import NOTHING_EXECUTED, Executed
from incidents.analysis.causes.ranking.ranking import Ranking
from incidents.analysis.course.symptom import symptom_of_case
from incidents.errors import BadInputError
from incidents.model.evidence import CaseResult, Commit, ExecutedLines, FileChange
from incidents.model.scope import Scope, ServiceScope


@dataclass(frozen=True)
class Place:
    """Where the true commit stands among how many candidates; `seconds` are of the ranking alone."""

    case: str
    rank: int
    candidates: int
    seconds: float


def main(argv: Sequence[str] | None = None) -> int:
    """Exit code 0 when every case was ranked, 1 when one could not be, 2 for bad input."""
    arguments = _arguments(argv)
    listed = arguments.cases / "cases.json"
    if not listed.is_file():
        print(
            f"suspects: {listed} is no file; name the folder that holds cases.json. Nothing was ranked.",
            file=sys.stderr,
        )
        return 2
    cases = [case for case in json.loads(listed.read_text("utf-8")) if arguments.only in case["id"]]
    places, failed = [], 0
    for case in cases:
        try:
            place = _place(case, arguments.cases / "cases" / case["id"], arguments.repos, covered=arguments.coverage)
        except (BadInputError, OSError, LookupError, subprocess.SubprocessError) as error:
            print(f"{case['id']:28} not ranked: {error}", flush=True)
            failed += 1
            continue
        places.append(place)
        print(f"{place.case:28} {place.rank:4} of {place.candidates:4}  {place.seconds:6.2f} s", flush=True)
    _print_summary(places, failed)
    return 1 if failed else 0


def _place(case: Mapping[str, Any], folder: Path, repos: Path, *, covered: bool) -> Place:
    failing = _failing(case, folder)
    executed = _executed(folder) if covered else NOTHING_EXECUTED
    commits, changes = _window(case, _clone(case, folder, repos))
    eligible = dict(_eligible(commits, changes))
    began = time.perf_counter()
    ranked = Ranking(commits, changes).rank(symptom_of_case(failing), eligible, executed)
    seconds = time.perf_counter() - began
    order = [each.commit.sha for each in ranked]
    truth = case["inducing_commit"]
    if truth not in order:
        raise LookupError(f"the true commit {truth[:12]} is not among the {len(order)} candidates")
    return Place(case["id"], order.index(truth) + 1, len(order), seconds)


def _eligible(
    commits: Sequence[Commit], changes: Mapping[str, Sequence[FileChange]]
) -> Iterator[tuple[str, list[FileChange]]]:
    """As in the product: without what no program reads, and without merges that changed nothing themselves."""
    for commit in commits:
        kept = [
            each for each in changes[commit.sha] if why_harmless(each, of_test=True, production_imports=True) is None
        ]
        if kept and not commit.ignored_by_blame:
            yield commit.sha, kept


def _failing(case: Mapping[str, Any], folder: Path) -> CaseResult:
    """The failed test of the bad run, as the product reads it."""
    with tempfile.TemporaryDirectory() as room:
        run = Path(room) / "artifacts" / "bad"
        run.mkdir(parents=True)
        shutil.copyfile(folder / "junit_bad.xml", run / "junit.xml")
        collected = TestRuns().collect(_ask(Path(room), Source(globs=("artifacts/*",))))
    failed = [
        each for each in collected.evidence if isinstance(each, CaseResult) and each.outcome in ("failed", "error")
    ]
    named = [each for each in failed if each.test.rpartition("::")[2] == case["junit"][1]]
    return (named or failed)[0]


def _window(case: Mapping[str, Any], clone: Path) -> tuple[list[Commit], dict[str, list[FileChange]]]:
    with opened(clone, case["repo"]) as repository:
        shas = repository.between(case["good_rev"], case["bad_rev"])
        content = Content(repository, _ask(clone, Source()), {})
        commits = content.commits(shas, [case["bad_rev"]])
        changes: dict[str, list[FileChange]] = {each.sha: [] for each in commits}
        for change in content.changes(commits):
            changes[change.commit].append(change)
    return commits, changes


def _clone(case: Mapping[str, Any], folder: Path, repos: Path) -> Path:
    """The clone of the case's repository, whichever of its names and of the usual folder names it has."""
    names = dict.fromkeys((case["repo"], json.loads((folder / "case.json").read_text("utf-8"))["repo"]))
    tried = []
    for name in names:
        owner, _, own = name.partition("/")
        for stem in (f"{owner}/{own}", f"{owner}+{own}", f"{owner}__{own}", f"{owner}_{own}", f"{owner}-{own}", own):
            tried += [repos / stem, repos / f"{stem}.git", repos / stem / "repo"]
    found = next((each for each in tried if (each / "HEAD").exists() or (each / ".git").exists()), None)
    if found is None:
        raise LookupError(f"no clone of {case['repo']} is in {repos}")
    return found


def _executed(folder: Path) -> Executed:
    """What the failing test alone ran, as the product reads it."""
    collected = Coverage().collect(_ask(folder, Source(globs=("coverage_bad.json",))))
    return executed_of([each for each in collected.evidence if isinstance(each, ExecutedLines)], by_test=True)


def _ask(root: Path, source: Source) -> Ask:
    service = ServiceScope(name="any", source_paths=())
    return Ask(Scope(project="any", region="any", environment="test", services=(service,)), root, source)


def _print_summary(places: Sequence[Place], failed: int) -> None:
    if not places:
        print(f"0 ranked, {failed} not ranked")
        return
    shares = [f"top-{most} {sum(each.rank <= most for each in places) / len(places):.2f}" for most in (1, 3, 5)]
    reciprocal = sum(1 / each.rank for each in places) / len(places)
    mean = sum(each.candidates for each in places) / len(places)
    print(f"{len(places)} ranked, {failed} not ranked, {mean:.0f} candidates on average")
    print(f"{', '.join(shares)}, mean reciprocal rank {reciprocal:.3f}")


def _arguments(argv: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("cases", type=Path, help="the folder that holds cases.json and cases/")
    parser.add_argument("--repos", type=Path, required=True, help="the folder of the clones, bare ones too")
    parser.add_argument("--coverage", action="store_true", help="use the lines that the failing test ran as well")
    parser.add_argument("--only", default="", help="rank the cases whose id holds this")
    return parser.parse_args(argv)


if __name__ == "__main__":
    sys.exit(main())
