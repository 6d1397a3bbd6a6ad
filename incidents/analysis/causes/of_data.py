"""Whether what failed depends on the data that comes: then it begins with such data, and not with a deployment."""

import re

from incidents.analysis.causes.code.added_constraint import refusals

_VALUE = re.compile(
    r"\bKey \([^)\n]{1,200}\)=\([^)\n]{0,200}\)|\binvalid input (?:syntax|value)\b|\binvalid literal for\b|"
    r"\bcould not convert \w+ to\b|\bvalue too long for\b|\bData too long for\b|\bout of range for\b|"
    r"\bis not a valid (?:choice|enum|value|member)\b|"
    r"[\"'` ](?=[\w-]{0,60}\d)[\w-]{1,60}[\"'`]? (?:was |is )?(?:not found|already exists)\b",
    re.IGNORECASE,
)


def depends_on_data(message: str) -> bool:
    """Whether the message tells of a value: one that is refused, cannot be read, or is not there."""
    return bool(refusals(message)) or _VALUE.search(message) is not None
