"""The base of every value in the model: frozen, closed to unknown fields, with a text form that never varies."""

import hashlib
import json
from typing import Annotated

from pydantic import BaseModel, ConfigDict, StringConstraints

CitationId = Annotated[str, StringConstraints(pattern=r"^[a-z]+-[A-Za-z0-9][A-Za-z0-9._-]*$", max_length=200)]


class Record(BaseModel):
    """A frozen value; unknown fields are refused, and so are numbers that JSON does not have."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)


def canonical(value: object) -> str:
    """JSON with sorted keys and no spaces: the same value gives the same text on every machine."""
    return json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def digest(*parts: str, length: int = 12) -> str:
    """A short hexadecimal name for what the parts identify; parts cannot run into one another."""
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:length]
