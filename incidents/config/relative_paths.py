"""Which paths and globs incident.toml may name: those below its own folder, the same on every system."""

import re

_DRIVE = re.compile(r"[A-Za-z]:")


def fault_of(path: str, *, glob: bool) -> str | None:
    """Why the path or glob cannot be used, as the end of a sentence; None if it can.

    A file that comes with a repository must not make the reader open what lies outside of it.
    """
    parts = path.split("/")
    if path.startswith(("/", "~")) or _DRIVE.match(path):
        return "starts outside: write it relative to incident.toml"
    if "\\" in path:
        return "has a backslash: write folders with /"
    if ".." in parts:
        return "climbs out with ..: name only what lies below incident.toml"
    if glob and any("**" in part and part != "**" for part in parts):
        return "has ** beside other text: ** stands alone between slashes"
    return None


def tidy(path: str) -> str:
    """The path without empty parts and single dots; a closing slash stays, and `.` is the whole folder."""
    parts = [part for part in path.split("/") if part not in ("", ".")]
    closing = "/" if parts and path.endswith("/") else ""
    return "/".join(parts) + closing or "."
