"""Make the recorded coverage of this folder: `python make.py`, with pytest-cov in the environment.

Each file is written by the real tool in a real run over a tiny project; times and the machine's paths are replaced.
"""

import re
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
FILES = {
    "parcel_api/__init__.py": "",
    "parcel_api/labels.py": """
def width(size):
    if size == "small":
        return 40
    return 60


def print_label(parcel):
    text = parcel["depot"]
    return text.ljust(width(parcel["size"]))
""",
    "tests/test_labels.py": """
import pytest

from parcel_api.labels import print_label, width


class TestWidth:
    @pytest.mark.parametrize("size", ["small", "large"])
    def test_width(self, size):
        assert width(size) in (40, 60)


def test_label():
    assert print_label({"size": "small"}) == "north"
""",
}
RUNS = {
    # pytest-cov names each test itself
    "by-test": ["-m", "pytest", "--cov=parcel_api", "--cov-context=test", "--cov-report="],
    # coverage.py names the function in which a test begins
    "by-function": ["-m", "coverage", "run", "--source=parcel_api", "-m", "pytest"],
    "whole": ["-m", "pytest", "--cov=parcel_api", "--cov-report="],
}
WRITTEN = {
    "by-test": ["json --show-contexts -o coverage.json"],
    "by-function": ["json --show-contexts -o coverage.json"],
    "whole": ["json -o coverage.json", "xml -o coverage.xml", "lcov -o lcov.info"],
}


def main() -> None:
    for run, command in RUNS.items():
        with tempfile.TemporaryDirectory() as room:
            project = Path(room)
            for name, content in FILES.items():
                (project / name).parent.mkdir(exist_ok=True)
                (project / name).write_text(content.lstrip("\n"), encoding="utf-8")
            context = "dynamic_context = test_function\n" if run == "by-function" else ""
            (project / ".coveragerc").write_text(f"[run]\nbranch = false\n{context}", encoding="utf-8")
            options = ["-p", "no:cacheprovider", "-q", "--junitxml=junit.xml"]
            subprocess.run([sys.executable, *command, *options], cwd=project, check=False)
            for report in WRITTEN[run]:
                subprocess.run([sys.executable, "-m", "coverage", *report.split()], cwd=project, check=True)
            target = HERE / run
            target.mkdir(exist_ok=True)
            for path in (project / name for name in ("junit.xml", "coverage.json", "coverage.xml", "lcov.info")):
                if path.is_file():
                    (target / path.name).write_text(_plain(path.read_text(encoding="utf-8"), room), encoding="utf-8")


def _plain(text: str, room: str) -> str:
    text = text.replace(str(Path(room).resolve()), "/project")
    text = re.sub(r'"timestamp": "[^"]*"', '"timestamp": "2026-03-02T11:30:00"', text)
    text = re.sub(r'timestamp="\d+"', 'timestamp="1772451000000"', text)
    text = re.sub(r'timestamp="[^"]*T[^"]*"', 'timestamp="2026-03-02T11:30:00+00:00"', text)
    text = re.sub(r' time="[\d.]+"', ' time="0.01"', text)
    return re.sub(r'hostname="[^"]*"', 'hostname="runner"', text)


if __name__ == "__main__":
    main()
