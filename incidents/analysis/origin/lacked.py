"""What a message says of a thing that stood in the place of another: its kind, and the name that it lacks."""

import re

# Of CPython, and of V8 as in https://developer.mozilla.org/en-US/docs/Web/JavaScript/Reference/Errors (2025).
_LACKS = (
    re.compile(r"'(?P<kind>[\w.]{1,80})' object has no attribute '(?P<name>\w{1,80})'"),
    re.compile(r"Cannot read propert(?:y|ies) of (?P<kind>undefined|null) \(reading '(?P<name>\w{1,80})'\)"),
    re.compile(r"(?P<kind>[A-Za-z_$][\w$.]{0,80})\.(?P<name>[\w$]{1,80}) is not a function"),
)


def lacked(message: str) -> tuple[str, str] | None:
    """The kind and the name."""
    matches = (each.search(message) for each in _LACKS)
    return next(((each["kind"], each["name"]) for each in matches if each), None)
