"""What a file of an incident folder may be called, and whose it is."""

import re

GENERATED = ".generated"
ASIDE = ".new"
"""Ends the name of a new text that lies beside a draft because somebody edited the draft after an interrupted write."""

_PART = r"[A-Za-z0-9_][A-Za-z0-9._-]{0,199}"
_FILE = re.compile(rf"(?:{re.escape(GENERATED)}/)?{_PART}(?:/{_PART})*")
_FOLDER = re.compile(_PART)


def checked(name: str) -> str:
    """The relative name of a file in an incident folder; raises ValueError for any other text."""
    if not _FILE.fullmatch(name.removesuffix(ASIDE)):
        raise ValueError(
            f"{name[:80]!r} cannot name a file of an incident: letters, digits, '.', '_' and '-' are allowed, "
            "with '/' between folders, and only '.generated' may start with '.'"
        )
    return name


def checked_folder(name: str) -> str:
    """The name of an incident folder; raises ValueError for any other text."""
    if not _FOLDER.fullmatch(name):
        raise ValueError(
            f"{name[:80]!r} cannot name an incident folder: up to 200 letters, digits, '.', '_' and '-' are allowed, "
            "and the first is a letter, a digit or '_'"
        )
    return name


def is_draft(name: str) -> bool:
    """Whether people edit the file, so that their text is never overwritten unseen."""
    return name.endswith(".md") and not name.startswith(f"{GENERATED}/")


def draft_of(name: str) -> str | None:
    """The draft whose merge base this is: `.generated/impact.md` is that of `impact.md`; None for other files."""
    return name.removeprefix(f"{GENERATED}/") if name.startswith(f"{GENERATED}/") else None
