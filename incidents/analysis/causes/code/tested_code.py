"""The code that a failed test is about, by the names of both.

Claims: the test's file is called after the changed file, or its name spells a function that the change changed. Refuted
by a pass of the same test with the change; a failed comparison does not tell which side is right. Data that shares its
name with the test may be read by any code, and ties by nothing else than that name.
"""

import re
from collections.abc import Iterator, Sequence

from incidents.analysis.causes.code import changed_data
from incidents.analysis.causes.tie import Tie
from incidents.analysis.course.symptom import Symptom
from incidents.model.evidence import FileChange

NAME = "tested-code"
_OF_A_TEST = re.compile(r"^(?:test[_-])|(?:[_.-](?:tests?|spec)|Tests?|Spec|IT)$")
_DEFINES = re.compile(
    r"^\s*(?:export\s+|default\s+|public\s+|private\s+|protected\s+|static\s+|async\s+|override\s+)*"
    r"(?:def|function\*?|func(?:\s*\([^)]*\))?|fun|fn)\s+(\w+)|^\s*(?:export\s+)?(?:const|let|var)\s+(\w+)\s*=.*=>"
)
_NO_CODE = re.compile(r"\s*(?://|#|/?\*|\"\"\"|'''|$)")
_SHORTEST, _TELLING = 5, 8


def ties(changes: Sequence[FileChange], symptom: Symptom) -> list[Tie]:
    """By the function that the test names where there is one, else by the file."""
    if not symptom.tests:
        return []
    code = [each for each in changes if each.path_class == "production" and not changed_data.DATA.search(each.path)]
    return [tie for each in code if (tie := _tie(each, symptom.tests)) is not None]


def _tie(change: FileChange, tests: Sequence[str]) -> Tie | None:
    file = next((test for test in tests if _stem(test.partition("::")[0]) == _stem(change.path)), None)
    if file is None:
        return None
    name = next((each for each in _changed(change) if any(_spells(test, each) for test in tests)), None)
    if name is not None:
        how = f"the failing test, of the file that is called after this one, names `{name}`"
        told = len(_words(name).split()) > 1 or len(name) >= _TELLING
        return Tie(NAME, 0.5, f"changes `{name}` in {change.path}", how, (change.id,), strong=told)
    how = f"the failing test is of the file that is called after it, {file.partition('::')[0]}"
    return Tie(NAME, 0.3, f"changes {change.path}", how, (change.id,))


def _stem(path: str) -> str:
    name = path.rpartition("/")[2].partition(".")[0] if not path.endswith((".py", ".go")) else path.rpartition("/")[2]
    return _OF_A_TEST.sub("", name.removesuffix(".py").removesuffix(".go")).lower()


def _changed(change: FileChange) -> Iterator[str]:
    """The functions whose code a changed line is of; what stands beside a hunk was not changed."""
    for hunk in change.hunks:
        match = _DEFINES.match(hunk.section)
        inside = (match[1] or match[2]) if match else None
        for line in hunk.text.split("\n"):
            match = _DEFINES.match(line[1:])
            inside = (match[1] or match[2]) if match else inside
            if inside and line[:1] in ("+", "-") and not _NO_CODE.match(line[1:]):
                yield inside


def _spells(test: str, name: str) -> bool:
    """Whether the test's name holds the function's words one after another, however either is written."""
    return len(name) >= _SHORTEST and _words(name) in _words(test.partition("::")[2])


def _words(name: str) -> str:
    return f" {' '.join(re.findall(r'[a-z0-9]+', re.sub(r'(?<=[a-z0-9])(?=[A-Z])', ' ', name).lower()))} "
