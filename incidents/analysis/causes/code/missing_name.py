"""A name that the code looks up and that the change took away, or began to look up.

Claims: the failure says that an attribute, key, field, column or name is missing, and the change removed a line that
gives it or added one that uses it. Refuted by the same message before the change, or by another change of the name.
"""

import re
from collections.abc import Sequence
from functools import lru_cache

from incidents.analysis.causes.ranking.named import changed_lines, whole
from incidents.analysis.causes.tie import Tie
from incidents.analysis.course.symptom import Symptom
from incidents.model.evidence import FileChange

NAME = "missing-name"
_OF_NOTHING = "attribute of nothing"
_NAME = r"[\"'`](\w+)[\"'`]"
_VARIABLE = r"[\"'`]?([A-Z][A-Z0-9_]{2,})[\"'`]?"
_MISSING = (
    (
        _OF_NOTHING,
        rf"'NoneType' object has no attribute {_NAME}|Cannot read propert(?:y|ies) of \w+ \(reading {_NAME}\)",
    ),
    (
        _OF_NOTHING,
        r"Cannot read propert(?:y|ies) ['\"](\w+)['\"] of (?:undefined|null)|undefined method [`'](\w+[?!]?)' for nil",
    ),
    ("attribute", rf"(?<!'NoneType' object) has no attribute {_NAME}"),
    (
        "method",
        r"undefined method [`'\"](\w+[?!]?)['\"`](?! for nil)|\b(\w+) is not a function",
    ),
    ("method", r"NoSuchMethodError: .{0,300}\b(\w+)\("),
    (
        "key",
        rf"\bKeyError: ['\"]([^'\"\n]{{1,80}})['\"]|key not found: :?[\"']?(\w+)|Undefined (?:array )?key:? {_NAME}",
    ),
    ("name", rf"name {_NAME} is not defined|\b(\w+) is not defined\b|undefined: (\w+)"),
    (
        "field",
        rf"(?i:unknown|missing|required|unexpected)(?i: required| keyword)? (?i:field|argument|property):? {_NAME}",
    ),
    (
        "column",
        r"(?i)column ['\"`]?([\w.]+)['\"`]? (?:of relation \S+ )?does not exist|no such column: ([\w.]+)",
    ),
    (
        "column",
        r"(?i)unknown column ['\"`]?([\w.]+)",
    ),
    ("table", r"(?i)(?:relation|table) ['\"`]([\w.]+)['\"`] does(?: not|n't) exist|no such table: ([\w.]+)"),
    ("environment variable", rf"(?i:environment variable|env var) {_VARIABLE} (?i:is )?(?i:not set|missing|required)"),
    ("environment variable", rf"(?i:missing) (?i:required )?(?i:environment variable|env var):? {_VARIABLE}"),
)


# The same message is read for each commit.
@lru_cache(maxsize=8)
def missing_names(message: str) -> tuple[tuple[str, str], ...]:
    """What the message says is missing: kinds and names, each once, in the order of the rules."""
    found: dict[tuple[str, str], None] = {}
    for kind, pattern in _MISSING:
        for match in re.finditer(pattern, message):
            name = next((each for each in match.groups() if each), "").rpartition(".")[2]
            if name:
                found.setdefault((kind, name))
    return tuple(found)


def ties(changes: Sequence[FileChange], symptom: Symptom) -> list[Tie]:
    missing = missing_names(symptom.message)
    return [
        _tie(change, kind, name) for change in changes for kind, name in missing if whole(name, changed_lines(change))
    ]


def _tie(change: FileChange, kind: str, name: str) -> Tie:
    """Of nothing no name can be read: then only who reads it there is told, and not what is missing."""
    lines = [line for line in changed_lines(change).split("\n") if whole(name, line)]
    taken = any(line.startswith("-") for line in lines)
    added = any(line.startswith("+") for line in lines)
    how = f"the code looks up the {kind} `{name}`, which is {'not' if added else 'no longer'} there"
    if kind == _OF_NOTHING:
        how = f"the code reads `{name}` of something that is not there itself"
    if taken and added:
        did = f"changes lines with `{name}` in {change.path}"
    else:
        did = f"takes `{name}` out of {change.path}" if taken else f"adds lines with `{name}` to {change.path}"
    strong = added or kind != _OF_NOTHING
    weight = 0.5 if not strong else 0.9 if taken and kind != _OF_NOTHING else 0.8
    return Tie(rule=NAME, weight=weight, did=did, how=how, cites=(change.id,), strong=strong)
