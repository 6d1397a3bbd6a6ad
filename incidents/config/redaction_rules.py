"""The team's own secrets: `[redaction]`."""

import re
import string
import warnings

from incidents.config.config import RedactionRule
from incidents.config.section import Section
from incidents.config.wording import dotted, quoted

_NAME = re.compile(r"[a-z][a-z0-9-]{0,39}")
_SAMPLES = ("", "a", f" {string.printable} ")


def read_redaction(root: Section) -> tuple[RedactionRule, ...]:
    """The rules in the order of the file: the first that matches names the placeholder."""
    section = root.section("redaction")
    rules = []
    first: dict[str, str] = {}
    for table in section.sections("rules"):
        name = table.required("name", "badge")
        pattern = table.required("pattern", "BDG-[0-9]{6}")
        table.close()
        if name is not None and not _NAME.fullmatch(name):
            table.faults.wrong(table.at("name"), name, 'a short name such as "badge": small letters, digits, dashes')
        elif name is not None and name in first:
            table.faults.add(table.at("name"), f'the rule "{name}" is named here and at {first[name]}: keep one')
        elif name is not None:
            first[name] = table.faults.where(table.at("name"))
        fault = _fault_of(pattern) if pattern is not None else None
        if fault:
            table.faults.add(table.at("pattern"), f"`{dotted(table.at('pattern'))}` {quoted(pattern or '')} {fault}")
        elif name is not None and pattern is not None:
            rules.append(RedactionRule(name=name, pattern=pattern))
    section.close()
    return tuple(rules)


def _fault_of(pattern: str) -> str | None:
    try:
        with warnings.catch_warnings():  # "possible nested set" is said of patterns that work
            warnings.simplefilter("ignore")
            compiled = re.compile(pattern)
    except (re.error, RecursionError, OverflowError) as error:
        return f"is no regular expression ({error}): correct it"
    if any(found.start() == found.end() for sample in _SAMPLES for found in compiled.finditer(sample)):
        return "matches an empty text, which is no secret: make it match at least one character"
    return None
