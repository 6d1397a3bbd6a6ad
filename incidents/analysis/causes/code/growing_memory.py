"""Something that is kept and never let go, added before what holds it ran full.

Claims: memory, files or the like ran out, and the change adds a container that only grows or a cache without a bound,
takes a bound or a release out, or reads everything at once. Refuted by use that stays level.
"""

import re
from collections.abc import Iterator, Sequence

from incidents.analysis.causes.code.telling_lines import TellingLines
from incidents.analysis.causes.tie import Tie
from incidents.analysis.course.running_full import FULL
from incidents.analysis.course.symptom import Symptom
from incidents.model.evidence import FileChange

NAME = "growing-memory"
_EMPTY = (
    r"(?:\{\}|\[\]|dict\(\)|list\(\)|set\(\)|(?:collections\.)?(?:defaultdict|OrderedDict|Counter|deque)\([\w.]*\)|"
    r"new (?:Map|Set|Array|(?:Concurrent|Linked|Tree)?Hash(?:Map|Set)|ConcurrentDictionary|Dictionary|List|ArrayList)\b"
    r"[^;]*|make\(map\[[^;]*|map\[[^;{]*\{\}|Concurrent::Map\.new|Hash\.new|Array\.new)"
)
# What stands at the margin, or is static, lives as long as the process.
_AT_MARGIN = re.compile(
    r"^(?=\S)(?:(?:export |public |private |internal |static |final |readonly |const |let |var |lazy )*)"
    rf"(?:[\w.<>\[\], ?]+ )?[@$]*(?P<name>\w+)(?:\s*:\s*[^=\n]+)?\s*:?=\s*{_EMPTY};?\s*(?:#.*|//.*)?$"
)
_STATIC = re.compile(rf"^\s+(?:[\w<>\[\], ?]+ )?static [^=\n]*?(?P<name>\w+)\s*=\s*{_EMPTY}")
_UNBOUNDED = re.compile(r"@(?:functools\.)?cache\b|\blru_cache\(\s*(?:maxsize\s*=\s*)?None\b|@memoize\b", re.IGNORECASE)
_BOUND = re.compile(
    r"\b(?:max_?size|max_?len|max_?entries|maximumSize|max_?items|ttl|expire\w*|evict\w*|LRU\w*|TTLCache)\b"
    r"(?=\w*\s*[=:(])|"
    r"\.(?:close|clear|popitem|evict|dispose|release|shutdown|unsubscribe|removeListener)\(|\bdefer \w+\.Close\(\)|"
    r"\bwith (?:open|closing|\w+\.open)\(|\btry \(",
    re.IGNORECASE,
)
_PUTS = (
    r"(?:\[[^\]\n]+\]\s*=(?!=)|\s*<<|\s*\+=|\s*=\s*append\(|"
    r"\.(?:append|add|setdefault|update|extend|insert|push|set|put|Add|TryAdd|GetOrAdd|store|computeIfAbsent)\()"
)
_TAKES = r"\.(?:pop|popitem|popleft|clear|remove|discard|delete|shift|Remove|Clear|TryRemove|evict)\b"
_READS_ALL = TellingLines(
    name=NAME,
    added=re.compile(r"\bcache\[|\.read\(\)|\.readlines\(\)|\bfetchall\(\)|\.to_list\(\)|\breadFileSync\("),
    failure=FULL,
    how="what the change keeps in memory adds to what ran out",
)
_TEXT = re.compile(r"\"[^\"]*\"|'[^']*'|`[^`]*`")
_WEIGHT = 0.75
_LONGEST = 300
"""Characters of a line that is looked at; a longer one is written by no person."""
_RUNS = ("production", "config")


def ties(changes: Sequence[FileChange], symptom: Symptom) -> list[Tie]:
    """Strong where what is kept, or the bound that is gone, is seen in the change itself."""
    if not FULL.search(symptom.detail):
        return []
    code = [each for each in changes if each.path_class in _RUNS]
    kept = [(each, did) for each in code if (did := next(_keeps(each), None)) is not None]
    how = "what is kept and never let go adds up from each start on, until what holds it is full"
    found = [Tie(NAME, _WEIGHT, f"{did} in {each.path}", how, (each.id,), strong=True) for each, did in kept]
    return found or _READS_ALL.ties(changes, symptom)


def _keeps(change: FileChange) -> Iterator[str]:
    lines = [line for hunk in change.hunks for line in hunk.text.split("\n") if len(line) <= _LONGEST]
    added = [line[1:] for line in lines if line.startswith("+")]
    gone = [line[1:] for line in lines if line.startswith("-")]
    left = "\n".join(line[1:] for line in lines if not line.startswith("-"))
    for line in added:
        match = _AT_MARGIN.match(line) or _STATIC.match(line)
        if match and _only_grows(match["name"], left):
            yield f"adds `{match['name']}`, which is written to and never emptied,"
    for line in added:
        if (found := _UNBOUNDED.search(line)) and not any(_UNBOUNDED.search(each) for each in gone):
            yield f"adds `{found.group(0)}`, a cache without a bound,"
    yield from _lets_go_no_more(gone, "\n".join(added).lower(), whole_file=change.status == "deleted")


def _lets_go_no_more(gone: Sequence[str], added: str, *, whole_file: bool) -> Iterator[str]:
    """With the whole file goes what it kept, too; and what a message or a comment says bounds nothing."""
    for line in () if whole_file else gone:
        code = "" if line.lstrip().startswith(("#", "//")) else _TEXT.sub("", line)
        found = _BOUND.search(code)
        if found and found.group(0).lower() not in added:
            yield f"takes out `{found.group(0).strip()}`"


def _only_grows(name: str, text: str) -> bool:
    """Whether lines of the change put into it, and none takes out of it."""
    own = rf"(?<![\w.]){re.escape(name)}"
    taken = _says(own, _TAKES, text) or re.search(rf"\bdel(?:ete)?\b[ \t(]{{1,9}}{name}\b", text)
    return _says(own, _PUTS, text) and not taken


def _says(own: str, what: str, text: str) -> bool:
    return re.search(own + what, text) is not None
