"""Make the recorded test runs of this folder: `python make.py`, with the packages of PACKAGES in the environment.

Each run is a real run of pytest over a tiny project. Machine paths and the host's name are replaced, nothing else is.
"""

import os
import re
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

PACKAGES = ("pytest==9.2.0", "pytest-rerunfailures==16.7", "pytest-timeout==2.4.0", "pytest-xdist==3.8.0")
HERE = Path(__file__).resolve().parent

CLIENT = """
import logging

log = logging.getLogger("parcel_api.client")


class ParcelError(RuntimeError):
    pass


def fetch(number):
    if number < 0:
        return parse({"number": str(number)})
    return {"number": number}


def parse(answer):
    try:
        return answer["weight"]
    except KeyError as error:
        raise ParcelError("no weight for parcel " + answer["number"]) from error


def connect(fallback=True):
    if fallback:
        log.warning("FakeCarrier is used: carrier did not answer")
        return "fake"
    raise TimeoutError("carrier did not answer in 5 s")
"""

OUTCOMES = """
import pytest
from parcel_api.client import connect, fetch


@pytest.fixture
def carrier():
    return connect(fallback=False)


@pytest.fixture
def ledger():
    yield []
    raise OSError("ledger is locked")


def test_passes_on_a_fallback():
    print("asking the carrier")
    assert connect() == "fake"


def test_fails_in_a_helper():
    assert fetch(-4) == 1


class TestTracking:
    def test_compares(self):
        print("comparing")
        found = fetch(7)
        assert found == {"number": 8}

    @pytest.mark.parametrize("text", ["a b", "x - y", "[z]", "::", "\\x1b[31mred"])
    def test_accepts(self, text):
        assert text

    class TestNested:
        def test_inner(self):
            assert True

    def test_needs_the_carrier(self, carrier):
        assert carrier

    def test_passes_then_breaks_in_teardown(self, ledger):
        assert ledger == []

    def test_fails_and_breaks_in_teardown(self, ledger):
        assert ledger == [1]


@pytest.mark.skip(reason="the carrier's sandbox is closed at night")
def test_skipped():
    pass


def test_skips_after_output():
    connect()
    pytest.skip("staging is not reachable")


@pytest.mark.xfail(reason="rounding is known to be wrong")
def test_expected_to_fail():
    assert round(2.5) == 3


@pytest.mark.xfail(reason="rounding is known to be wrong")
def test_passes_unexpectedly():
    assert round(3.5) == 4


@pytest.mark.xfail(reason="must be fixed first", strict=True)
def test_passes_against_a_strict_mark():
    assert True
"""

SUBTESTS = """
def test_weights(subtests):
    for weight in (1, -2, 3, -4):
        with subtests.test("weight", weight=weight):
            assert weight > 0
"""

SMALL = """
import pytest


def test_one():
    assert 1 + 1 == 2


@pytest.mark.login
def test_two():
    assert "a" == "a"


def test_three():
    assert 1 == 2, "one is not two"


def test_four():
    pass
"""

BASE = """
class CarrierContract:
    def test_answers(self):
        assert self.carrier == "post"
"""

INHERITED = """
from tests.contracts import CarrierContract


class TestPost(CarrierContract):
    carrier = "post"


class TestBike(CarrierContract):
    carrier = "bike"
"""

FLAKY = """
seen = []


def test_steady():
    assert True


def test_recovers():
    seen.append(1)
    assert len(seen) == 3, "not yet"


def test_never_recovers():
    raise ValueError("still broken")
"""

BROKEN_IMPORT = "from parcel_api.labels import print_label\n\n\ndef test_label():\n    assert print_label\n"
MODULE_SKIP = 'import pytest\n\npytest.skip("needs a printer", allow_module_level=True)\n'
KEYBOARD = "def test_first():\n    pass\n\n\ndef test_second():\n    raise KeyboardInterrupt\n"
HANGS = "import time\n\n\ndef test_quick():\n    pass\n\n\ndef test_hangs():\n    time.sleep(30)\n"
INI = "[pytest]\nmarkers = login: needs an account\njunit_logging = all\npythonpath = .\n"

XML = ("--junitxml=junit.xml",)


@dataclass(frozen=True)
class Run:
    """One recorded run: its folder, its files and the arguments of pytest."""

    name: str
    files: dict[str, str]
    arguments: tuple[str, ...]


