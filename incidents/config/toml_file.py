"""incident.toml as text, as values and as lines, or the sentence that says why it cannot be read."""

import re
import stat
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from incidents.config.toml_lines import KeyLines, scan
from incidents.config.wording import dotted
from incidents.errors import BadInputError

_LARGEST = 200_000
_WHERE = re.compile(r"\s*\(at (?:line (\d+), column (\d+)|end of document)\)$")
_UTF16 = (b"\xff\xfe", b"\xfe\xff")


@dataclass(frozen=True)
class TomlFile:
    """A file that parses; `name` is what its errors are prefixed with."""

    name: str
    values: dict[str, Any]
    lines: KeyLines


def read_toml(path: Path) -> TomlFile:
    """Read and parse; raises BadInputError with the line for whatever is no TOML in UTF-8."""
    text = _decoded(path.name, _bytes(path))
    try:
        values = tomllib.loads(text)
        return TomlFile(path.name, values, scan(text))
    except RecursionError as error:  # a list in a list in a list, hundreds deep
        raise BadInputError(f"{path.name}:1: a value is nested too deeply to be read; {_NOTHING}") from error
    except ValueError as error:  # TOMLDecodeError, and a plain ValueError for a number of more than 4300 digits
        raise BadInputError("\n".join(_syntax_errors(path.name, text, str(error)))) from error


_NOTHING = "nothing was collected or written"


def _bytes(path: Path) -> bytes:
    try:
        state = path.stat()
        if not stat.S_ISREG(state.st_mode):
            raise BadInputError(f"{path} is not a file: name an incident.toml; {_NOTHING}")
        if state.st_size > _LARGEST:
            raise BadInputError(f"{path} is larger than {_LARGEST:,} bytes, which no incident.toml is; {_NOTHING}")
        return path.read_bytes()
    except FileNotFoundError as error:
        raise BadInputError(f"there is no {path}: run `incident init` to write one; {_NOTHING}") from error
    except OSError as error:  # no permission, a broken disk
        raise BadInputError(f"{path} cannot be read ({error.strerror}); {_NOTHING}") from error


def _decoded(name: str, content: bytes) -> str:
    if content.startswith(_UTF16):
        raise BadInputError(f"{name}:1: the file is UTF-16: save it as UTF-8; {_NOTHING}")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        odd = f"the byte 0x{content[error.start]:02x} is not UTF-8"
        raise BadInputError(f"{name}:{line}: {odd}: save the file as UTF-8; {_NOTHING}") from error


def _syntax_errors(name: str, text: str, message: str) -> list[str]:
    """A line each; the parser names only the second place of a key that is given twice, so both are looked up."""
    lines = scan(text)
    if lines.repeated:
        return [
            f"{name}:{each.again}: `{dotted(each.key)}` is given here and at {name}:{each.first}: keep one; {_NOTHING}"
            for each in lines.repeated
        ]
    where = _WHERE.search(message)
    line, column = (where[1], where[2]) if where and where[1] else (str(_last_line(text)), None)
    place = f" in column {column}" if column else ""
    said = _WHERE.sub("", message)
    return [f"{name}:{line}: the text is not TOML{place} ({said}): correct it; {_NOTHING}"]


def _last_line(text: str) -> int:
    return text.rstrip("\n").count("\n") + 1
