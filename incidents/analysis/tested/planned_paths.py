"""Which tests a line of a plan names by path, and what counts as having run one."""

import re

from incidents.model.evidence import PlannedTest

_PATH = re.compile(r"(?<![\w./-])(?:\./)?((?:[\w.-]+/)+[\w.-]*(?:::[\w:\[\].-]+)?|[\w-]+\.py(?:::[\w:\[\].-]+)?)")
EXECUTED = ("passed", "failed", "xfailed", "xpassed")


def paths_of(planned: PlannedTest) -> tuple[str, ...]:
    """The files, folders and tests that the planned command or text names."""
    return tuple(dict.fromkeys(_PATH.findall(planned.command or planned.target)))


def holds(path: str, test: str) -> bool:
    """Whether the test is the one that the path names, or lies below it."""
    stem = path.rstrip("/")
    return test == stem or test.startswith((f"{stem}/", f"{stem}::", f"{stem}["))
