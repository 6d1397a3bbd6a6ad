"""The port on which a process says that it listens, and the one on which the platform asks for it."""

import re
from collections.abc import Iterable
from typing import NamedTuple

from incidents.analysis.course.symptom import LastLine, Symptom

# As gunicorn, uvicorn, Flask, Puma, node, Go, Spring Boot, ASP.NET Core and most of what is written by hand put it; a
# time of day has fewer figures.
_LISTENS = re.compile(
    r"\b(?:listen(?:ing|s)?|running|started|serving|bound|ready)\b[^\n]{0,60}?"
    r"(?::|\bports?(?:\(s\))?:? )(80|\d{3,5})\b(?!:)",
    re.IGNORECASE,
)
# What a process listens on beside what it serves, and what it calls.
_BESIDE = re.compile(
    r"\b(?:metrics?|prometheus|debugg?(?:er|ing)?|inspector|pprof|profil\w+|admin\w*|management|actuator|health\w*|"
    r"prox(?:y|ies)|side-?car|data ?base|postgres\w*|mysql|redis|mongo\w*|broker|connect(?:ed|ing|ion)?)\b|\bwss?://",
    re.IGNORECASE,
)
_ASKED = re.compile(r"\bon port (\d{2,5})\b|\bPORT=(\d{2,5})\b")


class OtherPort(NamedTuple):
    """The process listens on `heard`, as `line` says, and is asked on `asked`."""

    heard: str
    asked: str
    line: LastLine


def other_port(symptom: Symptom) -> OtherPort | None:
    """For a start that failed; None where a line says the port that is asked, or nothing tells."""
    asked = {port for match in _ASKED.finditer(symptom.message) for port in match.groups() if port}
    heard = list(_heard(symptom.start_up or ()))
    if len(asked) != 1 or not heard or any(port in asked for port, _ in heard):
        return None
    return OtherPort(heard[0][0], next(iter(asked)), heard[0][1])


def _heard(lines: Iterable[LastLine]) -> Iterable[tuple[str, LastLine]]:
    return (
        (match[1], line)
        for line in lines
        if (match := _LISTENS.search(line.text)) is not None and not _BESIDE.search(line.text)
    )
