"""One table of incident.toml, read key by key; what is wrong is noted with its line, and reading goes on."""

import math
from collections.abc import Mapping
from typing import Any

from incidents.config.faults import Faults
from incidents.config.toml_lines import Key
from incidents.config.wording import dotted, nearest, seen

TOP_KEYS = ("project", "region", "environment", "report_root", "fail_on")
SOURCE_KEYS = (
    "logs",
    "cloud_run",
    "tests",
    "coverage",
    "git",
    "issues",
    "probes",
    "metrics",
    "session",
    "plan",
    "context",
    "images",
)


class Section:
    """A table and the way to it. Every reader gives None, or nothing in it, where the value is absent or wrong."""

    def __init__(self, values: Mapping[str, Any], key: Key, faults: Faults) -> None:
        self.values = values
        self.key = key
        self.faults = faults
        self._known: set[str] = set()
        self._missing: dict[str, str] = {}

    def at(self, name: str) -> Key:
        return (*self.key, name)

    def text(self, name: str, example: str) -> str | None:
        value = self.take(name)
        if value is not None and not isinstance(value, str):
            self.faults.wrong(self.at(name), value, f'a text such as "{example}"')
            return None
        return None if value is None else self._clean(self.at(name), value, example)

    def required(self, name: str, example: str) -> str | None:
        if name not in self.values:
            inside = f" in [{dotted(self.key)}]" if self.key else ""
            self._missing[name] = f'`{name}` is missing{inside}: add {name} = "{example}"'
        return self.text(name, example)

    def choice(self, name: str, options: tuple[str, ...]) -> str | None:
        value = self.text(name, options[0])
        if value is None or value in options:
            return value
        near = nearest(value, options)
        expected = ", ".join(f'"{option}"' for option in options)
        self.faults.wrong(self.at(name), value, f"one of {expected}" + (f'. Did you mean "{near}"?' if near else ""))
        return None

    def texts(self, name: str, example: str) -> tuple[tuple[Key, str], ...]:
        """Each text of a list, with the way to it."""
        value = self.take(name)
        expected = f'a list of texts such as ["{example}"]'
        if value is not None and not isinstance(value, list):
            self.faults.wrong(self.at(name), value, expected)
            return ()
        texts = []
        for index, each in enumerate(value or ()):
            key = (*self.at(name), index)
            if not isinstance(each, str):
                self.faults.add(key, f"`{dotted(key)}` holds {seen(each)} and must be {expected}")
            elif clean := self._clean(key, each, example):
                texts.append((key, clean))
        return tuple(texts)

    def number(self, name: str) -> float | None:
        value = self.take(name)
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, int | float):
            self.faults.wrong(self.at(name), value, "a number such as 500; its unit belongs in the name")
        elif abs(value) > 1e300 or math.isnan(value):
            self.faults.wrong(self.at(name), value, "a finite number such as 500")
        else:
            return float(value)
        return None

    def whole(self, name: str, least: int, most: int) -> int | None:
        value = self.take(name)
        if value is None or (isinstance(value, int) and not isinstance(value, bool) and least <= value <= most):
            return value
        self.faults.wrong(self.at(name), value, f"a whole number from {least} to {most}")
        return None

    def flag(self, name: str) -> bool | None:
        value = self.take(name)
        if value is None or isinstance(value, bool):
            return value
        self.faults.wrong(self.at(name), value, "true or false")
        return None

    def section(self, name: str) -> "Section":
        """A table; an empty one where it is absent."""
        value = self.take(name)
        if value is not None and not isinstance(value, dict):
            self.faults.wrong(self.at(name), value, f"a table, written as [{dotted(self.at(name))}]")
            value = None
        return Section(value or {}, self.at(name), self.faults)

    def sections(self, name: str) -> tuple["Section", ...]:
        """The tables of a list."""
        value = self.take(name)
        if value is not None and not (isinstance(value, list) and all(isinstance(each, dict) for each in value)):
            self.faults.wrong(self.at(name), value, f"a list of tables, each written as [[{dotted(self.at(name))}]]")
            value = None
        return tuple(Section(each, (*self.at(name), index), self.faults) for index, each in enumerate(value or ()))

    def take(self, name: str) -> Any:  # noqa: ANN401 - a value of the file, whose type the caller decides upon
        """The value as it stands in the file; None where it is absent. The key counts as known from here on."""
        self._known.add(name)
        return self.values.get(name)

    def close(self) -> None:
        """Note every key that was not read, and every required one that is absent and not merely misspelt."""
        unknown = sorted(set(self.values) - self._known)
        for name in unknown:
            self.faults.add(self.at(name), f"`{dotted(self.at(name))}` is not a known key. {self._advice(name)}")
        misspelt = {nearest(name, self._known) for name in unknown}
        for name, sentence in self._missing.items():
            if name not in misspelt:
                self.faults.add(self.key, sentence)

    def _advice(self, name: str) -> str:
        if self.key and name in TOP_KEYS:
            return "It belongs at the top of the file, before the first [table]"
        if near := nearest(name, self._known):
            return f"Did you mean `{near}`?"
        if not self.key and name in SOURCE_KEYS:
            return f"Did you mean [sources.{name}]?"
        return f"Known here: {', '.join(sorted(self._known))}"

    def _clean(self, key: Key, value: str, example: str) -> str | None:
        if not value.strip():
            self.faults.add(key, f'`{dotted(key)}` is empty: fill it in, for example "{example}"')
            return None
        if any(ord(char) < 32 or 127 <= ord(char) < 160 for char in value):
            self.faults.wrong(key, value, "one line without control characters")
            return None
        return value
