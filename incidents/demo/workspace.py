"""Writes the demo's workspace: what a team with an incident has on disk before it writes a report."""

import shutil
from pathlib import Path

from incidents.demo.artifacts import write_artifacts
from incidents.demo.cloud_run_files import write_cloud_run
from incidents.demo.deployments import SINCE
from incidents.demo.issues import write_issues
from incidents.demo.log_files import write_logs
from incidents.demo.repository import find_git, make_repository
from incidents.demo.stored_text import stored_text
from incidents.errors import BadInputError

__all__ = ["SINCE", "write"]

_MARKER = ".incident-demo"
_MARKER_TEXT = "Made by `incident demo`, which replaces what it made when it is run again.\n"
_MADE = ("artifacts", "incident.toml", "issues.json", "logs", "repo", "revisions.json", "services.json")


def write(target: Path, *, healthy: bool = False) -> None:
    """Write the workspace into `target`, which is made where it does not exist.

    What an earlier demo wrote there is replaced, and what else lies beside it is kept. Raises BadInputError, with
    nothing written, where the folder holds anything else. With `healthy` the same staging runs without faults.
    """
    find_git()
    try:
        _make_room(target)
    except OSError as error:
        raise BadInputError(
            f"no demo can be made in {target}: {error.strerror or error}; name another folder. Nothing was written."
        ) from error
    try:
        _fill(target, healthy=healthy)
    except OSError as error:
        raise BadInputError(
            f"the demo could not be written to {target}: {error.strerror or error}; what is there is incomplete. "
            "Make room or name another folder, and run it again."
        ) from error


def _make_room(target: Path) -> None:
    """Leave a marked folder without anything that a demo makes."""
    marker = target / _MARKER
    ours = marker.is_file() and not marker.is_symlink()
    if target.is_dir() and any(target.iterdir()) and not ours:
        raise BadInputError(
            f"{target} is not empty, and no earlier demo made it; name a new or an empty folder. Nothing was written."
        )
    target.mkdir(parents=True, exist_ok=True)
    # First of all, so that a demo that was interrupted can be made again.
    marker.write_text(_MARKER_TEXT, encoding="utf-8")
    for name in _MADE:
        found = target / name
        if found.is_dir() and not found.is_symlink():
            shutil.rmtree(found)
        else:
            found.unlink(missing_ok=True)


def _fill(target: Path, *, healthy: bool) -> None:
    (target / "incident.toml").write_text(stored_text("incident.toml"), encoding="utf-8")
    commits = make_repository(target / "repo", healthy=healthy)
    write_cloud_run(target, commits, healthy=healthy)
    write_logs(target / "logs", healthy=healthy)
    write_artifacts(target / "artifacts", healthy=healthy)
    write_issues(target, healthy=healthy)
