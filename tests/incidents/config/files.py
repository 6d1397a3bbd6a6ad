"""Small incident.toml files: a complete one, to which each test adds its own lines."""

from pathlib import Path

import pytest

from incidents.config.config import Config
from incidents.config.load import load
from incidents.errors import BadInputError

COMPLETE = """\
project = "parcel-staging"
region = "europe-west1"
[[services]]
name = "parcel-api"
"""
FIRST_ADDED_LINE = 5


def write(folder: Path, text: str) -> Path:
    path = folder / "incident.toml"
    path.write_text(text, encoding="utf-8")
    return path


def loaded(folder: Path, added: str = "") -> Config:
    """The configuration of a complete file and what a test adds to its end."""
    return load(write(folder, COMPLETE + added))


def errors(folder: Path, text: str) -> list[str]:
    """The errors of a file without the line that counts them."""
    with pytest.raises(BadInputError) as caught:
        load(write(folder, text))
    head, *rows = str(caught.value).splitlines()
    counted = "1 error" if len(rows) == 1 else f"{len(rows)} errors"
    assert head == f"incident.toml has {counted}; nothing was collected or written:"
    return rows


def added_errors(folder: Path, added: str) -> list[str]:
    """The errors of lines added to a complete file; the first of them is line 5."""
    return errors(folder, COMPLETE + added)
