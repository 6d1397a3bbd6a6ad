"""Which incident.toml is meant."""

import os
from pathlib import Path

from incidents.errors import BadInputError

FILE_NAME = "incident.toml"


def find_config(start: Path) -> Path:
    """The given file, or the nearest incident.toml in the given folder and the folders around it; an absolute path.

    BadInputError when there is none. Nothing is read.
    """
    start = Path(os.path.abspath(start))  # noqa: PTH100 - Path.absolute leaves `..` in, and then `parents` goes astray
    if start.is_file():
        return start
    if not start.is_dir():
        raise BadInputError(f"there is no {start}: name an existing file, or run `incident init` to write one")
    for folder in (start, *start.parents):
        if (folder / FILE_NAME).is_file():
            return folder / FILE_NAME
    raise BadInputError(
        f"there is no {FILE_NAME} in {start} or in a folder around it: run `incident init` to write one"
    )
