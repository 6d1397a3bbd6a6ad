"""Test plans from JSON files: which tests, suites or commands were meant to run, in what order of groups, and where."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import ClassVar

from collectors.collector import Ask
from collectors.json_records import JsonObject, Place, RecordSource, first_of, text_of, words_of
from collectors.moments import moment
from collectors.problem_tally import ProblemTally
from incidents.model.evidence import AnyEvidence, PlannedTest
from incidents.model.instant import Instant
from incidents.model.record import canonical, digest
from incidents.model.sealed import Collected

SOURCE = "plan"
MOST_PLANNED = 5000
DEEPEST = 5
LONGEST_EXCERPT = 2000
_LISTS = ("phases", "groups", "suites", "tests", "commands", "steps")
_TARGETS = ("id", "test", "nodeid", "path", "file", "suite", "name", "title")
_GROUP_NAMES = ("name", "phase", "title", "id", "suite")
_COMMANDS = ("command", "cmd")
_CATEGORIES = ("category", "kind", "type")
_PRIORITIES = ("priority", "level")
_ENVIRONMENTS = ("environment", "env")
_MOMENTS = ("at", "planned_at", "created_at", "date")
_FLAGS = ("required", "optional")
_KNOWN = {*_LISTS, *_TARGETS, *_GROUP_NAMES, *_COMMANDS, *_CATEGORIES, *_PRIORITIES, *_ENVIRONMENTS, *_MOMENTS, *_FLAGS}


class PlannedTests:
    """Reads plans: texts or objects, in a list, under `tests` and the like, or in groups that may hold groups."""

    name: ClassVar[str] = SOURCE

    def survey(self, ask: Ask) -> tuple[str, ...]:
        """A line for each glob."""
        return _PLANS.survey(ask)

    def collect(self, ask: Ask) -> Collected:
        """One record for each test, suite or command that the plan names."""
        return _PLANS.collect(ask)


@dataclass(frozen=True)
class _Around:
    """What the groups around an entry say, for the entries that do not say it themselves."""

    phases: tuple[str, ...] = ()
    category: str | None = None
    priority: str | None = None
    required: bool | None = None
    environment: str | None = None
    at: Instant | None = None


@dataclass(frozen=True)
class _Entry:
    """One entry of a plan where it stands, so many groups deep."""

    file: str
    where: str
    content: JsonObject
    around: _Around
    depth: int = 0


def _planned(ask: Ask, records: list[tuple[Place, JsonObject]], tally: ProblemTally) -> list[AnyEvidence]:
    found: dict[str, AnyEvidence] = {}
    for place, record in records:
        for entry in _entries(ask, _Entry(place.file, str(place), record, _Around()), tally):
            planned = _planned_test(ask, entry)
            if planned is None:
                tally.add("parts of a plan without a test, a path or a command", entry.where)
            elif len(found) == MOST_PLANNED:
                tally.add(f"tests beyond the first {MOST_PLANNED} of a plan", entry.where)
            elif found.setdefault(planned.id, planned) is not planned:
                tally.add("tests planned twice", entry.where)
    return list(found.values())


def _entries(ask: Ask, entry: _Entry, tally: ProblemTally) -> Iterator[_Entry]:
    """The entry itself, or those of the lists that it holds, in their order."""
    lists = [(key, entry.content[key]) for key in _LISTS if isinstance(entry.content.get(key), list)]
    around = _around(ask, entry, tally)
    for key in sorted(entry.content.keys() - _KNOWN):
        words = f"{entry.where}: {ask.redactor.redact(key)[:100]}"
        tally.add("keys that were not understood and stand in the excerpt alone", words)
    if not lists:
        yield replace(entry, around=around)
        return
    if not any(held for _, held in lists):
        tally.add("groups of a plan that are empty", entry.where)
    name = words_of(ask, entry.content, *_GROUP_NAMES)
    inner = replace(around, phases=(*around.phases, name) if name else around.phases)
    for key, held in lists:
        for number, each in enumerate(held if isinstance(held, list) else (), start=1):
            where = f"{entry.where}, {key} {number}"
            content = {"test": each} if isinstance(each, str) else each
            if not isinstance(content, dict):
                tally.add("parts of a plan that are neither a text nor an object", where)
            elif entry.depth == DEEPEST:
                tally.add(f"groups of a plan deeper than {DEEPEST}, left out", where)
            else:
                yield from _entries(ask, _Entry(entry.file, where, content, inner, entry.depth + 1), tally)


def _around(ask: Ask, entry: _Entry, tally: ProblemTally) -> _Around:
    content, outer = entry.content, entry.around
    when = first_of(content, *_MOMENTS)
    at = moment(when)
    if when is not None and at is None:
        tally.add("times without a zone", entry.where)
    return _Around(
        phases=outer.phases,
        category=words_of(ask, content, *_CATEGORIES) or outer.category,
        priority=words_of(ask, content, *_PRIORITIES) or outer.priority,
        required=_required(content, outer.required),
        environment=words_of(ask, content, *_ENVIRONMENTS) or outer.environment,
        at=at or outer.at,
    )


def _required(content: JsonObject, outer: bool | None) -> bool | None:
    required, optional = content.get("required"), content.get("optional")
    if isinstance(required, bool):
        return required
    return not optional if isinstance(optional, bool) else outer


def _planned_test(ask: Ask, entry: _Entry) -> PlannedTest | None:
    content, around = entry.content, entry.around
    command = words_of(ask, content, *_COMMANDS)
    target = words_of(ask, content, *_TARGETS) or command
    if target is None:
        return None
    phase = " / ".join(around.phases) or None
    alone = text_of(content, "test") if content.keys() == {"test"} else None
    excerpt = ask.redactor.redact(alone if alone is not None else canonical(content))[:LONGEST_EXCERPT]
    identity = (entry.file, phase or "", target, command or "", around.environment or "")
    return PlannedTest(
        id=f"planned-{digest(*identity)}",
        at=around.at,
        source=SOURCE,
        locator=entry.where,
        excerpt=excerpt,
        target=target,
        command=command,
        phase=phase,
        category=around.category,
        priority=around.priority,
        required=around.required,
        environment=around.environment,
    )


_PLANS = RecordSource(SOURCE, "planned test", (), _planned, plain="test")
