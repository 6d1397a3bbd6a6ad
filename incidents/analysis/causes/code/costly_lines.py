"""Which lines of a change add work that blocks or is done for each item, or take out what bounded the work."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from incidents.model.evidence import FileChange

_BLOCKS = re.compile(
    r"(?<![\w.])(?:time\.)?sleep\(|\brequests\.(?:get|post|put|patch|delete|head|request|Session)\(|"
    r"\bhttpx\.(?:get|post|put|patch|delete|head|request|stream|Client)\(|\burlopen\(|\burllib3\.\w+\(|\.result\(\)|"
    r"\bsubprocess\.(?:run|call|check_call|check_output|Popen)\(|\bos\.system\(|\basyncio\.run\(|"
    r"\.run_until_complete\(|\bboto3\.\w+\(|\b(?:psycopg2?|pymysql|MySQLdb|sqlite3|pyodbc)\.connect\(|"
    r"\bopen\([^)]*\)\.read\(|\.read_(?:text|bytes)\("
)
_WAITS_ELSEWHERE = re.compile(
    r"\bThread\.sleep\b|\bawait sleep\b|\btime\.Sleep\(|\bThread\.Sleep\(|\busleep\(|"
    r"\b(?:exec|execFile|spawn|readFile|writeFile|readdir|stat)Sync\(|\bsetTimeout\(|\bTask\.Delay\(|"
    r"\.(?:GetAwaiter\(\)\.GetResult|join|Wait)\(\)|\bsynchronized\b|\.(?:Lock|RLock|lock|acquire)\(\)"
)
_RETRIES = re.compile(r"\b(?:max_)?(?:retr(?:y|ies)|backoff|attempts)\b\w*\s*[=:(]", re.IGNORECASE)
_ASKS = re.compile(r"\.(?:get|fetch\w*|query|execute|find\w*|load|select|first|read|request|send)\(|\bfetch\(")
_LOOP = re.compile(r"^\s*(?:async )?for\b.*[:{]\s*$|\.(?:forEach|map|each)\b.*[({|]\s*$|^\s*while\b")
_COMPREHENSION = re.compile(r"[\[({].*\bfor \w[\w, ]* in\b.*[\])}]")
_BOUNDS = re.compile(
    r"@?\b(?:functools\.)?(?:lru_cache|cached?|memoi[sz]e)\b|\b(?:create )?index\b|\blimit\b|\bpaginat\w+|"
    r"\bpage_size\b|\bselect_related\b|\bprefetch_related\b|\b(?:joined|selectin)load\b|\.includes\(|\.Include\(",
    re.IGNORECASE,
)
_HEAD = re.compile(r"^(?P<indent>\s*)(?P<async>async )?def (?P<name>\w+)")
_COMMENT = ("#", "//", "*", "--", "import ", "from ")
_LONGEST = 300
"""Characters of a line that is looked at; a longer one is written by no person."""


@dataclass(frozen=True)
class Costly:
    """`did` goes on with the path; `holds_all` tells that all that the process answers at the time waits."""

    did: str
    how: str
    holds_all: bool = False


@dataclass(frozen=True)
class _Line:
    """`function` is the definition around it, as far as the diff shows one."""

    sign: str
    text: str
    function: re.Match[str] | None
    looped: bool


def costly(change: FileChange) -> Costly | None:
    """What weighs most of it; a line that only moved is no work added."""
    lines = [line for hunk in change.hunks for line in _read(hunk.section, hunk.text)]
    added, gone = ([each for each in lines if each.sign == sign] for sign in "+-")
    before, after = {each.text.strip() for each in gone}, {each.text.strip() for each in added}
    added = [each for each in added if each.text.strip() not in before]
    gone = [each for each in gone if each.text.strip() not in after]
    python = change.path.endswith(".py")
    found = [*(_in_async(added) if python else ()), *_for_each(added), *_waits(added, gone), *_unbound(added, gone)]
    return found[0] if found else None


def _read(section: str, text: str) -> Iterator[_Line]:
    around: list[re.Match[str]] = [found] if (found := _HEAD.match(section)) else []
    loops: list[int] = []
    for raw in text.split("\n"):
        line = raw[1:]
        if not line.strip() or len(line) > _LONGEST or line.lstrip().startswith(_COMMENT):
            continue
        indent = len(line) - len(line.lstrip())
        around = [each for each in around if len(each["indent"]) < indent]
        loops = [each for each in loops if each < indent]
        head = _HEAD.match(line)
        yield _Line(raw[:1], line, around[-1] if around else None, bool(loops))
        if head:
            around.append(head)
            loops = []
        if raw[:1] != "-" and _LOOP.search(line):
            loops.append(indent)


def _in_async(added: list[_Line]) -> Iterator[Costly]:
    for each in added:
        found = _BLOCKS.search(each.text)
        awaited = found and re.search(r"\bawait\b|\bto_thread\b|\brun_in_executor\b", each.text)
        if found and not awaited and each.function and each.function["async"]:
            name = each.function["name"]
            did = f"adds `{found.group(0).strip()}`, which blocks, to the async function {name} in"
            yield Costly(did, "while it waits, the event loop of the process answers nothing else", holds_all=True)


def _for_each(added: list[_Line]) -> Iterator[Costly]:
    for each in added:
        found = _ASKS.search(each.text) or _BLOCKS.search(each.text)
        if found and (each.looped or (_COMPREHENSION.search(each.text) and "await" in each.text)):
            if found.group(0) == ".get(" and "await" not in each.text:
                continue  # Of a mapping, most often.
            yield Costly(f"adds `{found.group(0).strip()}` inside of a loop in", "it is asked once for each item")


def _waits(added: list[_Line], gone: list[_Line]) -> Iterator[Costly]:
    left = "\n".join(each.text for each in gone)
    for each in added:
        found = _BLOCKS.search(each.text) or _WAITS_ELSEWHERE.search(each.text) or _RETRIES.search(each.text)
        if found and found.group(0) not in left:
            yield Costly(f"adds `{found.group(0).strip()}` to", "the call waits, and what asked waits with it")


def _unbound(added: list[_Line], gone: list[_Line]) -> Iterator[Costly]:
    left = "\n".join(each.text for each in added).lower()
    for each in gone:
        found = _BOUNDS.search(each.text)
        if found and found.group(0).lower() not in left:
            yield Costly(f"takes out `{found.group(0).strip()}` in", "without it the same answer takes more work")
