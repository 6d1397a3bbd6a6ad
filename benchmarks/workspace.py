"""The folder that a team would run the program in, laid out from a case."""

import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from benchmarks.case_folder import Case, CaseError, Stage
from collectors.test_runs.formats import format_of

_REPORTS = "postmortems"

# Only these leave a case's folder. What else lies there, above all the answers, never gets near the program.
_FILES = (
    "revisions.json",
    "services.json",
    "issues.json",
    "probes.json",
    "session.json",
    "plan.json",
    "context.json",
    "images.json",
)
_FOLDERS = ("logs", "metrics")
_SOURCES = (
    ("cloud_run", ("revisions.json", "services.json")),
    ("issues", ("issues.json",)),
    ("probes", ("probes.json",)),
    ("session", ("session.json",)),
    ("plan", ("plan.json",)),
    ("context", ("context.json",)),
    ("images", ("images.json",)),
)


def lay(stage: Stage, workspace: Path) -> Path:
    """Replace the evidence in `workspace` by that of `stage`, keep the stored reports, and return incident.toml."""
    _clear(workspace)
    source = stage.case.folder
    for name in _FILES:
        if (source / name).is_file():
            shutil.copyfile(source / name, workspace / name, follow_symlinks=False)
    for name in _FOLDERS:
        if (source / name).is_dir():
            _copy_folder(source / name, workspace / name)
    if stage.runs.is_dir():
        _copy_folder(stage.runs, workspace / "artifacts")
    _clone(source / "repo.bundle", workspace / "repo")
    config = workspace / "incident.toml"
    config.write_text(incident_toml(stage.case, workspace), encoding="utf-8")
    return config


def incident_toml(case: Case, workspace: Path) -> str:
    """The configuration that case.json amounts to, with a source for each kind of file in `workspace`."""
    facts = case.facts
    lines = [f"{key} = {_toml(facts[key])}" for key in ("project", "region", "environment") if key in facts]
    lines.append(f"report_root = {_toml(_REPORTS)}")
    for service in facts.get("services", []):
        lines += ["", "[[services]]", *(f"{key} = {_toml(service[key])}" for key in ("name", "source_paths"))]
    for name, globs in _sources(workspace):
        lines += ["", f"[sources.{name}]", f"files = {_toml(globs)}"]
    for table, key in (
        ("business_value", "business_value"),
        ("tests.categories", "test_categories"),
        ("thresholds", "thresholds"),
    ):
        if facts.get(key):
            lines += ["", f"[{table}]", *(f"{_toml(name)} = {_toml(value)}" for name, value in facts[key].items())]
    return "\n".join(lines) + "\n"


def _sources(workspace: Path) -> Iterator[tuple[str, list[str]]]:
    yield "git", ["repo"]
    logs = [each.relative_to(workspace) for each in (workspace / "logs").rglob("*") if each.is_file()]
    if logs:
        yield "logs", sorted({f"{each.parent.as_posix()}/*{each.suffix}" for each in logs})
    if (workspace / "artifacts").is_dir():
        yield "tests", ["artifacts/*"]
    for name, files in _SOURCES:
        present = [each for each in files if (workspace / each).is_file()]
        if present:
            yield name, present
    # A run's own description, run.json, is part of the run; other JSON beside a report holds metrics.
    beside = (each for each in workspace.glob("artifacts/*/*.json") if each.name != "run.json" and not format_of(each))
    named = sorted(each.relative_to(workspace).as_posix() for each in (*workspace.glob("metrics/*.json"), *beside))
    if named:
        yield "metrics", named


def _toml(value: Any) -> str:  # noqa: ANN401  # whatever JSON holds
    if isinstance(value, str):
        # A JSON string is a TOML string, but for the one control character that JSON lets through.
        return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
    if isinstance(value, bool | int | float):
        return json.dumps(value)
    if isinstance(value, list):
        return f"[{', '.join(map(_toml, value))}]"
    if isinstance(value, dict):
        return f"{{ {', '.join(f'{_toml(key)} = {_toml(each)}' for key, each in value.items())} }}"
    raise CaseError(f"case.json holds {value!r}, which TOML cannot hold")


def _clear(workspace: Path) -> None:
    workspace.mkdir(parents=True, exist_ok=True)
    for each in workspace.iterdir():
        if each.name == _REPORTS:
            continue
        if each.is_dir() and not each.is_symlink():
            shutil.rmtree(each)
        else:
            each.unlink()


def _copy_folder(source: Path, target: Path) -> None:
    # Links stay links, so that none can carry another file of the case along. Cases may be read-only; copies are not.
    shutil.copytree(source, target, symlinks=True, copy_function=_copy_file)
    for folder, _, _ in os.walk(target):
        Path(folder).chmod(0o755)


def _copy_file(source: str, target: str) -> str:
    return shutil.copyfile(source, target, follow_symlinks=False)


def _clone(bundle: Path, target: Path) -> None:
    """Clone as a team member would: the default branch checked out, all others under refs/remotes."""
    environment = {**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1", "LC_ALL": "C"}
    for command in (
        ["git", "clone", "--quiet", "--template=", "--no-hardlinks", "--", str(bundle), str(target)],
        # The bundle's place on this machine is nothing that the team's repository would name.
        ["git", "-C", str(target), "config", "--remove-section", "remote.origin"],
    ):
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
        if done.returncode:
            raise CaseError(f"{' '.join(command[:2])} of {bundle.name} failed: {done.stderr.strip()}")
