"""Settings that differ between the first bad revision and the usable one before it."""

import re
from dataclasses import dataclass

from incidents.analysis.deployments.changed_settings import changed_settings
from incidents.analysis.facts import Facts
from incidents.analysis.window.deployments import Deployments
from incidents.model.evidence import Revision

_SIZE = re.compile(r"\s*(\d+(?:\.\d+)?)\s*([a-zA-Z]*)\s*")
_WORD = re.compile(r"[a-z]{4,}")
_UNITS = {"": 1.0, "m": 0.001, "k": 1e3, "ki": 1024, "mi": 1024**2, "gi": 1024**3, "g": 1e9, "s": 1, "ms": 0.001}


@dataclass(frozen=True)
class SettingChange:
    """One setting on both sides; None is "not set"."""

    good: Revision
    bad: Revision
    path: str
    before: str | None
    after: str | None

    @property
    def leaf(self) -> str:
        return leaf_of(self.path)

    @property
    def did(self) -> str:
        """What the bad revision did, to be read behind its name."""
        if self.before is None:
            return f"sets {self.path} to {self.after}, which {self.good.name} did not set"
        if self.after is None:
            return f"does not set {self.path}, which {self.good.name} set to {self.before}"
        return f"sets {self.path} to {self.after}; {self.good.name} had {self.before}"

    def word_in(self, message: str) -> str | None:
        """A word of the setting's own name that the message holds, and that is not in the name of the service too."""
        own = set(_WORD.findall(self.bad.service.lower()))
        said = set(_WORD.findall(message.lower()))
        split = re.sub(r"([a-z])([A-Z])", r"\1 \2", self.leaf).lower()
        return next((word for word in _WORD.findall(split) if word in said and word not in own), None)

    @property
    def lowered(self) -> bool:
        """Whether both sides are sizes and the new one is smaller, or a limit was set where there was none."""
        if self.before is None:
            return _size(self.after or "") is not None
        return is_lower(self.before, self.after)

    @property
    def falls(self) -> bool:
        """Whether both sides are sizes and the new one is smaller."""
        return is_lower(self.before, self.after)

    @property
    def raised(self) -> bool:
        """Whether both sides are sizes and the new one is larger."""
        return is_lower(self.after, self.before)


def setting_changes(facts: Facts, revision: str | None) -> list[SettingChange]:
    """Every setting of the revision that differs from the usable one before it, by path."""
    bad = facts.revisions.get(revision or "")
    good = usable_before(facts, bad) if bad else None
    if bad is None or good is None:
        return []
    return [SettingChange(good, bad, *each) for each in changed_settings(good, bad) or ()]


def is_lower(before: str | None, after: str | None) -> bool:
    """Whether both sides are sizes and the new one is smaller."""
    old, new = _size(before or ""), _size(after or "")
    return old is not None and new is not None and new < old


def leaf_of(path: str) -> str:
    """A setting's own name without the way to it."""
    return path.rsplit("/", 1)[-1].rsplit(".", 1)[-1]


def usable_before(facts: Facts, bad: Revision) -> Revision | None:
    """The newest revision of the service before this one that the platform did not refuse."""
    earlier = [
        each.revision
        for each in Deployments(facts.revisions.values())
        if each.service == bad.service and bad.at is not None and each.at < bad.at and each.revision.ready is not False
    ]
    return earlier[-1] if earlier else None


def _size(value: str) -> float | None:
    found = _SIZE.fullmatch(value)
    if found is None or found[2].lower() not in _UNITS:
        return None
    unit = found[2] if found[2] == "m" else found[2].lower()
    return float(found[1]) * _UNITS[unit]
