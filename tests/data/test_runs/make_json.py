"""Make the recorded JSON reports of this folder: `python make_json.py <folder>`.

The folder is where `npm install` was run for NODE_PACKAGES; PYTHON_PACKAGES are in the environment. Each report is what
the runner wrote over a tiny project. Machine paths and the host's name are replaced, nothing else is.
"""

import json
import os
import platform
import re
import subprocess
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[3]))

from tests.data.test_runs import make

PYTHON_PACKAGES = ("pytest==9.2.0", "pytest-reportlog==1.0.0", "pytest-json-ctrf==0.6.1", "pytest-rerunfailures==16.7")
NODE_PACKAGES = (
    "jest",
    "vitest",
    "@playwright/test",
    "jest-ctrf-json-reporter",
    "playwright-ctrf-json-reporter",
)
REPORTS = ("report.jsonl", "junit.xml", "ctrf.json")
HERE = Path(__file__).resolve().parent

FEES = """
function fee(weight) { return weight < 0 ? weight : weight + 1; }
function parse(answer) { return answer.parcel.weight; }
"""
TESTS = """
DESCRIBE('fees', () => {
  test('adds the surcharge', () => { console.log('asking the carrier'); expect(fee(4)).toBe(5); });
  test('refuses a negative weight', () => { expect(fee(-1)).toBe(0); });
  test('parses the answer', () => { parse({}); });
  test.skip('prints the label', () => {});
  DESCRIBE('nested', () => { test('keeps [brackets] :: and spaces', () => { expect(1).toBe(1); }); });
});
"""
JEST = """
const { fee, parse } = require('./fees');
jest.retryTimes(1, { logErrorsBeforeRetry: true });
let seen = 0;
test('passes at the second try', () => { seen += 1; expect(seen).toBe(2); });
test.todo('rounds the fee');
"""
BROKEN = "import { test } from 'vitest';\nimport './missing.mjs';\ntest('never runs', () => {});\n"
AFTER_ALL = "test('passes', () => {});\nafterAll(() => { throw new Error('the carrier is still connected'); });\n"
VITEST = """
import { test, expect, describe } from 'vitest';
import { fee, parse } from './fees.mjs';
let seen = 0;
test('passes at the second try', { retry: 1 }, () => { seen += 1; expect(seen).toBe(2); });
test.todo('rounds the fee');
"""
PLAYWRIGHT = """
const { test, expect } = require('@playwright/test');
const { fee, parse } = require('./fees');
test('passes at the second try', async ({}, info) => { console.error('try', info.retry); expect(info.retry).toBe(1); });
test('is expected to fail', () => { test.fail(true, 'rounding is wrong'); expect(1).toBe(2); });
test('passes against a mark', () => { test.fail(); });
test('takes too long', async () => { test.setTimeout(50); await new Promise((done) => setTimeout(done, 5000)); });
"""
CONFIG = """
module.exports = {
  testDir: '.', retries: 1, workers: 1, projects: [{ name: 'night' }, { name: 'day' }],
  reporter: [['json', { outputFile: 'playwright.json' }],
             ['playwright-ctrf-json-reporter', { outputDir: '.', outputFile: 'ctrf.json' }]],
};
"""
FLAKY = "seen = []\n\n\ndef test_recovers():\n    seen.append(1)\n    assert len(seen) == 2\n"


