"""Everything that is wrong with one incident.toml, told at once."""

from dataclasses import dataclass, field

from incidents.config.toml_file import TomlFile
from incidents.config.toml_lines import Key
from incidents.config.wording import dotted, seen
from incidents.errors import BadInputError


@dataclass
class Faults:
    """Noted while the file is read, each with the line of the key it is about."""

    file: TomlFile
    found: set[tuple[int, str]] = field(default_factory=set)

    def add(self, key: Key, sentence: str) -> None:
        self.found.add((self.file.lines.line(key), sentence))

    def wrong(self, key: Key, value: object, expected: str) -> None:
        self.add(key, f"`{dotted(key)}` is {seen(value)} and must be {expected}")

    def where(self, key: Key) -> str:
        return f"{self.file.name}:{self.file.lines.line(key)}"

    def refuse(self) -> None:
        """Raise BadInputError with every fault, a line each, in the order of the file; return if there is none."""
        if self.found:
            many = "1 error" if len(self.found) == 1 else f"{len(self.found)} errors"
            head = f"{self.file.name} has {many}; nothing was collected or written:"
            rows = (f"{self.file.name}:{line}: {sentence}" for line, sentence in sorted(self.found))
            raise BadInputError("\n".join((head, *rows)))