RUNS = (
    Run("outcomes", {"tests/test_tracking.py": OUTCOMES}, ("tests", "-v", *XML)),
    Run("outcomes-plain", {"tests/test_tracking.py": OUTCOMES}, ("tests", "-v", "-o", "junit_logging=no", *XML)),
    Run("live-log", {"tests/test_tracking.py": OUTCOMES}, ("tests", "-v", "-o", "log_cli=true", "-ra", *XML)),
    Run("coloured", {"tests/test_tracking.py": OUTCOMES}, ("tests", "-v", "--color=yes", "--tb=short", *XML)),
    Run("subtests", {"tests/test_weights.py": SUBTESTS}, ("tests", "-v", *XML)),
    Run("deselected", {"tests/test_small.py": SMALL}, ("tests", "-v", "-m", "not login", *XML)),
    Run("all-deselected", {"tests/test_small.py": SMALL}, ("tests", "-v", "-k", "nothing", *XML)),
    Run("stopped", {"tests/test_small.py": SMALL}, ("tests", "-v", "-x", *XML)),
    Run("dots", {"tests/test_small.py": SMALL, "tests/test_tracking.py": OUTCOMES}, ("tests", "--durations=3")),
    Run("quiet", {"tests/test_small.py": SMALL}, ("tests", "-q")),
    Run("line", {"tests/test_small.py": SMALL}, ("tests", "-v", "--tb=line")),
    Run("native", {"tests/test_tracking.py": OUTCOMES}, ("tests", "-v", "--tb=native", *XML)),
    Run("passes-shown", {"tests/test_tracking.py": OUTCOMES}, ("tests", "-rA", "-vv")),
    Run("collect-only", {"tests/test_small.py": SMALL}, ("tests", "--collect-only", "-q")),
    Run(
        "collection-error",
        {"tests/test_labels.py": BROKEN_IMPORT, "tests/test_small.py": SMALL},
        ("tests", "-v", *XML),
    ),
    Run("module-skip", {"tests/test_printer.py": MODULE_SKIP, "tests/test_small.py": SMALL}, ("tests", "-v", *XML)),
    Run("nothing-collected", {"tests/helpers.py": "VALUE = 1\n"}, ("tests", "-v", *XML)),
    Run("keyboard", {"tests/test_keyboard.py": KEYBOARD}, ("tests", "-v", *XML)),
    Run("hang", {"tests/test_hang.py": HANGS}, ("tests", "-v", "--timeout=1", "--timeout-method=thread", *XML)),
    Run("timeout", {"tests/test_hang.py": HANGS}, ("tests", "-v", "--timeout=1", "--timeout-method=signal", *XML)),
    Run("reruns", {"tests/test_flaky.py": FLAKY}, ("tests", "-v", "--reruns=2", *XML)),
    Run("xdist", {"tests/test_small.py": SMALL, "tests/test_tracking.py": OUTCOMES}, ("tests", "-v", "-n2", *XML)),
    Run(
        "inherited",
        {"tests/contracts.py": BASE, "tests/test_carriers.py": INHERITED, "tests/__init__.py": ""},
        ("tests", "-v", "-o", "junit_family=xunit1", *XML),
    ),
)


def main() -> None:
    """Run everything; the recorded files replace those that are there."""
    for run in RUNS:
        record(run)


def record(run: Run) -> None:
    """Run one project in a temporary folder and keep its report and its console text."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder).resolve()
        files = {"pytest.ini": INI, "parcel_api/__init__.py": "", "parcel_api/client.py": CLIENT, **run.files}
        for name, text in files.items():
            path = root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "-p", "no:randomly", *run.arguments]
        environment = {**os.environ, "COLUMNS": "100", "PYTHONDONTWRITEBYTECODE": "1"}
        environment.pop("CI", None)
        done = subprocess.run(command, cwd=root, env=environment, capture_output=True, text=True, check=False)
        kept = HERE / run.name
        kept.mkdir(exist_ok=True)
        console = f"$ python -m pytest {' '.join(run.arguments)}\n{done.stdout}{done.stderr}"
        (kept / "console.txt").write_text(_neutral(console, root), encoding="utf-8")
        report = root / "junit.xml"
        if report.exists():
            (kept / "junit.xml").write_text(_neutral(report.read_text(encoding="utf-8"), root), encoding="utf-8")


def _neutral(text: str, root: Path) -> str:
    text = text.replace(str(root), "/app/project").replace(sys.executable, "/usr/local/bin/python")
    text = text.replace(str(Path(sys.prefix) / "lib"), "/usr/local/lib").replace(sys.base_prefix, "/usr/local")
    return re.sub(r'hostname="[^"]*"', 'hostname="build-host"', text)


if __name__ == "__main__":
    main()
