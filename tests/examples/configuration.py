"""The incident.toml of a small service whose sources lie beside it."""

from pathlib import Path


def write_config(folder: Path, *, project: str, region: str, service: str, code: str, component: str) -> None:
    """`code` is the folder of the service in the repository, `component` the table of what the team declares."""
    text = f"""
project = "{project}"
region = "{region}"
environment = "staging"

[[services]]
name = "{service}"
source_paths = ["{code}"]

[sources.logs]
files = ["logs/*.json"]
[sources.cloud_run]
files = ["revisions.json", "services.json"]
[sources.tests]
files = ["artifacts/*"]
[sources.git]
files = ["repo"]
{component}"""
    (folder / "incident.toml").write_text(text)
