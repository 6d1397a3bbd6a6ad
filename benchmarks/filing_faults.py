"""Files twelve issues that block one another once for each request and each kind of fault, and counts what is left.

Each time the folder and the stand-in for GitHub are empty. There is one fault at one request, then resumes until
nothing is left to write. A row is printed for each kind; the exit code is 1 where any left less or more than the graph.
"""

import argparse
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from tests.loopback_github.shapes import Json
from tests.reports.issues.github.faults import KINDS, disturbed, undisturbed


def main(argv: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("kinds", nargs="*", choices=[*KINDS, []], help="kinds of faults; by default all")
    kinds = parser.parse_args(argv).kinds or KINDS
    with tempfile.TemporaryDirectory() as room:
        expected, requests = undisturbed(_folder(room, "reference"))
        print(f"{len(expected['issues'])} issues in {len(requests)} requests")
        print(f"{'fault':16} {'requests':>9} {'runs':>6} {'wrong':>6} {'seconds':>8}")
        wrong = [_kind(kind, len(requests), expected, room) for kind in kinds]
    return 1 if any(wrong) else 0


def _kind(kind: str, requests: int, expected: Json, room: str) -> int:
    began, runs, wrong = time.perf_counter(), 0, []
    for request in range(requests):
        left, took = disturbed(kind, request, _folder(room, f"{kind} {request}"))
        runs += took
        if left != expected:
            wrong.append(request)
    print(f"{kind:16} {requests:9} {runs:6} {len(wrong):6} {time.perf_counter() - began:8.1f}", *wrong, flush=True)
    return len(wrong)


def _folder(room: str, name: str) -> Path:
    folder = Path(room) / name
    folder.mkdir()
    return folder


if __name__ == "__main__":
    sys.exit(main())
