"""A case on disk, and the builds that lead up to its incident."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from incidents.model.instant import Instant

_RUN_START = re.compile(r"(\d{4})(\d\d)(\d\d)-(\d\d)(\d\d)(\d\d)")
_HOUR = 3600


class CaseError(Exception):
    """A case folder that cannot be used as it is."""


@dataclass(frozen=True)
class Case:
    """One case folder; `facts` is the content of its case.json."""

    folder: Path
    facts: dict[str, Any]

    @property
    def id(self) -> str:
        return self.folder.name


@dataclass(frozen=True)
class Stage:
    """One build: which case's evidence, which of its test runs, and the window, None where the program is to choose."""

    case: Case
    runs: Path
    since: str | None
    until: str | None
    label: str


def read_cases(folder: Path) -> tuple[Case, ...]:
    """Every folder that holds a case.json, in the order of their names."""
    cases = tuple(_read_case(each.parent) for each in sorted(folder.glob("*/case.json")))
    if not cases:
        raise CaseError(f"{folder} holds no case: there is no */case.json in it; nothing was built.")
    return cases


def earlier_stages(case: Case) -> tuple[Stage, ...]:
    """The builds whose incidents the case finds stored, oldest first; raises CaseError."""
    return tuple(_earlier(case, (case.folder.resolve(),)))


def final_stage(case: Case) -> Stage:
    """The build that answers the case."""
    return Stage(case, case.folder / "artifacts", case.facts.get("since"), case.facts.get("until"), "candidate")


def _earlier(case: Case, seen: tuple[Path, ...]) -> Iterator[Stage]:
    named = case.facts.get("previous")
    if named is not None:
        # A plain id is a neighbour; "../other" is written as seen from the case's own folder.
        folder = (case.folder / named if "/" in named else case.folder.parent / named).resolve()
        if folder in seen:
            raise CaseError(f"{case.id}: its previous case {named!r} leads back to itself")
        previous = _read_case(folder)
        yield from _earlier(previous, (*seen, folder))
        yield Stage(previous, folder / "artifacts", previous.facts.get("since"), previous.facts.get("until"), named)
    if (case.folder / "previous").is_dir():
        yield _previous_runs(case)


def _previous_runs(case: Case) -> Stage:
    """The incident as it stood after the runs in previous/.

    What was good and new at that time is not what the case asks about: its window ends an hour after the newest of
    those runs began, yet before anything else was deployed or tested, and begins right before the deployment that the
    runs met.
    """
    runs = case.folder / "previous"
    starts = _run_starts(runs)
    if not starts:
        raise CaseError(f"{case.id}: no folder in previous/ begins with its start, such as 20250908-110636")
    deployments = _deployments(case.folder / "revisions.json")
    newest = max(starts)
    later = [each for each in (*deployments, *_run_starts(case.folder / "artifacts")) if each > newest]
    until = min([newest.plus(_HOUR), *(each.second.plus(-1) for each in later)])
    met = [each for each in deployments if each <= newest]
    since = str(max(met).second.plus(-1)) if met else None
    return Stage(case, runs, since, str(max(until, newest)), "previous/")


def _run_starts(runs: Path) -> list[Instant]:
    matches = (_RUN_START.match(each.name) for each in sorted(runs.glob("*")))
    return [Instant.parse("{}-{}-{}T{}:{}:{}Z".format(*match.groups())) for match in matches if match]


def _deployments(revisions: Path) -> list[Instant]:
    if not revisions.is_file():
        return []
    listed = json.loads(revisions.read_text(encoding="utf-8"))
    times = (each.get("metadata", {}).get("creationTimestamp") or each.get("createTime") for each in listed)
    return [Instant.parse(each) for each in times if each]


def _read_case(folder: Path) -> Case:
    try:
        facts = json.loads((folder / "case.json").read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise CaseError(f"{folder / 'case.json'} cannot be read: {error}") from error
    if not isinstance(facts, dict):
        raise CaseError(f"{folder / 'case.json'} holds no JSON object")
    return Case(folder, facts)
