import subprocess
import sys
from pathlib import Path

from tests.house.checkout import installed

_LIVE = {"google", "grpc", "proto", "github", "requests", "urllib3", "nacl", "jwt"}


def test_a_build_from_files_loads_nothing_that_only_live_reading_needs(tmp_path: Path) -> None:
    command = [sys.executable, "-X", "importtime", installed("incident"), "demo"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    loaded = {line.split("|")[-1].strip().split(".")[0] for line in done.stderr.splitlines()}
    assert done.returncode == 0, done.stderr[-2000:]
    assert "collectors" in loaded
    assert loaded & _LIVE == set()
