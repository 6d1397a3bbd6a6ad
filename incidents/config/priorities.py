"""The rubric of priorities, and the priorities that authors gave themselves: `[priority]`."""

import re
from collections.abc import Iterable
from typing import NamedTuple, cast, get_args

from incidents.config.declared import declaration, declaration_id
from incidents.config.section import Section
from incidents.config.wording import dotted, quoted
from incidents.model.evidence import Declaration
from incidents.model.finding import Level
from incidents.model.policy import RUBRIC, Override, Row, RubricRow

_ROWS = tuple(each.row for each in RUBRIC)
_LEVELS: tuple[Level, ...] = get_args(Level)
_FINDING = re.compile(r"finding-[0-9a-f]{4,64}")


class Priorities(NamedTuple):
    """The rows in the order in which they are tried, the overrides by finding, and the lines that declare both."""

    rubric: tuple[RubricRow, ...]
    overrides: tuple[Override, ...]
    declarations: tuple[Declaration, ...]


def read_priorities(root: Section) -> Priorities:
    section = root.section("priority")
    order = _order(section)
    levels, lines = _levels(section.section("levels"))
    given = {each.row: each for each in levels}
    ordered = {row: declaration_id(section.at("order")) if order else None for row in order or _ROWS}
    if order:
        lines.append(declaration(section.faults.file, section.at("order"), ", ".join(order)))
    usual = {each.row: each.level for each in RUBRIC}
    rubric = (given.get(row, RubricRow(row=row, level=usual[row], declared=cite)) for row, cite in ordered.items())
    overrides = tuple(_overrides(section.section("findings"), lines))
    section.close()
    return Priorities(tuple(rubric), overrides, tuple(lines))


def _order(section: Section) -> tuple[Row, ...]:
    """Every row once; nothing where it is absent or wrong."""
    given = section.values.get("order")
    texts = [text for _, text in section.texts("order", "A")]
    if not isinstance(given, list) or len(texts) < len(given):
        return ()
    if sorted(texts) == sorted(_ROWS):
        return tuple(cast("list[Row]", texts))
    key = section.at("order")
    strange = [text for text in texts if text not in _ROWS]
    twice = sorted({text for text in texts if texts.count(text) > 1})
    missing = [row for row in _ROWS if row not in texts]
    wrong = [f"no row is called {', '.join(map(quoted, strange))}"] if strange else []
    wrong += [f"given twice: {', '.join(twice)}"] if twice else []
    wrong += [f"missing: {', '.join(missing)}"] if missing else []
    wanted = f"it must name each of the rows {', '.join(_ROWS)} once"
    section.faults.add(key, f"`{dotted(key)}`: {'; '.join(wrong)}; {wanted}")
    return ()


def _levels(section: Section) -> tuple[list[RubricRow], list[Declaration]]:
    rows, lines = [], []
    for row in _ROWS:
        level = section.choice(row, _LEVELS)
        if level is not None:
            key = section.at(row)
            rows.append(RubricRow(row=row, level=cast("Level", level), declared=declaration_id(key)))
            lines.append(declaration(section.faults.file, key, level))
    section.close()
    return rows, lines


def _overrides(section: Section, lines: list[Declaration]) -> Iterable[Override]:
    """Each a table named after the finding; one without a reason is refused."""
    for name in sorted(section.values):
        table = section.section(name)
        if not _FINDING.fullmatch(name):
            sentence = f"`{dotted(table.key)}` names no finding: write its id as `incident show` prints it"
            section.faults.add(table.key, f"{sentence}, such as finding-0a1b2c3d4e5f")
            continue
        if not isinstance(section.values[name], dict):
            continue  # nothing in it is missing: it is no table at all
        level = table.choice("level", _LEVELS) if table.required("level", "P1") is not None else None
        reason = table.required("reason", "the vendor has confirmed it, #311")
        if level is not None and reason is not None:
            key = table.at("level")
            lines.append(declaration(section.faults.file, key, f"{level}: {reason}"))
            yield Override(finding=name, level=cast("Level", level), reason=reason, declared=declaration_id(key))
        table.close()
