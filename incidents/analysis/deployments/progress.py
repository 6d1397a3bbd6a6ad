"""How far a start came that counts what it does, and how long all of it would take at that pace."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from incidents.analysis.deployments.last_lines import last_lines
from incidents.analysis.facts import Facts
from incidents.analysis.titles import quoted
from incidents.model.claim import Claim, Value
from incidents.model.evidence import LogPattern, PlatformEvent, Revision

_OF_ALL = re.compile(r"(?<![\d.,:/-])(\d{1,9})\s?(?:of|out of|/)\s?(\d{1,9})(?![\d.,:/-])", re.IGNORECASE)
_PERCENT = re.compile(r"(?<![\d.,])(\d{1,2}) ?%")
_LEAST = 3
"""Fewer lines have no pace."""
_MINUTES = 120
_NUMBER = re.compile(r"\d{1,9}")


@dataclass(frozen=True)
class Progress:
    """`lines` in `seconds` from the first to the last, of which the first (`said`) tells `step` of `total`.

    At the pace of as much a line all of it takes `needs` seconds; `allowed` is what the startup probe gives it.
    """

    said: str
    lines: int
    seconds: int
    step: int
    total: int
    allowed: int | None
    cites: tuple[str, ...]

    @property
    def done(self) -> int:
        """What the last line tells, if each tells of as much as the first."""
        return self.step * self.lines

    @property
    def needs(self) -> int:
        return round(self.seconds / (self.lines - 1) * self.total / self.step)

    @property
    def pace(self) -> str:
        """In words, behind the name of what starts."""
        probe = f", and its startup probe allows {spelled(self.allowed)}" if self.allowed else ""
        return (
            f"{self.lines} lines such as {quoted(self.said)} in {self.seconds} s, so {self.done} of {self.total} if "
            f"each line stands for {self.step} as the first does; at that pace all of it takes about "
            f"{spelled(self.needs)}{probe}"
        )


def spelled(seconds: int) -> str:
    """Minutes from two minutes on, except where they are a few whole seconds that a setting states."""
    return f"{seconds} s" if seconds < _MINUTES or (seconds % 60 == 0 and seconds < 600) else f"{seconds // 60} min"


def progress_of(facts: Facts, revision: Revision) -> Progress | None:
    """By the newest of its last lines that counts; None where it started more than once, or counts in no steps."""
    started = [each for each in facts.of(PlatformEvent) if each.event == "instance-start"]
    if sum(each.count for each in started if each.revision == revision.name) > 1:
        return None
    found = (_progress(revision, each) for each in last_lines(facts, revision.name))
    return next((each for each in found if each is not None), None)


def _progress(revision: Revision, pattern: LogPattern) -> Progress | None:
    seen = next(each for each in pattern.by_revision if each.revision == revision.name)
    text = next((each.text for each in pattern.exemplars if each.revision == revision.name), "")
    counted, percent = _OF_ALL.search(text), _PERCENT.search(text)
    if counted is None and percent is None:
        return None
    step, total = (int(counted[1]), int(counted[2])) if counted else (int(percent[1]) if percent else 0, 100)
    seconds = round(seen.first.seconds_until(seen.last))
    if seen.count < _LEAST or not seconds or not 0 < step * seen.count < total:
        return None
    cites = (revision.id, pattern.id)
    return Progress(text.strip().split("\n")[0], seen.count, seconds, step, total, allowed(revision), cites)


def allowed(revision: Revision) -> int | None:
    """The seconds that the startup probe gives a start, where the settings tell."""
    named = {each.path.rpartition(".")[2]: each.value for each in revision.settings if "startupProbe." in each.path}
    times, period = named.get("failureThreshold", ""), named.get("periodSeconds", "")
    return int(times) * int(period) if _NUMBER.fullmatch(times) and _NUMBER.fullmatch(period) else None


def progress(facts: Facts) -> Iterator[Claim]:
    """A sentence for each new revision that never became ready and counted what it did."""
    for serving in facts.window.candidate.revisions:
        revision = facts.revisions[serving.revision]
        found = progress_of(facts, revision) if revision.ready is False else None
        if found is not None:
            yield _claim(revision, found)


def _claim(revision: Revision, found: Progress) -> Claim:
    counted = {"lines": found.lines, "seconds": found.seconds, "done": found.done, "total": found.total}
    values = [
        Value(name="revision", form="name", value=revision.name),
        Value(name="said", form="text", value=quoted(found.said)),
        *(Value(name=name, form="number", value=n) for name, n in {**counted, "step": found.step}.items()),
        Value(name="needs", form="text", value=spelled(found.needs)),
    ]
    template = (
        "{revision} logged {lines} lines such as {said} in {seconds} s: {done} of {total}, if each line stands for "
        "{step} as the first does. At that pace all of it takes about {needs}"
    )
    if found.allowed:
        template += ", and its startup probe allows {allowed}"
        values.append(Value(name="allowed", form="text", value=spelled(found.allowed)))
    return Claim(
        id=f"claim-start-up-pace-{revision.id}",
        kind="derived",
        template=f"{template}.",
        values=tuple(values),
        cites=found.cites,
    )
