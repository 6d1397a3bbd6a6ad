"""The settings in which two revisions differ."""

from typing import NamedTuple

from incidents.model.evidence import Revision


class Changed(NamedTuple):
    """One setting on both sides; None is "not set"."""

    path: str
    before: str | None
    after: str | None


def changed_settings(old: Revision, new: Revision) -> tuple[Changed, ...] | None:
    """By path; None where one of them was described without settings, which is not "all were removed"."""
    if not old.settings or not new.settings:
        return None
    before, after = ({each.path: each.value for each in revision.settings} for revision in (old, new))
    paths = sorted(path for path in {*before, *after} if before.get(path) != after.get(path))
    return tuple(Changed(path, before.get(path), after.get(path)) for path in paths)
