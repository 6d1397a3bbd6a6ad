"""The path of a route: which of its parts vary, and whether one that is declared is the end of another one."""

import re

_VARIES = re.compile(r"\$?\{[^{}]*\}|<[^<>]*>|:\w+|\*\w*")


def parts(path: str) -> list[str]:
    return [each for each in path.strip("^$").split("/") if each]


def varies(part: str) -> bool:
    """Whether the part is a parameter as a whole."""
    return _VARIES.fullmatch(part) is not None


def fixed(path: str) -> tuple[str, ...]:
    """What of its parts is the same in each request."""
    return tuple(part.lower() for part in parts(_VARIES.sub("", path)))


def ends_with(asked: str, declared: str) -> bool:
    """Whether its fixed parts end with those of the other; a router may stand below a prefix that is written elsewhere.

    What has none tells nothing.
    """
    told = fixed(declared)
    return bool(told) and fixed(asked)[-len(told) :] == told
