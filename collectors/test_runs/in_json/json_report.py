"""JSON of test reports, read so that no file can hurt: bounded in size and depth, without NaN and lone surrogates."""

import json
import math
import re
from collections.abc import Mapping
from datetime import UTC, datetime

from collectors.problem_tally import ProblemTally
from collectors.test_runs.as_reported import own_figures
from collectors.test_runs.as_reported.report import UnusableReportError
from collectors.test_runs.files.sources import ReportSource

LARGEST_FILE = 64 * 1024 * 1024
DEEPEST = 100
_CHUNK = 1024 * 1024
_OVERLAP = 256
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")
_MARK = b"\xef\xbb\xbf"
# Epoch seconds and milliseconds of the years 2001 to 2286.
_SECONDS = (1e9, 1e10)
_MILLISECONDS = (1e12, 1e13)

JsonObject = dict[str, object]


def has_keys(source: ReportSource, *keys: re.Pattern[bytes]) -> bool:
    """Whether the file is a JSON object with all these keys somewhere; it is not parsed for that."""
    missing, carried, size = set(keys), b"", 0
    with source.open("rb") as stream:
        while missing and size < LARGEST_FILE and (chunk := stream.read(_CHUNK)):
            if size == 0 and not chunk.removeprefix(_MARK).lstrip().startswith(b"{"):
                return False
            size += len(chunk)
            text = carried + chunk
            missing = {key for key in missing if not key.search(text)}
            carried = text[-_OVERLAP:]
    return not missing


def read_object(source: ReportSource) -> JsonObject:
    """The one object of the file; raises UnusableReportError when there is none, OSError when it cannot be read."""
    with source.open("rb") as stream:
        content = stream.read(LARGEST_FILE + 1)
    if len(content) > LARGEST_FILE:
        raise UnusableReportError(f"it is larger than {LARGEST_FILE // 2**20} MB. It was not read")
    return parsed_object(content.removeprefix(_MARK))


def parsed_object(content: bytes) -> JsonObject:
    """The object that these bytes are; raises UnusableReportError when they are none."""
    try:
        found = json.loads(content.decode("utf-8", "replace"), parse_constant=_no_number)
    except RecursionError as deep:
        raise UnusableReportError(f"it is nested deeper than {DEEPEST}. It was not read") from deep
    except ValueError as broken:
        raise UnusableReportError("it is no whole JSON document. It was not read") from broken
    if not isinstance(found, dict):
        raise UnusableReportError("it holds no JSON object. It was not read")
    return {_clean_text(key): _clean(value, 1) for key, value in found.items()}


def objects(value: object) -> list[JsonObject]:
    """The objects of a list; what is no list holds none."""
    return [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []


def an_object(value: object) -> JsonObject:
    """The object; empty where there is none."""
    return value if isinstance(value, dict) else {}


def words(value: object) -> str:
    """The text; a plain number as text; empty for anything else."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(value)
    return value if isinstance(value, str) else ""


def texts(value: object) -> list[str]:
    """The texts of a list, or a text alone."""
    if isinstance(value, str):
        return [value]
    return [each for each in value if isinstance(each, str)] if isinstance(value, list) else []


def number(value: object) -> float | None:
    """A finite number that is not negative."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    try:
        found = float(value)
    except OverflowError:
        return None
    return found if math.isfinite(found) and found >= 0 else None


def count(value: object) -> int | None:
    """A whole number that is not negative and not absurd."""
    found = number(value)
    return int(found) if found is not None and found == int(found) and found < 1e9 else None


def weigh(stated: JsonObject, listed: Mapping[str, int], tally: ProblemTally) -> None:
    """Tell of each figure that another number of tests stands behind than it says."""
    for name, number in listed.items():
        said = count(stated.get(name))
        if said is not None:
            own_figures.compare(name, said, number, tally)


def epoch_seconds(value: object) -> float | None:
    """A moment as seconds since 1970, written in seconds or in milliseconds; None where it is neither."""
    found = number(value)
    if found is not None and _SECONDS[0] <= found < _SECONDS[1]:
        return found
    return found / 1000 if found is not None and _MILLISECONDS[0] <= found < _MILLISECONDS[1] else None


def written_moment(seconds: float) -> str:
    """The moment as reports write it, in UTC."""
    return datetime.fromtimestamp(seconds, UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _no_number(_: str) -> None:
    """Stand in for NaN and Infinity, which JSON does not know and some producers write."""


def _clean(value: object, depth: int) -> object:
    if depth > DEEPEST:
        raise UnusableReportError(f"it is nested deeper than {DEEPEST}. It was not read")
    if isinstance(value, dict):
        return {_clean_text(key): _clean(each, depth + 1) for key, each in value.items()}
    if isinstance(value, list):
        return [_clean(each, depth + 1) for each in value]
    return _clean_text(value) if isinstance(value, str) else value


def _clean_text(text: str) -> str:
    return text if text.isascii() else _LONE_SURROGATE.sub("\ufffd", text)
