"""Make the recorded reports of runners of other languages: `python make_other_runners.py <folder> [<name> ...]`.

The folder is where `npm install` was run for NODE_PACKAGES; PYTHON_PACKAGES are in the environment and DEBIAN_PACKAGES
on the machine. Each report is what the runner wrote over a tiny project. Machine paths, the names of the host and of
the user, and the runner's list of the machine's properties are replaced, nothing else is.
"""

import getpass
import os
import platform
import re
import subprocess
import sys
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[3]))

from tests.data.test_runs import make, other_projects

NODE_PACKAGES = ("@playwright/test", "jest", "jest-junit", "mocha@10", "mocha-junit-reporter", "mocha-trx-reporter")
PYTHON_PACKAGES = ("pytest==9.2.0", "pytest-json-report==1.5.0", "pytest-nunit==1.0.7")
DEBIAN_PACKAGES = [
    "ant",
    "ant-optional",
    "catch2",
    "cmake",
    "g++",
    "golang-go",
    "gotestsum",
    "junit4",
    "libsurefire-java",
    "maven",
    "maven-debian-helper",
    "mono-mcs",
    "nunit-console",
    "phpunit",
    "ruby-rspec",
    "ruby-rspec-junit-formatter",
]
HERE = Path(__file__).resolve().parent
_MACHINE_PROPERTIES = re.compile(r"\n *<properties>.*?</properties>", re.DOTALL)


@dataclass(frozen=True)
class Recording:
    """One run: its files, the commands, and which file of it is kept under which name."""

    name: str
    files: dict[str, str]
    commands: tuple[str, ...]
    kept: dict[str, str]
    node: bool = False
    more: dict[str, str] = field(default_factory=dict)


RECORDINGS = (
    Recording(
        "jest-junit",
        {"fees.test.js": other_projects.JEST, "package.json": '{"name": "fees"}'},
        ("npx jest --ci --reporters=jest-junit",),
        {"junit.xml": "junit.xml"},
        node=True,
    ),
    Recording(
        "mocha",
        {"test/fees.js": other_projects.MOCHA},
        (
            "npx mocha --reporter=mocha-junit-reporter --reporter-options=mochaFile=junit.xml",
            "npx mocha --reporter=json --reporter-option=output=mocha.json",
            "npx mocha --reporter=mocha-trx-reporter --reporter-options=output=mocha.trx",
        ),
        {"junit.xml": "junit.xml", "mocha.json": "mocha.json", "mocha.trx": "mocha.trx"},
        node=True,
    ),
    Recording(
        "node-test",
        {"fees.test.js": other_projects.NODE},
        ("node --test --test-reporter=junit --test-reporter-destination=junit.xml fees.test.js",),
        {"junit.xml": "junit.xml"},
        node=True,
    ),
    Recording(
        "playwright-junit",
        {"fees.spec.js": other_projects.PLAYWRIGHT, "playwright.config.js": other_projects.PLAYWRIGHT_CONFIG},
        ("npx playwright test",),
        {"junit.xml": "junit.xml"},
        node=True,
    ),
    Recording(
        "gotestsum",
        {
            "go.mod": "module example.com/fees\n\ngo 1.19\n",
            "fees.go": other_projects.GO,
            "fees_test.go": other_projects.GO_TEST,
        },
        ("gotestsum --junitfile=junit.xml --rerun-fails=1 --packages=./...",),
        {"junit.xml": "junit.xml"},
        more={"GOFLAGS": "-mod=mod", "GOTOOLCHAIN": "local"},
    ),
    Recording(
        "rspec",
        {"spec/fees_spec.rb": other_projects.RSPEC},
        ("rspec --require rspec_junit_formatter --format RspecJunitFormatter --out junit.xml",),
        {"junit.xml": "junit.xml"},
    ),
    Recording(
        "phpunit",
        {"tests/FeesTest.php": other_projects.PHPUNIT},
        ("phpunit --log-junit junit.xml tests",),
        {"junit.xml": "junit.xml"},
    ),
    Recording(
        "ant",
        {"build.xml": other_projects.ANT, **other_projects.JUNIT4},
        ("ant test",),
        {
            "report/TEST-depot.FeesTest.xml": "TEST-depot.FeesTest.xml",
            "report/TEST-depot.LabelsTest.xml": "TEST-depot.LabelsTest.xml",
            "report/TESTS-TestSuites.xml": "TESTS-TestSuites.xml",
        },
    ),
    Recording(
        "surefire",
        {
            "pom.xml": other_projects.POM,
            **{f"src/test/java/{name.partition('/')[2]}": text for name, text in other_projects.JUNIT4.items()},
        },
        ("mvn -o -q -s /etc/maven/settings-debian.xml -Dmaven.repo.local=/usr/share/maven-repo test",),
        {
            "target/surefire-reports/TEST-depot.FeesTest.xml": "TEST-depot.FeesTest.xml",
            "target/surefire-reports/TEST-depot.LabelsTest.xml": "TEST-depot.LabelsTest.xml",
        },
    ),
    Recording(
        "nunit2",
        {"Fees.cs": other_projects.NUNIT},
        (
            "mcs -debug -target:library -pkg:nunit -out:Fees.dll Fees.cs",
            "nunit-console -nologo -xml=nunit.xml Fees.dll",
        ),
        {"nunit.xml": "nunit.xml"},
        more={"MONO_ENV_OPTIONS": "--debug"},
    ),
    Recording(
        "catch2",
        {"fees.cpp": other_projects.CATCH2},
        ("g++ -o fees fees.cpp", "./fees -r junit -o junit.xml"),
        {"junit.xml": "junit.xml"},
    ),
    Recording(
        "ctest",
        {"CMakeLists.txt": other_projects.CTEST},
        ("cmake -S . -B build", "ctest --test-dir build --output-junit ../junit.xml"),
        {"junit.xml": "junit.xml"},
    ),
    Recording(
        "pytest-nunit",
        {"pytest.ini": make.INI, "parcel_api/client.py": make.CLIENT, "tests/test_tracking.py": make.OUTCOMES},
        (f"{sys.executable} -m pytest -p no:cacheprovider tests --nunit-xml=nunit.xml",),
        {"nunit.xml": "nunit.xml"},
    ),
    Recording(
        "pytest-json-report",
        {
            "pytest.ini": make.INI,
            "parcel_api/client.py": make.CLIENT,
            "tests/test_tracking.py": make.OUTCOMES,
            "tests/test_labels.py": make.BROKEN_IMPORT,
            "tests/test_printer.py": make.MODULE_SKIP,
        },
        (
            (
                f"{sys.executable} -m pytest -p no:cacheprovider tests --continue-on-collection-errors --json-report "
                "--json-report-file=report.json --json-report-indent=1"
            ),
        ),
        {"report.json": "report.json"},
    ),
)


