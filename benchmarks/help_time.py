"""Measures how long `incident --help` takes, from its start to its end, as a person waits for it."""

import shutil
import statistics
import subprocess
import sys
import time
from pathlib import Path

_RUNS = 15


def main() -> int:
    """Prints the median, the fastest and the slowest run in seconds."""
    program = Path(sys.executable).with_name("incident")
    command = [str(program if program.is_file() else shutil.which("incident") or "incident"), "--help"]
    subprocess.run(command, stdout=subprocess.DEVNULL, check=True)  # the first run after an install compiles
    seconds = []
    for _ in range(_RUNS):
        began = time.perf_counter()
        subprocess.run(command, stdout=subprocess.DEVNULL, check=True)
        seconds.append(time.perf_counter() - began)
    median, low, high = statistics.median(seconds), min(seconds), max(seconds)
    print(f"incident --help: median {median:.3f} s, fastest {low:.3f} s, slowest {high:.3f} s of {_RUNS} runs")
    return 0


if __name__ == "__main__":
    sys.exit(main())
