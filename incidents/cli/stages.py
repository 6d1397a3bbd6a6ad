"""How far a report goes, as it is asked for on the command line."""

from incidents.errors import BadInputError
from incidents.model.incident import Stage


def stage_of(given: str) -> Stage:
    """Raises BadInputError for any other word, before anything is read."""
    if given == "preliminary":
        return "preliminary"
    if given == "analysis":
        return "analysis"
    raise BadInputError(f"--stage is {given!r}; it takes preliminary or analysis. Nothing was read or written")
