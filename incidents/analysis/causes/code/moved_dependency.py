"""A dependency of another version, called by the last line of the application that ran.

Claims: the failure arose in a call into a package, or in a file that imports it, and the change moved the version of
that package. Strong only where the failure is of the kind that a changed interface gives: an argument, a method or a
name that the package does not have. Refuted by the same failure with the version of before, or by a change of the call
itself.
"""

import re
from collections.abc import Collection, Iterator, Sequence

from incidents.analysis.causes.code.manifest_lines import moved, moves
from incidents.analysis.causes.ranking.in_stack import own_frames
from incidents.analysis.causes.tie import Tie
from incidents.analysis.course.symptom import Symptom
from incidents.model.evidence import DependencyChange, FileChange, Frame, ImportedName

NAME = "moved-dependency"
IMPORTED = "moved-import"
_OTHER_INTERFACE = re.compile(
    r"unexpected keyword argument|missing \d+ required (?:positional|keyword)|takes (?:\d+|from \d+ to \d+) positional|"
    r"\b(?:module|type object) '[\w.]+' has no attribute|"
    r"'(?!NoneType|dict|list|str|int|tuple|bytes|float|bool|set\b)\w+' object has no attribute|cannot import name|"
    r"NoSuchMethodError|NoSuchFieldError|NoClassDefFoundError|AbstractMethodError|IncompatibleClassChangeError|"
    r"is not a (?:function|constructor)|[Uu]ndefined method|[Cc]all to undefined (?:method|function)"
)
_PACKAGE = re.compile(
    r"(?:site|dist)-packages/(?P<python>.+)|node_modules/(?P<node>(?:@[^/]+/)?[^/]+)/|"
    r"/pkg/mod/(?P<go>[^@]+)@|/gems/(?P<ruby>[\w-]+?)-\d|/vendor/(?P<php>[^/]+/[^/]+)/"
)
# What a package of another name brings: its import is not spelled as its distribution is.
_DISTRIBUTIONS = {
    "yaml": "pyyaml", "jwt": "pyjwt", "pil": "pillow", "cv2": "opencvpython", "sklearn": "scikitlearn",
    "bs4": "beautifulsoup4", "dateutil": "pythondateutil", "dotenv": "pythondotenv", "attr": "attrs",
    "jose": "pythonjose", "crypto": "pycryptodome", "psycopg2": "psycopg2binary", "multipart": "pythonmultipart",
    "docx": "pythondocx", "slugify": "pythonslugify", "openssl": "pyopenssl", "nacl": "pynacl", "grpc": "grpcio",
    "git": "gitpython", "mysqldb": "mysqlclient", "dns": "dnspython", "restframework": "djangorestframework",
    "googleapiclient": "googleapipythonclient", "fitz": "pymupdf", "zmq": "pyzmq", "ldap": "pythonldap",
}  # fmt: skip
_SHORTEST_PREFIX = 2


def ties(changes: Sequence[FileChange], symptom: Symptom) -> list[Tie]:
    pairs = [(change, each) for change in changes for each in moved(change)]
    if not pairs:
        return []
    called = {*_called(symptom), *_packages_of(_led_by(symptom), symptom)}
    classes = _classes(symptom)
    found = [_tie(*pair, symptom) for pair in pairs if _is_of(pair[1].name, called, classes)]
    if found:
        return found
    imported = set(_packages_of({each.name for each in _imports(symptom)}, symptom))
    sources = [each.source for each in _imports(symptom)]
    beside = (_beside(*pair, symptom) for pair in pairs if _is_of(pair[1].name, imported, sources))
    return [each for each in beside if each is not None]


def _imports(symptom: Symptom) -> list[ImportedName]:
    """Those of the file in which it went wrong."""
    last = symptom.imports[0].file if symptom.imports else ""
    return [each for each in symptom.imports if each.file == last]


def _led_by(symptom: Symptom) -> set[str]:
    """The names of which something is called on the last line, or for a value that goes into it."""
    last = symptom.led_by[0].file if symptom.led_by else ""
    calls = (each for each in symptom.led_by if each.file == last)
    return {re.split(r"\W+", each.receiver)[0] if each.receiver else each.name for each in calls}


def _packages_of(names: Collection[str], symptom: Symptom) -> Iterator[str]:
    """What the names are imported from; of a dotted name each beginning, for a namespace may be shared by packages."""
    for each in _imports(symptom):
        if each.name in names:
            apart = "/" if "/" in each.source else "."
            parts = each.source.split(apart)
            yield from (_plain(apart.join(parts[: count + 1])) for count in range(len(parts)))


