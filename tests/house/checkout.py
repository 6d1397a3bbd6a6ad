"""The checkout that the tests run in: its files, and the programs installed beside this Python."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
PACKAGES = ("incidents", "collectors", "reports", "templates")


def repository_files(*patterns: str) -> list[Path]:
    """Files that are committed, or would be if everything were added; all of them or those under the patterns."""
    command = ["git", "-C", str(ROOT), "ls-files", "-z", "--cached", "--others", "--exclude-standard", "--", *patterns]
    listed = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    return [ROOT / name for name in sorted(set(listed.split("\0"))) if name and (ROOT / name).is_file()]


def installed(program: str) -> str:
    """The program of this environment, wherever the PATH leads."""
    return str(Path(sys.executable).with_name(program))
