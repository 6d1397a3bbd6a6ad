"""Builds the incident of every case with the installed program and leaves what it concluded in a neutral form."""

import argparse
import difflib
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from benchmarks.case_folder import Case, CaseError, Stage, earlier_stages, final_stage, read_cases
from benchmarks.neutral_form import neutral_form
from benchmarks.workspace import lay
from incidents.model.incident import Incident


@dataclass(frozen=True)
class Failure:
    """A build that did not come to its end; `log` is all that it said."""

    case: str
    stage: str
    words: str
    log: str


@dataclass(frozen=True)
class Outcome:
    """What came of one case; `verdict` is None where it has no incident."""

    case: str
    seconds: float
    verdict: str | None
    failures: tuple[Failure, ...]

    def __str__(self) -> str:
        state = f"{self.verdict or 'no incident':18}" + (" (a build FAILED)" if self.failures else "")
        return f"{self.case:40} {self.seconds:7.1f} s  {state}".rstrip()


def main(argv: Sequence[str] | None = None) -> int:
    """Exit code 0 when every build came to its end, 1 when one did not, 2 for bad input."""
    arguments = _arguments(argv)
    try:
        program = (arguments.incident or _installed()).absolute()  # builds run in folders of their own
        cases = _chosen(read_cases(arguments.cases), arguments.only)
    except CaseError as error:
        print(f"planted_faults: {error}", file=sys.stderr)
        return 2

    def run(case: Case) -> Outcome:
        return build_case(case, arguments.out, program, arguments.timeout)

    outcomes = []
    with ThreadPoolExecutor(max_workers=arguments.jobs) as pool:
        for outcome in pool.map(run, cases):
            print(outcome, flush=True)
            outcomes.append(outcome)
    failures = [failure for outcome in outcomes for failure in outcome.failures]
    _print_failures(failures)
    print(f"{len(outcomes)} cases, {sum(bool(each.failures) for each in outcomes)} with a failed build", flush=True)
    return 1 if failures else 0


def build_case(case: Case, out: Path, program: Path, timeout: float) -> Outcome:
    """Build the case's earlier incidents and then its own; what an earlier run left in out/<case> is removed first."""
    began = time.monotonic()
    target = out / case.id
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir(parents=True)
    failures: list[Failure] = []
    stages: tuple[Stage, ...] = ()
    folder: Path | None = None
    incident: Incident | None = None
    with tempfile.TemporaryDirectory(prefix="planted-fault-", ignore_cleanup_errors=True) as room:
        workspace = Path(room).resolve() / "workspace"
        with _recording(failures, case, "previous"):
            stages = earlier_stages(case)
        for stage in (*stages, final_stage(case)):
            folder = None
            with _recording(failures, case, stage.label):
                folder = _build(stage, workspace, program, timeout)
        if folder is not None:
            with _recording(failures, case, "results"):
                incident = _keep(folder, target)
    if failures:
        (target / "build.log").write_text("\n\n".join(f"{each.stage}:\n{each.log}" for each in failures), "utf-8")
    return Outcome(case.id, time.monotonic() - began, incident.verdict if incident else None, tuple(failures))


@contextmanager
def _recording(failures: list[Failure], case: Case, stage: str) -> Iterator[None]:
    """One failed build must not end the others: what goes wrong inside is recorded and passed over."""
    try:
        yield
    except (CaseError, OSError, ValueError, subprocess.TimeoutExpired) as error:
        failures.append(Failure(case.id, stage, _last_words(str(error)), str(error)))


def _build(stage: Stage, workspace: Path, program: Path, timeout: float) -> Path:
    """Run the program on the stage's evidence; returns the incident's folder."""
    config = lay(stage, workspace)
    bounds = [f"--{name}={value}" for name, value in (("since", stage.since), ("until", stage.until)) if value]
    done = subprocess.run(
        [str(program), "build", *bounds, f"--config={config}", "--json"],
        cwd=workspace,
        env={name: value for name, value in os.environ.items() if name != "PYTHONPATH"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        encoding="utf-8",
        errors="replace",
        timeout=timeout,
        check=False,
    )
    if done.returncode:
        raise CaseError(f"{done.stdout}\n{done.stderr}\nexit code {done.returncode}".strip())
    said = json.loads(done.stdout)
    folder = said.get("folder") if isinstance(said, dict) else None
    if not isinstance(folder, str):
        raise CaseError(f"the build named no folder: {done.stdout[:500]}")
    return workspace / folder


def _keep(folder: Path, target: Path) -> Incident:
    """Copy the documents and write results.json, from the folder's incident.json and nothing else."""
    incident = Incident.model_validate_json((folder / "incident.json").read_text(encoding="utf-8"))
    documents = sorted(
        each.relative_to(folder) for each in folder.rglob("*.md") if ".generated" not in each.relative_to(folder).parts
    )
    for document in documents:
        (target / document).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(folder / document, target / document)
    narrative = "\n\n".join((folder / document).read_text(encoding="utf-8") for document in documents)
    results = json.dumps(neutral_form(incident, narrative), indent=1, ensure_ascii=False)
    (target / "results.json").write_text(results + "\n", encoding="utf-8")
    return incident


def _chosen(cases: tuple[Case, ...], only: str | None) -> tuple[Case, ...]:
    if only is None:
        return cases
    chosen = tuple(case for case in cases if case.id == only)
    if not chosen:
        near = difflib.get_close_matches(only, [case.id for case in cases], n=3, cutoff=0.3)
        hint = f" Did you mean {' or '.join(near)}?" if near else ""
        raise CaseError(f"no case is named {only}.{hint} Nothing was built.")
    return chosen


def _installed() -> Path:
    """The program beside this Python, else the one on the PATH."""
    beside = Path(sys.executable).with_name("incident")
    found = str(beside) if beside.is_file() else shutil.which("incident")
    if found is None:
        raise CaseError("no `incident` is installed beside this Python or on the PATH; nothing was built.")
    return Path(found)


def _last_words(log: str) -> str:
    """The line of a log that tells most in a table: the last one that is not our own note of the exit code."""
    lines = [line.strip() for line in log.splitlines() if line.strip()]
    words = [line for line in lines if not line.startswith("exit code ")] or lines or ["said nothing"]
    return words[-1][:160]


def _print_failures(failures: list[Failure]) -> None:
    if failures:
        print(f"\n{'failed build':40} {'stage':24} last words (all of them in build.log)")
        for failure in failures:
            print(f"{failure.case:40} {failure.stage:24} {failure.words}")
        print()


def _arguments(argv: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("cases", type=Path, help="a folder of case folders")
    parser.add_argument("--out", type=Path, required=True, help="where OUT/<case>/results.json and the documents go")
    parser.add_argument("--only", metavar="ID", help="build this case alone")
    parser.add_argument("--jobs", type=int, default=1, metavar="N", help="cases built at the same time")
    parser.add_argument("--timeout", type=float, default=600.0, metavar="S", help="seconds that one build may take")
    parser.add_argument("--incident", type=Path, metavar="PATH", help="the program; default: the installed one")
    return parser.parse_args(argv)


if __name__ == "__main__":
    sys.exit(main())
