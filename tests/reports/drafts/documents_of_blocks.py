"""Small generated documents, put together as the templates do it."""

from collections.abc import Mapping

NAME = "impact.md"
BASE, REMARKS = f".generated/{NAME}", f".generated/remarks/{NAME}"


def block(name: str, *lines: str) -> str:
    """A block with its markers; a blank line parts its text from its end, as `section` leaves it."""
    return "".join(
        f"{line}\n" for line in (f"<!-- incident:block {name} -->", *lines, "", f"<!-- incident:end {name} -->")
    )


def document(blocks: Mapping[str, tuple[str, ...]], title: str = "# Impact report\n\n") -> str:
    return title + "\n".join(block(name, *lines) for name, lines in blocks.items())


def stored(on_disk: str | None, base: str | None, remarks: str | None = None) -> dict[str, str | None]:
    """The files by which the draft is merged."""
    return {NAME: on_disk, BASE: base, REMARKS: remarks}
