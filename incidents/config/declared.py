"""Lines of incident.toml as evidence that a report may cite."""

from incidents.config.toml_file import TomlFile
from incidents.config.toml_lines import Key
from incidents.config.wording import dotted
from incidents.model.evidence import Declaration
from incidents.model.record import digest


def declaration_id(key: Key) -> str:
    """The citation of a key; it stays the same wherever the line stands."""
    return f"config-{digest(dotted(key))}"


def declaration(file: TomlFile, key: Key, value: str, owner: str | None = None) -> Declaration:
    """The line of one key, or its lines where the value spans several."""
    return Declaration(
        id=declaration_id(key),
        at=None,
        source="incident.toml",
        locator=f"{file.name}:{file.lines.line(key)}",
        excerpt=file.lines.verbatim(key),
        path=dotted(key),
        value=value,
        owner=owner,
    )
