"""Folders with files in them."""

from collections.abc import Mapping
from pathlib import Path

from incidents.config.sight.folder import Folder, look


def fill(root: Path, files: Mapping[str, str]) -> Path:
    """Write the files, by their path below `root`."""
    for path, text in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")
    return root


def looked(root: Path, files: Mapping[str, str]) -> Folder:
    return look(fill(root, files))
