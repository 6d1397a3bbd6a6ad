"""What the files of a stack import, by the names that their code uses."""

import re
from collections.abc import Iterator
from itertools import islice

from collectors.logs.source_templates.leading_calls import CodeFiles
from incidents.model.evidence import Frame, ImportedName

_FILES = 2
_MOST = 60
_LONGEST = 100_000
_PYTHON = re.compile(
    r"^[ \t]*(?:from[ \t]+([A-Za-z_][\w.]*)[ \t]+import[ \t]+(?:\(([^)]{1,2000})\)|([^\n(]{1,500}))|"
    r"import[ \t]+([A-Za-z_][^\n]{0,300}))",
    re.MULTILINE,
)
_SCRIPT = re.compile(
    r"\bimport\s+([\w$*{][^;'\"]{0,1000}?)\sfrom\s+['\"]([^'\"\n.][^'\"\n]*)['\"]|"
    r"\b(?:const|let|var)\s+(\{[^}=]{1,1000}\}|[\w$]+)\s*=\s*require\(\s*['\"]([^'\"\n.][^'\"\n]*)['\"]"
)
_CLASSES = re.compile(
    r"^[ \t]*(?:import[ \t]+(?:static[ \t]+)?|use[ \t]+)([A-Za-z_]\w*(?:[.\\]\w+)+)(?:[ \t]+as[ \t]+(\w+))?",
    re.MULTILINE,
)
_GO = re.compile(
    r"^[ \t]*(?:import[ \t]+)?(?:([A-Za-z_]\w*)[ \t]+)?\"([\w-]+\.[\w.~-]+/[\w./~-]+)\"[ \t]*\r?$", re.MULTILINE
)
_VERSIONED = re.compile(r"/v\d+$")
_SCRIPTS = (".js", ".mjs", ".cjs", ".jsx", ".ts", ".tsx", ".mts", ".cts")


def imported_names(frames: tuple[Frame, ...], code: CodeFiles) -> tuple[ImportedName, ...]:
    """Of the files of the deepest frames that lie in this code; relative imports are code of the same service."""
    placed = dict.fromkeys(path for path, _ in code.placed(frames))
    found: dict[ImportedName, None] = {}
    for path in islice(placed, _FILES):
        for name, source in _imports(path, "\n".join(code.lines(path))[:_LONGEST]):
            found.setdefault(ImportedName(file=path, name=name, source=source))
    return tuple(found)[:_MOST]


def _imports(path: str, text: str) -> Iterator[tuple[str, str]]:
    if path.endswith(".py"):
        yield from _of_python(text)
    elif path.endswith(_SCRIPTS):
        for match in _SCRIPT.finditer(text):
            names, source = match[1] or match[3], match[2] or match[4]
            yield from ((name, source) for name in _bound(re.sub(r"[{}*]", ",", names)))
    elif path.endswith(".go"):
        for match in _GO.finditer(text):
            yield match[1] or _VERSIONED.sub("", match[2]).rpartition("/")[2], match[2]
    elif path.endswith((".java", ".kt", ".scala", ".php")):
        for match in _CLASSES.finditer(text):
            yield match[2] or re.split(r"[.\\]", match[1])[-1], match[1]


def _of_python(text: str) -> Iterator[tuple[str, str]]:
    for match in _PYTHON.finditer(text):
        if match[1]:
            yield from ((name, match[1]) for name in _bound(match[2] or match[3]))
            continue
        for part in match[4].split(","):
            source, _, name = part.strip().partition(" as ")
            if source:
                yield name.strip() or source.partition(".")[0], source


def _bound(names: str) -> Iterator[str]:
    """The names in a list of imports as the code uses them."""
    for part in names.replace("\\", " ").split(","):
        words = re.findall(r"[\w$]+", part.replace(":", " as "))
        if words and words[-1] not in ("as", "type"):
            yield words[-1]
