"""Frames of printed stacks: pytest's own styles, Python's, and those of other languages; outermost first."""

import re
from collections.abc import Iterator

from collectors.test_runs.failures.printed_frames import printed_frame
from incidents.model.evidence import Frame

MOST_FRAMES = 60
_PYTEST = re.compile(
    r"^(?!E\s|>)(?P<file>(?:[A-Za-z]:)?[^\s:][^:\n]*?):(?P<line>\d{1,9}):"
    r"(?: (?:in (?P<function>\S.*)|(?P<type>[\w.]+))?)?$"
)
_LINE_STYLE = re.compile(r"^(?P<file>(?:[A-Za-z]:)?[^\s:][^:\n]*?\.\w+):(?P<line>\d{1,9}): (?P<type>[\w.]+): ")
_PYTHON = re.compile(r'^\s*(?:E\s+)?File "(?P<file>[^"\n]+)", line (?P<line>\d{1,9})(?:, in (?P<function>.+))?$')
_DEFINITION = re.compile(r"^>?\s*(?:async )?def (?P<name>\w+)\(")
_SEPARATOR = re.compile(r"^_ _ _[ _]*$")


def frames(text: str, rootdir: str | None) -> tuple[Frame, ...]:
    """Frames in the order outermost first; of a long stack the outer third and the inner rest are kept.

    Python prints the outermost frame first, the other languages the innermost. Paths below `rootdir` become relative.
    """
    found = list(_python_frames(text)) or list(_reversed_frames(text))
    if len(found) > MOST_FRAMES:
        found = found[: MOST_FRAMES // 3] + found[len(found) - (MOST_FRAMES - MOST_FRAMES // 3) :]
    return tuple(_seen_from(frame, relative(frame.file, rootdir)) for frame in found)


def _seen_from(frame: Frame, file: str) -> Frame:
    return frame if file == frame.file else Frame(file=file, line=frame.line, function=frame.function)


def relative(path: str, rootdir: str | None) -> str:
    """The path as seen from the root folder of the run, with forward slashes; as it is where it lies elsewhere."""
    path = path.replace("\\", "/").removeprefix("./")
    if not rootdir:
        return path
    root = rootdir.replace("\\", "/").rstrip("/") + "/"
    return path.removeprefix(root)


def crash_type(text: str) -> str | None:
    """The type that pytest names behind the last location it prints, `path:15: AssertionError`; unqualified."""
    found = None
    for line in text.split("\n"):
        match = _PYTEST.match(line) or _LINE_STYLE.match(line)
        if match and match["type"] and match["file"].endswith(".py"):
            found = match["type"].rpartition(".")[2]
    return found


def _python_frames(text: str) -> Iterator[Frame]:
    """In pytest's long style the location follows the source, whose first `def` names the function."""
    function = ""
    for line in text.split("\n"):
        if match := _PYTHON.match(line):
            yield Frame(file=match["file"], line=int(match["line"]), function=match["function"] or "")
        elif match := _PYTEST.match(line):
            yield Frame(file=match["file"], line=int(match["line"]), function=match["function"] or function)
            function = ""
        elif match := _LINE_STYLE.match(line):
            yield Frame(file=match["file"], line=int(match["line"]), function="")
        elif not function and (match := _DEFINITION.match(line)):
            function = match["name"]
        elif _SEPARATOR.match(line):
            function = ""


def _reversed_frames(text: str) -> Iterator[Frame]:
    return (found for line in reversed(text.split("\n")) if (found := printed_frame(line)) is not None)


def line_style(line: str) -> bool:
    """Whether the line is a failure as `--tb=line` prints it: path, line and exception."""
    return _LINE_STYLE.match(line) is not None