def main() -> None:
    """Run everything; the recorded files replace those that are there."""
    root = Path(sys.argv[1]).resolve()
    common = "module.exports = { fee, parse };\n"
    node(
        root,
        "jest",
        {
            "package.json": '{"name": "fees"}',
            "fees.js": FEES + common,
            "fees.test.js": JEST + TESTS.replace("DESCRIBE", "describe"),
            "broken.test.js": "require('./missing');\ntest('never runs', () => {});\n",
            "after.test.js": AFTER_ALL,
        },
        "jest --json --outputFile=jest.json --reporters=default --reporters=jest-ctrf-json-reporter",
        {"jest.json": "jest.json", "ctrf/ctrf-report.json": "ctrf.json"},
    )
    node(
        root,
        "vitest",
        {
            "fees.mjs": FEES + "export { fee, parse };\n",
            "fees.test.mjs": VITEST + TESTS.replace("DESCRIBE", "describe"),
            "broken.test.mjs": BROKEN,
        },
        "vitest run --reporter=json --outputFile.json=vitest.json --reporter=junit --outputFile.junit=junit.xml",
        {"vitest.json": "vitest.json", "junit.xml": "junit.xml"},
    )
    fees = {
        "fees.js": FEES + common,
        "fees.spec.js": PLAYWRIGHT + TESTS.replace("DESCRIBE", "test.describe"),
        "playwright.config.js": CONFIG,
    }
    kept = {"playwright.json": "playwright.json", "ctrf.json": "ctrf.json"}
    node(root, "playwright", fees, "playwright test", kept)
    broken = {"broken.spec.js": "require('./missing');\n", "playwright.config.js": CONFIG}
    node(root, "playwright-broken", broken, "playwright test", {"playwright.json": "playwright.json"})
    python("reportlog", {"tests/test_tracking.py": make.OUTCOMES, "tests/test_flaky.py": FLAKY}, ("--reruns=1",))
    broken_import = {"tests/test_labels.py": make.BROKEN_IMPORT, "tests/test_printer.py": make.MODULE_SKIP}
    python("reportlog-collection", {**broken_import, "tests/test_weights.py": make.SUBTESTS}, ())
    python(
        "reportlog-short",
        {**broken_import, "tests/test_weights.py": make.SUBTESTS},
        ("--continue-on-collection-errors", "--tb=short"),
        ("report.jsonl",),
    )


def node(root: Path, name: str, files: dict[str, str], command: str, reports: dict[str, str]) -> None:
    """Run one project below the folder with the packages."""
    project = root / name
    for file, text in files.items():
        project.mkdir(exist_ok=True)
        (project / file).write_text(text, encoding="utf-8")
    environment = {**os.environ, "NO_COLOR": "", "FORCE_COLOR": "0"}
    subprocess.run(["npx", *command.split()], cwd=project, env=environment, capture_output=True, check=False)
    for made, as_name in reports.items():
        keep(name, as_name, (project / made).read_text(encoding="utf-8"), root)


def python(name: str, files: dict[str, str], arguments: tuple[str, ...], kept: tuple[str, ...] = REPORTS) -> None:
    """Run pytest once with all its reports; its console text is kept where they all are."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder).resolve()
        every = {"pytest.ini": make.INI, "parcel_api/__init__.py": "", "parcel_api/client.py": make.CLIENT, **files}
        for file, text in every.items():
            (root / file).parent.mkdir(parents=True, exist_ok=True)
            (root / file).write_text(text, encoding="utf-8")
        reports = ("--report-log=report.jsonl", "--junitxml=junit.xml", "--ctrf=ctrf.json")
        command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "tests", "-v", *arguments, *reports]
        environment = {**os.environ, "COLUMNS": "100", "PYTHONDONTWRITEBYTECODE": "1"}
        done = subprocess.run(command, cwd=root, env=environment, capture_output=True, text=True, check=False)
        console = f"$ python -m pytest tests -v {' '.join([*arguments, *reports])}\n{done.stdout}{done.stderr}"
        if kept == REPORTS:
            keep(name, "console.txt", console, root)
        for made in kept:
            keep(name, made, (root / made).read_text(encoding="utf-8"), root)


def keep(name: str, file: str, text: str, root: Path) -> None:
    """Write one report without the machine in it."""
    (HERE / name).mkdir(exist_ok=True)
    for machine in (str(root), json.dumps(str(root))[1:-1]):
        text = text.replace(machine, "/app")
    text = text.replace(platform.node(), "build-host").replace(platform.release(), "6.0").replace(sys.prefix, "/venv")
    text = re.sub(r'/[^\s"\\]*?/lib/python3', "/usr/lib/python3", text)
    (HERE / name / file).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
