"""The contract's good files of every source. A collector that is added to the registry is added here."""

import json
import shutil
import zipfile
from pathlib import Path
from typing import Any

import pytest

from tests.collectors.asking import COVERAGE, RECORDED
from tests.collectors.cloud_run import records
from tests.collectors.contract.fixture import Fixture, Mark
from tests.collectors.git_history.little_repository import Story, git
from tests.collectors.logs.formats.otlp_files import batch, record
from tests.collectors.logs.log_files import Raw, moment, raw_entry, raw_request

_MISSING = (
    "the collector {name!r} is registered in incidents/build/sources.py and has no contract fixture: "
    "add a Fixture that writes good files of its source to FIXTURES in tests/collectors/contract/fixtures.py, "
    "under the collector's name"
)
_AT = "2026-03-02T09:00:00Z"
_STACK = """\
Traceback (most recent call last):
  File "/app/parcel/api.py", line 12, in get_parcel
    return load(key)
KeyError: 'depot'"""


def fixture_of(name: str) -> Fixture:
    """The fixture of a registered collector; without one the test fails and says what to add."""
    if name not in FIXTURES:
        pytest.fail(_MISSING.format(name=name))
    return FIXTURES[name]


def _saved(name: str, content: Any) -> Fixture:
    """A source of one JSON file, in a folder whose name people chose."""

    def write(folder: Path, mark: Mark) -> None:
        _json(folder / mark("folder") / f"{name}.json", content)
        _json(folder / f"{mark('file')}.json", content)

    return Fixture((f"*/{name}.json", "*.json"), write)


def _json(path: Path, content: Any) -> None:
    _text(path, json.dumps(content, indent=1))


def _text(path: Path, content: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content, encoding="utf-8")


def _cloud_run(folder: Path, mark: Mark) -> None:
    said = {"type": "Ready", "status": "False", "reason": "Crashed", "message": "it exited", "lastTransitionTime": _AT}
    named = [records.revision(), records.revision("parcel-api-00009-owl", status={"conditions": [said]})]
    _json(folder / mark("folder") / "revisions.json", named)
    traffic = [{"revisionName": records.NAME, "percent": 100, "tag": "live"}]
    _json(folder / "service.json", records.service(traffic=traffic))


def _tests(folder: Path, mark: Mark) -> None:
    for name in ("collection-error", "reruns", "reportlog-short", "jest", "vitest", "playwright-broken", "stopped"):
        shutil.copytree(RECORDED / name, folder / name)
    hints = {"command": "pytest", "env": "staging", "revision": "a", "started": _AT, "label": "x", "exit_code": 1}
    _json(folder / "stopped" / "run.json", hints)
    shutil.copytree(RECORDED / "inherited", folder / mark("folder of a run"))
    renamed = folder / "renamed"
    renamed.mkdir()
    shutil.copy(RECORDED / "inherited" / "junit.xml", renamed / f"{mark('file of a report')}.xml")
    with zipfile.ZipFile(folder / f"{mark('zip')}.zip", "w") as made:
        inside = zipfile.ZipInfo(f"{mark('folder in a zip')}/{mark('file in a zip')}.xml", (2026, 3, 2, 9, 0, 0))
        made.writestr(inside, (RECORDED / "inherited" / "junit.xml").read_bytes())


def _coverage(folder: Path, mark: Mark) -> None:
    """Without a run beside them, only what tells no tests apart is kept."""
    for path in ("whole/coverage.json", "whole/coverage.xml", "whole/lcov.info", "by-test/coverage.json"):
        text = (COVERAGE / path).read_text(encoding="utf-8")
        named = text.replace("parcel_api/labels.py", f"parcel_api/{mark('source file')}.py")
        _text(folder / mark("folder") / path.replace("/", "-"), named)
    _json(folder / f"{mark('file')}.json", {f"api/{mark('path')}.py": [1, 2, 5]})


def _git(folder: Path, mark: Mark) -> None:
    code = f"def get_{mark('function').replace('-', '_')}(key):\n    return '{mark('content before')}'\n"
    named = f"api/{mark('folder')}/{mark('file')}.py"
    story = Story()
    story.commit("base", {named: code, "api/moved.py": "a = 1\nb = 2\nc = 3\n", "requirements.txt": "flask==2.0\n"})
    changed = code.replace("return", "yield") + f"# {mark('content after')}\n"
    story.commit(
        f"second {mark('subject')}\n\n{mark('body')}\n",
        {
            named: changed,
            "api/moved.py": None,
            f"api/{mark('new name')}.py": "a = 1\nb = 2\nc = 3\n",
            "requirements.txt": f"flask==3.0\n{mark('package')}==1.0\n",
            "package.json": json.dumps({"dependencies": {mark("npm package"): mark("npm version")}}),
            "api/edges.py": f"import tests.{mark('imported module').replace('-', '_')}\n",
            "tests/test_a.py": "def test_a(): ...\n",
            "Dockerfile": f"FROM python\nENV A={mark('dockerfile')}\n",
        },
    )
    story.commit("third", {"api/more.py": "c = 1\n"}, branch=mark("branch").replace(" ", "-"))
    story.tag(mark("tag"), "second")
    story.write(folder)
    git(folder, "pack-refs", "--all")


