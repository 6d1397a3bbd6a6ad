"""Fields that a refusal says are missing, or not known, as validators and readers of messages put it."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

_STEP = re.compile(r"[\"'](\w+)[\"']")
_SHORTEST = 3
# What a list of errors itself is made of, which is no field of the message that was refused.
_OF_THE_LIST = r"(?!(?:msg|message|error|errors|detail|title|description|reason|type|code)[\"'])"
_PLACE = r"[\"']?(?:loc|path)[\"']?\s*:\s*[\[(]([^\])\n]{1,200})[\])]\s*,\s*[\"']?(?:msg|message)[\"']?\s*:\s*[\"']"
_MISSING_AT = re.compile(rf"{_PLACE}(?:[Ff]ield [Rr]equired|Required\b|[^\"'\n]{{0,60}}received undefined)")
_UNKNOWN_AT = re.compile(rf"{_PLACE}[Ee]xtra (?:inputs|fields) (?:are )?not permitted")
_MISSING = (
    r"(?m)^[ \t]*(\w+)\r?\n[ \t]+[Ff]ield required\b",
    r"(?i:missing|required)(?: \w+)? property:? [\"'`]?(\w+)",
    r"JSON property (\w+) due to missing",
    r"Fields? \[?[\"'`]?(\w+)[\"'`]?[^\n\]]{0,200}\]? (?:is|are) required",
    r"(?i:missing)(?: required)? (?:field|key|argument|parameter|param):? [\"'`]?(\w+)",
    rf"[\"']{_OF_THE_LIST}(\w+)[\"']\s*:\s*\[?\s*[\"'](?:Missing data for required field|This field is required)",
    rf"[\"']{_OF_THE_LIST}(\w+)[\"']\s*:\s*\[?\s*[\"'](?:[Ff]ield (?:is )?required|Required\b)",
    r"[\"'`](\w+)[\"'`] is (?:a )?required\b",
    r"\bThe (\w+) field is required\b",
    r"missing required properties,? including the following: '?(\w+)",
    r"validation for '(\w+)' failed on the 'required'",
    r"param is missing or the value is empty(?: or invalid)?: (\w+)",
    r"[Rr]equired (?:request )?parameter '(\w+)'[^\n]{0,80} is not present",
)
_UNKNOWN = (
    r"(?:[Uu]nrecognized|[Uu]nknown) (?:field|property|key|parameter):? [\"'`](\w+)[\"'`]",
    r"unexpected keyword argument [\"'`](\w+)[\"'`]",
    rf"[\"']{_OF_THE_LIST}(\w+)[\"']\s*:\s*\[?\s*[\"'](?:Unknown|Unexpected|Unrecognized) field",
    r"[\"'`](\w+)[\"'`] is not allowed\b",
    r"Unrecognized key\(?s?\)?(?: in object)?: [\"'](\w+)",
    r"unrecognized_keys[^\n]{0,40}[\"']keys[\"']\s*:\s*\[\s*[\"'](\w+)",
    r"Additional properties are not allowed \('(\w+)'",
    r"additionalProperty[\"']?\s*:\s*[\"'](\w+)",
    r"[Tt]he JSON property '(\w+)' could not be mapped",
    r"Could not find member '(\w+)'",
    r"property (\w+) should not exist",
)


class Refused(NamedTuple):
    """The names of both kinds, each once, in the order of the forms."""

    missing: tuple[str, ...]
    unknown: tuple[str, ...]


# The same message is read for each commit.
@lru_cache(maxsize=8)
def refused_names(message: str) -> Refused:
    """A message within a message has its quotes escaped."""
    text = message.replace('\\"', '"')
    missing, unknown = _names(text, _MISSING_AT, _MISSING), _names(text, _UNKNOWN_AT, _UNKNOWN)
    return Refused(_each_once(missing), _each_once(unknown))


def _each_once(names: Iterator[str]) -> tuple[str, ...]:
    """Without those that are so short that they stand in many lines by chance."""
    return tuple(dict.fromkeys(name for name in names if len(name) >= _SHORTEST))


def _names(text: str, placed: re.Pattern[str], forms: tuple[str, ...]) -> Iterator[str]:
    for match in placed.finditer(text):
        yield from _STEP.findall(match.group(1))[-1:]
    for form in forms:
        yield from (match.group(1) for match in re.finditer(form, text))
