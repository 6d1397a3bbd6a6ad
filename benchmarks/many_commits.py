"""Ranks a long history for one failure: how long it takes, and how many git processes reading it takes."""

import argparse
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from collectors.collector import Ask, Source
from collectors.git_history.content import Content
from collectors.git_history.opening.repository import opened
from incidents.analysis.causes.ranking.ranking import Ranking
from incidents.analysis.course.symptom import symptom_of_case
from incidents.model.evidence import Attempt, CaseResult, FileChange, Frame
from incidents.model.scope import Scope, ServiceScope

_WORDS = tuple(f"{first}{second}" for first in ("load", "save", "find", "price", "label") for second in "abcdefghij")


def main(argv: Sequence[str] | None = None) -> int:
    """Exit code 0; the figures are for the reader."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--commits", type=int, default=10_000)
    parser.add_argument("--files", type=int, default=3_000)
    arguments = parser.parse_args(argv)
    with tempfile.TemporaryDirectory() as room:
        clone = Path(room) / "repo.git"
        _import(clone, _history(arguments.commits, arguments.files))
        processes: list[str] = []
        sys.addaudithook(lambda event, _: processes.append(event) if event == "subprocess.Popen" else None)
        began = time.perf_counter()
        with opened(clone, "repo") as repository:
            shas = repository.between(None, "HEAD") if "HEAD" in repository.tips else []
            content = Content(repository, _ask(clone), {})
            commits = content.commits(shas)
            changes: dict[str, list[FileChange]] = {each.sha: [] for each in commits}
            for change in content.changes(commits):
                changes[change.commit].append(change)
        read, by = time.perf_counter() - began, len(processes)
    began, worked = time.perf_counter(), time.process_time()
    ranked = Ranking(commits, changes).rank(symptom_of_case(_failed()), changes)
    seconds, worked = time.perf_counter() - began, time.process_time() - worked
    touched = {change.path for each in changes.values() for change in each}
    print(
        f"{len(commits)} commits touching {len(touched)} files: read in {read:.1f} s by {by} processes of git,"
        f" ranked in {seconds:.1f} s ({worked:.1f} s of one processor)"
    )
    print(f"first: {ranked[0].commit.subject}, {ranked[0].ties[0].did if ranked[0].ties else 'nothing ties it'}")
    return 0


def _history(commits: int, files: int) -> Iterator[bytes]:
    """A stream for git fast-import: each commit writes one file of thirty lines anew, changed in a few places."""
    chance = random.Random(7)
    content = [[f"    value_{line} = {chance.choice(_WORDS)}({line})" for line in range(30)] for _ in range(files)]
    for number in range(commits):
        place = number % files if number < files else chance.randrange(files)
        for _ in range(4):
            line = chance.randrange(30)
            content[place][line] = f"    value_{line} = {chance.choice(_WORDS)}({number})"
        body = f"def work_{place}():\n" + "\n".join(content[place]) + "\n"
        message = f"Change {number} of {chance.choice(_WORDS)}"
        yield b"commit refs/heads/main\ncommitter A <a@example.com> %d +0000\n" % (1_700_000_000 + number * 60)
        yield b"data %d\n%s\n" % (len(message), message.encode())
        yield b"M 100644 inline app/part_%d/module_%d.py\ndata %d\n%s\n" % (place % 50, place, len(body), body.encode())


def _import(clone: Path, stream: Iterator[bytes]) -> None:
    subprocess.run(["git", "init", "--quiet", "--bare", "--initial-branch=main", str(clone)], check=True)
    with subprocess.Popen(["git", "-C", str(clone), "fast-import", "--quiet"], stdin=subprocess.PIPE) as process:
        assert process.stdin is not None
        process.stdin.writelines(stream)
    if process.returncode:
        raise SystemExit("many_commits: git fast-import failed; nothing was ranked")


def _failed() -> CaseResult:
    message = "ValueError: pricea(17) has no value_7"
    return CaseResult(
        id="case-1",
        at=None,
        source="tests",
        locator="junit.xml",
        excerpt=message,
        run="run-1",
        test="tests/test_module_17.py::test_work_17",
        outcome="failed",
        duration_s=1.0,
        message=message,
        error_type="ValueError",
        frames=(Frame(file="/srv/app/part_17/module_17.py", line=9, function="work_17"),),
        attempts=(Attempt(outcome="failed", duration_s=1.0),),
    )


def _ask(root: Path) -> Ask:
    service = ServiceScope(name="any", source_paths=())
    return Ask(Scope(project="any", region="any", environment="test", services=(service,)), root, Source())


if __name__ == "__main__":
    sys.exit(main())