def main() -> None:
    """Run everything, or what is named; the recorded files replace those that are there."""
    packages, *names = sys.argv[1:]
    for each in RECORDINGS:
        if not names or each.name in names:
            record(each, Path(packages).resolve())


def record(each: Recording, packages: Path) -> None:
    """Run one project. A runner's exit code says that tests failed, which they do."""
    with tempfile.TemporaryDirectory(dir=packages if each.node else None) as folder:
        root = Path(folder).resolve()
        for file, text in each.files.items():
            (root / file).parent.mkdir(parents=True, exist_ok=True)
            (root / file).write_text(text, encoding="utf-8")
        environment = {
            **os.environ,
            "FORCE_COLOR": "0",
            "NO_COLOR": "1",
            "TZ": "UTC",
            "PYTHONPATH": str(root),
            **each.more,
        }
        for command in each.commands:
            done = subprocess.run(
                command.split(), cwd=root, env=environment, capture_output=True, text=True, check=False
            )
            sys.stderr.write(f"{each.name}: {command}: exit {done.returncode}\n{done.stderr[-2000:]}\n")
        (HERE / each.name).mkdir(exist_ok=True)
        for made, as_name in each.kept.items():
            text = (root / made).read_text(encoding="utf-8", errors="surrogateescape")
            written = _scrubbed(text, root, packages).encode("utf-8", errors="surrogateescape")
            (HERE / each.name / as_name).write_bytes(written)


def _scrubbed(text: str, root: Path, packages: Path) -> str:
    text = _MACHINE_PROPERTIES.sub("", text) if "java.version" in text else text
    for machine, instead in (
        (str(root), "/app"),
        (str(packages), "/app"),
        (sys.prefix, "/venv"),
        (platform.release(), "6.0"),
        (root.name, "app"),
    ):
        text = text.replace(machine, instead)
    host, user = re.escape(platform.node()), re.escape(getpass.getuser())
    replaced = (
        (rf"(?<![\w.-]){host}(?![\w.-])", "build-host"),
        (rf'((?:user|runUser|user-domain)="){user}"', r'\1builder"'),
        (rf'(name="){user}(@build-host)', r"\1builder\2"),
        (r'/[^\s"\\]*?/lib/python3', "/usr/lib/python3"),
        (r'(os-version|OSVersion|platform.version)="[^"]*"', r'\1="Unix 6.0"'),
    )
    for pattern, by in replaced:
        text = re.sub(pattern, by, text)
    return text


if __name__ == "__main__":
    main()
