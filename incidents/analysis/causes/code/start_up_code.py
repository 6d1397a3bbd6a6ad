"""Code that runs when a container starts, changed before a revision that never became ready.

Claims: the change brought the call that printed the last line before the platform gave up, or changed the module whose
logger printed it, or a function that frameworks call at the start. Refuted by a start of the same length before.
"""

import re
from collections.abc import Iterator, Sequence

from incidents.analysis.causes.ranking.traced_lines import same_file
from incidents.analysis.causes.tie import Tie
from incidents.analysis.course.symptom import LastLine, Symptom
from incidents.analysis.titles import quoted
from incidents.model.evidence import CodePlace, FileChange

NAME = "start-up-code"
_LITERAL = re.compile(r"\"((?:[^\"\\\n]|\\.){8,200})\"|'((?:[^'\\\n]|\\.){8,200})'|`([^`\n]{8,200})`")
_FILLED = re.compile(r"%[-+ #0-9.*]*[a-zA-Z]|\$?\{[^}]*\}")
_LOGGER = re.compile(r"(?<![\w./:-])[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)+(?![\w/:-])")
_SHORTEST = 8
# What Django, FastAPI, Flask, Express, NestJS, Spring, Go, Rails and their kind call before the first request.
_HOOKS = re.compile(
    r"ready|lifespan|(?:on_?)?start_?up|init|main|bootstrap|on_?module_?init|on_?application_?bootstrap|create_?app|"
    r"register|configure|application|start|serve|run",
    re.IGNORECASE,
)
_MARKS = re.compile(
    r"@PostConstruct\b|\bon_event\(\s*['\"]startup|\bCommandLineRunner\b|\bApplicationRunner\b|\bApplicationReadyEvent\b|"
    r"\blifespan\b|\bdef ready\(self\)|\bfunc init\(\)|\bonModuleInit\b|\bonApplicationBootstrap\b"
)
_ENTRY = re.compile(r"(?:^|/)(?:main|app|application|server|index|wsgi|asgi|__main__|start|boot)\.\w+$", re.IGNORECASE)


def ties(changes: Sequence[FileChange], symptom: Symptom) -> list[Tie]:
    if symptom.start_up is None:
        return []
    code = [each for each in changes if each.path_class == "production"]
    return [tie for each in code if (tie := _tie(each, symptom.start_up)) is not None]


def _tie(change: FileChange, lines: Sequence[LastLine]) -> Tie | None:
    for place, line in enumerate(lines):
        printed = next((each for each in _printed(change) if each in line.text), None)
        told = f"the call that prints `{printed}`" if printed else _around(change, line.printed_by)
        if told is not None:
            when = "the last line" if not place else "among the last lines"
            what = quoted(line.text) if line.times == 1 else f"one like {quoted(line.text)}"
            how = f"{what} is {when} that the revision logged before the platform gave up, and no start went further"
            how += f"; it logged {line.pace}" if line.pace else ""
            did = f"changes the code around {told} in {change.path}"
            return Tie(NAME, 0.5 if place else 0.85, did, how, (change.id, line.record), strong=not place)
    logger = next(
        (name for line in lines[:1] for name in _LOGGER.findall(line.text) if _is_of(name, change.path)), None
    )
    if logger is not None:
        how = f"its logger, `{logger}`, printed the last line before the platform gave up"
        return Tie(NAME, 0.5, f"changes {change.path}", how, (change.id, lines[0].record))
    hook, how = _hook(change), "it runs before the container is ready"
    return Tie(NAME, 0.45, f"changes {hook} in {change.path}", how, (change.id,)) if hook else None


def _around(change: FileChange, place: CodePlace | None) -> str | None:
    """The function that prints the line, where the change is in it."""
    if place is None or not same_file(place.file, change.path):
        return None
    name = place.function.rpartition(".")[2]
    return (
        f"`{name}`, which prints what was logged last,"
        if any(each.rpartition(".")[2] == name for each in change.functions)
        else None
    )


def _printed(change: FileChange) -> Iterator[str]:
    """The fixed parts of the texts within the changed hunks that the new version holds, the longest of each."""
    for hunk in change.hunks:
        lines = hunk.text.split("\n")
        if not any(line[:1] in ("+", "-") for line in lines):
            continue
        for match in _LITERAL.finditer("\n".join(line[1:] for line in lines if line[:1] != "-")):
            parts = _FILLED.split(next(each for each in match.groups() if each))
            fixed = max((part.strip() for part in parts), key=len)
            if len(fixed) >= _SHORTEST and " " in fixed:
                yield fixed


def _is_of(logger: str, path: str) -> bool:
    stem = path.rpartition(".")[0]
    module = logger.replace(".", "/")
    return stem == module or stem.endswith(f"/{module}")


def _hook(change: FileChange) -> str | None:
    named = next((each for each in change.functions if _HOOKS.fullmatch(each.rpartition(".")[2])), None)
    if named is not None:
        return f"`{named}`"
    added = "\n".join(line for hunk in change.hunks for line in hunk.text.split("\n") if line.startswith("+"))
    marked = _MARKS.search(added)
    if marked is not None:
        return f"`{marked.group(0)}`"
    return (
        "what the entry module does at once" if "<module>" in change.functions and _ENTRY.search(change.path) else None
    )
