"""Which files are migrations of a database, and which of their added lines run when it goes forward."""

import re

from incidents.model.evidence import FileChange

# What follows takes the migration back, and is not run when it is applied.
_BACK = re.compile(
    r"def down(?:grade)?\b|\bdown\s*[=(:]|--\s*(?:\+goose |migrate:|@)?down\b|--\s*(?:rollback|undo)\b", re.IGNORECASE
)
_BACK_FILE = re.compile(r"[._-]down\.\w+$|(?:^|/)U\d[\w.]*__|/down/", re.IGNORECASE)


def forward(change: FileChange) -> str:
    """The added lines that are run when it is applied; none where it is no migration, or one that goes back."""
    if not migrates(change.path) or _BACK_FILE.search(change.path):
        return ""
    lines = (line[1:] for hunk in change.hunks for line in hunk.text.split("\n") if line.startswith("+"))
    return _BACK.split("\n".join(lines), maxsplit=1)[0]


def migrates(path: str) -> bool:
    return any(part in path.lower() for part in ("migration", "migrate", "alembic", "/schema", "ddl")) or path.endswith(
        ".sql"
    )
