"""What one comparison with the stored incident says, and how a finding is told in one."""

from typing import NamedTuple

from incidents.model.earlier import AgainstState
from incidents.model.finding import Finding


class Told(NamedTuple):
    state: AgainstState
    reason: str
    cites: tuple[str, ...] = ()


def weighed(finding: Finding) -> str:
    """The level with what was counted in the window."""
    level = finding.priority.level
    return f"{level}, {finding.after.said}" if finding.after else level
