"""Cuts GitHub's description of its REST interface down to what the stand-in in `tests/loopback_github` answers.

npm pack @octokit/openapi && tar xzf octokit-openapi-*.tgz
python tests/data/github_openapi/trim.py package/generated/api.github.com.json
"""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

TRIMMED = Path(__file__).with_name("api.github.com.json")
_HERE = "/repos/{owner}/{repo}"
_ONE = f"{_HERE}/issues/{{issue_number}}"
_ANSWERED = {
    _HERE: ("get",),
    f"{_HERE}/actions/artifacts/{{artifact_id}}/{{archive_format}}": ("get",),
    f"{_HERE}/actions/runs": ("get",),
    f"{_HERE}/actions/runs/{{run_id}}/artifacts": ("get",),
    f"{_HERE}/issues": ("get", "post"),
    _ONE: ("get", "patch"),
    f"{_ONE}/comments": ("get", "post"),
    f"{_ONE}/dependencies/blocked_by": ("get", "post"),
    f"{_ONE}/labels": ("post",),
    f"{_ONE}/labels/{{name}}": ("delete",),
    f"{_ONE}/sub_issues": ("get", "post"),
    f"{_HERE}/labels": ("get", "post"),
}
# What only people and generators of documentation read.
_PROSE = {
    "description", "example", "examples", "externalDocs", "headers", "operationId", "summary", "tags", "title",
    "x-github", "x-octokit",
}  # fmt: skip


def trimmed(whole: Any) -> Any:
    """The answered paths and every component that they refer to, without prose."""
    paths = {
        path: {method: _told(whole["paths"][path][method]) for method in methods} for path, methods in _ANSWERED.items()
    }
    components: dict[str, dict[str, Any]] = {}
    open_ends = list(_references(paths))
    while open_ends:
        _, _, kind, name = open_ends.pop().split("/")
        if name not in components.setdefault(kind, {}):
            components[kind][name] = _told(whole["components"][kind][name])
            open_ends += _references(components[kind][name])
    info = {name: whole["info"][name] for name in ("title", "version", "license")}
    return {"openapi": whole["openapi"], "info": info, "paths": paths, "components": components}


def written(description: Any) -> str:
    """A line for each path and component, so that a difference between two versions can be read."""
    lines = [f'"{name}": {json.dumps(description[name], sort_keys=True)}' for name in ("openapi", "info")]
    lines += [f'"paths": {{\n{_entries(description["paths"])}\n}}']
    kinds = [f'"{kind}": {{\n{_entries(held)}\n}}' for kind, held in sorted(description["components"].items())]
    return "{\n" + ",\n".join([*lines, '"components": {\n' + ",\n".join(kinds) + "\n}"]) + "\n}\n"


def _entries(held: dict[str, Any]) -> str:
    return ",\n".join(f"{json.dumps(name)}: {json.dumps(held[name], sort_keys=True)}" for name in sorted(held))


def _told(held: Any, *, names: bool = False) -> Any:
    """`names` says that the keys are names of fields, among which a title is no prose."""
    if isinstance(held, list):
        return [_told(each) for each in held]
    if not isinstance(held, dict):
        return held
    return {
        key: _told(value, names=key == "properties" and not names)
        for key, value in held.items()
        if names or key not in _PROSE
    }


def _references(held: Any) -> Iterator[str]:
    if isinstance(held, dict):
        if isinstance(held.get("$ref"), str):
            yield held["$ref"]
        held = list(held.values())
    if isinstance(held, list):
        for each in held:
            yield from _references(each)


if __name__ == "__main__":
    TRIMMED.write_text(written(trimmed(json.loads(Path(sys.argv[1]).read_text(encoding="utf-8")))), encoding="utf-8")
