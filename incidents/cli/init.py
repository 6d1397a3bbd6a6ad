"""`incident init`: a commented incident.toml, filled from what the folder shows."""

from pathlib import Path

from incidents.cli.output import print_json, print_line
from incidents.config.starter import starter
from incidents.errors import BadInputError


def init(folder: Path, *, as_json: bool) -> int:
    """Write the file; one that is there is never overwritten."""
    if not folder.is_dir():
        raise BadInputError(f"{folder} is no folder; nothing was written")
    target = folder / "incident.toml"
    text = starter(folder)
    try:
        with target.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except FileExistsError as error:
        raise BadInputError(f"{target} is there already; remove or rename it first. Nothing was written") from error
    except OSError as error:
        raise BadInputError(f"{target} could not be written: {error.strerror}. Nothing was written") from error
    if as_json:
        print_json({"config": str(target)})
    else:
        print_line(f"wrote {target}; read it, fill in what is empty, then run `incident doctor`")
    return 0