def _called(symptom: Symptom) -> Iterator[str]:
    """The packages behind the last frame of the application, and the names that its line calls something of."""
    for stack in symptom.stacks:
        own = own_frames(stack)
        last = own[0] if own else None
        behind = stack[stack.index(last) + 1 :] if last else stack[-1:]
        yield from (name for frame in behind for name in _packages(frame))
        line = _line_of(last, symptom.detail) if last else ""
        yield from (_plain(name) for name in re.findall(r"(?<![\w.])([A-Za-z_]\w*)\.", line))


def _packages(frame: Frame) -> Iterator[str]:
    found = _PACKAGE.search(frame.file)
    if found is None:
        return
    if found["python"]:
        parts = re.sub(r"\.\w+$", "", found["python"]).split("/")
        yield from (_plain("".join(parts[: count + 1])) for count in range(len(parts)))
    else:
        yield _plain(next(each for each in found.groups() if each))


def _line_of(frame: Frame, detail: str) -> str:
    """The line of code that a Python traceback prints under the frame."""
    where = re.escape(f'File "{frame.file}", line {frame.line}, in ')
    found = re.search(rf"{where}[^\n]*\n\s*([^\n]+)", detail)
    return found[1] if found else ""


def _classes(symptom: Symptom) -> list[str]:
    """Of a JVM the full names in the message, and of the deepest frame that is not of the runtime itself."""
    said = re.findall(r"\b(?:[a-z][\w]*\.){2,}[A-Z]\w*", symptom.message)
    deepest = [stack[-1].function for stack in symptom.stacks if stack]
    named = [*said, *(each for each in deepest if each.count(".") > _SHORTEST_PREFIX)]
    return [each for each in named if not each.startswith(("java.", "javax.", "kotlin.", "jdk.", "sun."))]


def _is_of(name: str, called: set[str], classes: Sequence[str]) -> bool:
    if ":" in name:
        group, _, artifact = name.partition(":")
        family = ".".join(group.split(".")[:_SHORTEST_PREFIX])
        words = set(re.split(r"[-.]", artifact.lower()))
        return any(
            each.startswith(f"{group}.")
            or (each.startswith(f"{family}.") and words & set(each.lower().split(".")[_SHORTEST_PREFIX:]))
            for each in classes
        )
    own = _plain(name)
    return own in called or own in {_DISTRIBUTIONS.get(each) for each in called}


def _plain(name: str) -> str:
    return re.sub(r"[^a-z0-9/]", "", name.lower())


def _tie(change: FileChange, each: DependencyChange, symptom: Symptom) -> Tie:
    sign = _OTHER_INTERFACE.search(symptom.message)
    before, after = (side.lstrip("=") if side else "none" for side in (each.before, each.after))
    did = f"changes the dependency `{each.name}` in {change.path}: {before} -> {after}"
    how = f"the last line of the application that ran calls `{each.name}`"
    if sign is None:
        return Tie(NAME, 0.3, did, f"{how}, where what fails may also come from what it was given", (change.id,))
    how += f", and “{sign.group(0)}” is what a call meets whose interface is another one"
    return Tie(NAME, 0.9 if is_major(each) else 0.85, did, how, (change.id,), strong=True, about=each.name)


def _beside(change: FileChange, each: DependencyChange, symptom: Symptom) -> Tie | None:
    """Of what the file imports and the line does not name: it may be what is called there, and may not."""
    sign = _OTHER_INTERFACE.search(symptom.message)
    how = f"the file in which it went wrong imports `{each.name}`"
    if sign is None:
        return Tie(IMPORTED, 0.25, moves(change, each), how, (change.id,)) if is_major(each) else None
    how += f", and “{sign.group(0)}” is what a call meets whose interface is another one"
    weight = 0.7 if is_major(each) else 0.5
    return Tie(IMPORTED, weight, moves(change, each), how, (change.id,), strong=is_major(each), about=each.name)


def is_major(each: DependencyChange) -> bool:
    """Whether it was moved across versions that promise nothing to each other."""
    before, after = (re.search(r"\d+(?:\.\d+)?", side or "") for side in (each.before, each.after))
    if before is None or after is None:
        return False
    old, new = before.group(0), after.group(0)
    return old.partition(".")[0] != new.partition(".")[0] or (old.startswith("0.") and old != new)
