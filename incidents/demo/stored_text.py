"""The demo's own files, which lie in the package beside the code."""

from pathlib import Path

_DATA = Path(__file__).parent / "data"


def stored_text(*names: str, healthy: bool = False) -> str:
    """The text of one stored file; the demo without faults has a few files of its own, which are then preferred."""
    other = _DATA.joinpath("healthy", *names)
    file = other if healthy and other.exists() else _DATA.joinpath(*names)
    return file.read_text(encoding="utf-8")
