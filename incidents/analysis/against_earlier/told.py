"""What one comparison with the stored incident says, and how a finding is told in one."""

from typing import NamedTuple

from incidents.model.earlier import AgainstState
from incidents.model.finding import Finding


class Told(NamedTuple):
    state: AgainstState
    reason: str
    cites: tuple[str, ...] = ()


def counted(finding: Finding) -> str:
    """The level with what was counted in the window."""
    after = finding.after
    if after is None:
        return finding.priority.level
    whole = "" if after.total is None else f" of {after.total}"
    return f"{finding.priority.level}, {after.n}{whole} {after.unit}"
