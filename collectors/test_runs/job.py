"""What the workflow run says of the test runs in one of its artifacts."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Job:
    """`commit` is the whole id; `started` is when the run began, before its tests did, None where it is not known."""

    workflow: str
    commit: str | None
    started: str | None
    notes: tuple[str, ...] = ()