def _logs(folder: Path, mark: Mark) -> None:
    entries: list[Raw] = [
        raw_entry("parcel 12 was lost", second=1, severity="ERROR", trace="projects/parcel/traces/4bf92f"),
        raw_entry({"message": "depot is shut", "level": "error", "depot": {"name": "north"}}, second=2),
        raw_entry(_STACK, second=3, severity="ERROR"),
        raw_entry({"severity": "ERROR", "stack": _STACK, "error": {"type": "KeyError", "message": "depot"}}, second=4),
        raw_entry("Memory limit of 512 MiB exceeded with 530 MiB used.", second=5, log="varlog%2Fsystem"),
        raw_request("/parcels/12?depot=north", 500, second=6, userAgent="probe", remoteIp="10.0.0.9"),
        *(raw_entry(line, second=7, insert_id=f"torn-{n}") for n, line in enumerate(_STACK.splitlines())),
    ]
    _json(folder / mark("folder") / "app.json", entries)
    named = {"faas.name": "parcel-api", "faas.version": "parcel-api-00001-aaa", "faas.instance": "i1"}
    error = {"exception.type": "KeyError", "exception.message": "'depot'", "exception.stacktrace": _STACK}
    spoken = [record("queue is full", second=8, number=17, traceId="5b8e"), record("x", second=9, attributes=error)]
    _json(folder / "otlp.json", batch(*spoken, scope="parcel", **named))
    lines = [f"{moment(10)} ERROR {mark('line')} printer jam", f"{moment(11)} WARNING tray {mark('end')}", _STACK]
    _text(folder / f"{mark('file')}.log", "\n".join(lines) + "\n")


_ISSUE = {
    "number": 12,
    "title": "labels are not printed",
    "state": "open",
    "labels": [{"name": "P1"}],
    "html_url": "https://github.example/acme/parcel/issues/12",
    "body": "Since Monday.\n\nBlocked by #7",
    "created_at": _AT,
    "dependencies": {"blocked_by": [{"number": 8}]},
}
_PROBE = {"at": _AT, "target": "https://parcel.example/health", "kind": "http", "n": 3, "ok": 1, "error": "HTTP 503"}
_CONTROL = {"at": _AT, "target": "https://example.org", "role": "control", "ok": True, "name": "outside"}
_METRICS = [
    {"metric": "rules.followed", "version": "2", "scope": ["api/"], "value": 98.5, "unit": "%", "at": _AT},
    {"coverage": {"lines": 80.5, "branches": 70}, "scope": "api/"},
]
_SESSION = {"name": "night watch", "mode": "read-only", "start": _AT, "end": "2026-03-02T11:00:00Z", "note": "quiet"}
_PLAN = {
    "environment": "staging",
    "phases": [
        {"name": "smoke", "priority": "P1", "tests": ["tests/e2e/test_a.py", {"id": "tests/b.py", "category": "e2e"}]},
        {"name": "rest", "commands": [{"command": "pytest tests/c.py", "required": True, "at": _AT, "why": "new"}]},
    ],
}
_SAID = [{"claim": "The printer was fixed", "from": "hand-over note", "at": _AT, "evidence": ["run 7"]}]
_BUILT = [{"revision": "parcel-api-00008-fox", "digest": "sha256:" + "1a" * 32, "size_mb": 193, "built_by": "a laptop"}]

FIXTURES: dict[str, Fixture] = {
    "cloud_run": Fixture(("*/*.json", "*.json"), _cloud_run),
    "tests": Fixture(("*",), _tests),
    "coverage": Fixture(("*/*.json", "*/*.xml", "*/*.info", "*.json"), _coverage),
    "git": Fixture(("",), _git),
    "logs": Fixture(("*/*.json", "*.json", "*.log"), _logs),
    "issues": _saved("issues", [_ISSUE, {**_ISSUE, "number": 13, "state": "closed", "closed_at": _AT}]),
    "probes": _saved("probes", [_PROBE, _CONTROL]),
    "metrics": _saved("metrics", _METRICS),
    "session": _saved("session", _SESSION),
    "plan": _saved("plan", _PLAN),
    "context": _saved("context", _SAID),
    "images": _saved("images", _BUILT),
}
