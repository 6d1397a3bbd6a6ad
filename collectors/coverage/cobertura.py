"""Cobertura's XML, which coverage.py, JaCoCo's converters, Istanbul, gcovr and coverlet write: hits of each line."""

import io
from typing import BinaryIO, Literal

from collectors.coverage.ran import FileLines, Report, UnusableCoverageError, WhichTests, line_number
from collectors.problem_tally import ProblemTally
from collectors.test_runs.as_reported.report import UnusableReportError
from collectors.test_runs.in_xml import safe_xml
from collectors.test_runs.in_xml.safe_xml import Node


def recognised(text: str) -> bool:
    return text.startswith("<")


def read(text: str, _: WhichTests, tally: ProblemTally) -> Report:
    """It tells no tests apart. Raises UnusableCoverageError for other XML."""
    heard = _Heard(tally)
    try:
        cut = safe_xml.read(_Text(text), heard, names_dtd=True)
    except UnusableReportError as refused:
        raise UnusableCoverageError(str(refused)) from refused
    if not heard.is_coverage:
        raise UnusableCoverageError("it is no coverage in the form of Cobertura. It was not read")
    return Report(tuple(FileLines(path, lines) for path, lines in heard.ran.items()), cut=cut)


class _Text:
    """A text in the place of a file."""

    def __init__(self, text: str) -> None:
        self._text = text

    def open(self, _: Literal["rb"], /) -> BinaryIO:
        return io.BytesIO(self._text.encode("utf-8", "replace"))


class _Heard:
    """Keeps the lines of every class that names its file; the lines of its methods are among them."""

    def __init__(self, tally: ProblemTally) -> None:
        self._tally = tally
        self.is_coverage = False
        self.ran: dict[str, set[int]] = {}

    def opens(self, tag: str, _: dict[str, str]) -> bool:
        self.is_coverage = self.is_coverage or tag == "coverage"
        return tag == "class"

    def closes(self, _: str) -> None:
        """Only classes hold lines."""

    def whole(self, node: Node) -> None:
        path = node.attributes.get("filename", "").replace("\\", "/")
        if not path:
            self._tally.add("classes that name no file", "class")
            return
        ran = self.ran.setdefault(path, set())
        for line in (line for lines in node.children if lines.tag == "lines" for line in lines.children):
            number, hits = line_number(line.attributes.get("number")), line.attributes.get("hits", "")
            if number is None or not hits.removeprefix("-").isdigit():
                self._tally.add("counts that cannot be read", path)
            elif hits.strip("0") and not hits.startswith("-"):
                ran.add(number)
