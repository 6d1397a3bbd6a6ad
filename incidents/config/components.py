"""The parts of the product and what each is worth, from `[components.*]` and the short form `[business_value]`."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from incidents.config.declared import declaration, declaration_id
from incidents.config.faults import Faults
from incidents.config.relative_paths import fault_of, tidy
from incidents.config.section import Section
from incidents.config.toml_lines import Key
from incidents.config.wording import dotted, quoted
from incidents.config.worth import Worth, read_worth
from incidents.model.evidence import Declaration
from incidents.model.policy import Component, Money

_EXAMPLE = "$500K+ ARR"
_NOTHING = Worth(None, None)


@dataclass(frozen=True)
class _Entry:
    """What one table, or one line of the short form, says of a component."""

    name: str
    key: Key
    value_key: Key
    value: str | None = None
    worth: Worth = _NOTHING
    owner: str | None = None
    dated: str | None = None
    tier: int | None = None
    paths: tuple[str, ...] = ()
    routes: tuple[str, ...] = ()


def read_components(root: Section, faults: Faults) -> tuple[tuple[Component, ...], tuple[Declaration, ...]]:
    """Every component by name, and the lines that declare them."""
    entries = [*_tables(root.section("components")), *_short_form(root.section("business_value"))]
    entries.sort(key=lambda entry: faults.file.lines.line(entry.value_key))
    groups: dict[str, list[_Entry]] = {}
    for entry in entries:
        groups.setdefault(re.sub(r"[-_\s]", "", entry.name).casefold(), []).append(entry)
    for group in groups.values():
        _refuse_contradictions(group, faults)
    components = sorted((_merged(group) for group in groups.values()), key=lambda each: each.name)
    lines = (line for group in groups.values() for line in _declarations(group, faults))
    return tuple(components), tuple(lines)


def _tables(section: Section) -> Iterable[_Entry]:
    for name in section.values:
        value = section.values[name]
        if isinstance(value, str):
            section.take(name)
            sentence = f"`{dotted(section.at(name))}` is a text: write [{dotted(section.at(name))}] and value = ..."
            section.faults.add(section.at(name), f"{sentence} below it, or put the line under [business_value]")
            continue
        table = section.section(name)
        text = table.text("value", _EXAMPLE)
        yield _Entry(
            name=_checked_name(name, table.key, section.faults),
            key=table.key,
            value_key=table.at("value") if text else table.key,
            value=text,
            worth=_worth(text, table.at("value"), section.faults),
            owner=table.text("owner", "payments team"),
            dated=_date(table),
            tier=table.whole("tier", 1, 3),
            paths=tuple(_paths(table)),
            routes=tuple(route for _, route in table.texts("routes", "/checkout*")),
        )
        table.close()


def _short_form(section: Section) -> Iterable[_Entry]:
    for name in section.values:
        text = section.text(name, _EXAMPLE)
        key = section.at(name)
        if text:
            checked = _checked_name(name, key, section.faults)
            yield _Entry(checked, key=key, value_key=key, value=text, worth=_worth(text, key, section.faults))


def _checked_name(name: str, key: Key, faults: Faults) -> str:
    if not name.strip() or not name.isprintable():
        faults.add(key, f"`{dotted(key)}` names no component: use letters, as in [components.checkout]")
    return name


def _worth(text: str | None, key: Key, faults: Faults) -> Worth:
    try:
        return read_worth(text) if text else _NOTHING
    except ValueError as error:
        faults.add(key, f"`{dotted(key)}` {error}")
        return _NOTHING


def _date(table: Section) -> str | None:
    value = table.take("date")
    if isinstance(value, date) and not isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, str):
        try:
            return date.fromisoformat(value).isoformat()
        except ValueError:
            pass
    if value is not None:
        table.faults.wrong(table.at("date"), value, "a day such as 2026-01-10")
    return None


def _paths(table: Section) -> Iterable[str]:
    for key, path in table.texts("paths", "checkout/"):
        if fault := fault_of(path, glob=False):
            table.faults.add(key, f"`{dotted(key)}` {quoted(path)} {fault}")
        elif tidy(path) == ".":
            table.faults.add(key, f"`{dotted(key)}` names everything: leave it out, or name a part")
        else:
            yield tidy(path)


def _refuse_contradictions(group: list[_Entry], faults: Faults) -> None:
    """Note each line that says otherwise than an earlier one of the same component."""
    for at, other in enumerate(group):
        earlier = next((each for each in group[:at] if _differ(each.worth.money, other.worth.money)), None)
        if earlier and earlier.worth.money and other.worth.money:
            here = quoted(other.worth.money.text)
            there = f"{quoted(earlier.worth.money.text)} at {faults.where(earlier.value_key)}"
            faults.add(other.value_key, f"the component `{other.name}` is worth {here} here and {there}: keep one")
    for name in ("tier", "owner", "dated"):
        stated = [entry for entry in group if getattr(entry, name) is not None]
        for other in stated[1:]:
            if getattr(other, name) != getattr(stated[0], name):
                key = "date" if name == "dated" else name
                there = faults.where((*stated[0].key, key))
                sentence = f"the component `{other.name}` has another `{key}` here than at {there}: keep one"
                faults.add((*other.key, key), sentence)


def _differ(one: Money | None, other: Money | None) -> bool:
    """Whether two amounts cannot both hold; an amount without a currency fits every currency."""
    if one is None or other is None:
        return False
    return one.per_year != other.per_year or len({one.currency, other.currency} - {""}) > 1


def _merged(group: list[_Entry]) -> Component:
    """One component of all that is said of it, under the name it has first."""
    amounts = _amounts(group)
    notes = dict.fromkeys(entry.worth.note for entry in group if entry.worth.note)
    return Component(
        name=group[0].name,
        tier=next((entry.tier for entry in group if entry.tier), 2),
        value=amounts[0].worth.money if amounts else None,
        note="; ".join(notes) or None,
        owner=_owner(group),
        dated=next((entry.dated for entry in group if entry.dated), None),
        paths=tuple(dict.fromkeys(path for entry in group for path in entry.paths)),
        routes=tuple(dict.fromkeys(route for entry in group for route in entry.routes)),
        declared=declaration_id(_declaring(group)),
    )


def _amounts(group: list[_Entry]) -> list[_Entry]:
    """The entries with an amount, one that names a currency first."""
    return sorted((entry for entry in group if entry.worth.money), key=lambda entry: not _currency(entry))


def _currency(entry: _Entry) -> str:
    return entry.worth.money.currency if entry.worth.money else ""


def _owner(group: list[_Entry]) -> str | None:
    return next((entry.owner for entry in group if entry.owner), None)


def _declaring(group: list[_Entry]) -> Key:
    """The line to cite: the amount, or else another value, the tier, the table itself."""
    amounts = [entry.value_key for entry in _amounts(group)]
    values = [entry.value_key for entry in group if entry.value]
    tiers = [(*entry.key, "tier") for entry in group if entry.tier]
    return next(iter((*amounts, *values, *tiers)), group[0].key)


def _declarations(group: list[_Entry], faults: Faults) -> Iterable[Declaration]:
    owner = _owner(group)
    for entry in group:
        if entry.value:
            yield declaration(faults.file, entry.value_key, entry.value, owner)
        if entry.tier:
            yield declaration(faults.file, (*entry.key, "tier"), str(entry.tier), owner)
        if not entry.value and not entry.tier:
            yield declaration(faults.file, entry.key, "", owner)
