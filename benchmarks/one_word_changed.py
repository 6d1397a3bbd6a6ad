"""Documents with one word changed: every place where a figure, a name or a telling word could be a wrong one."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from benchmarks.part_of_document import Line, telling_lines

_CITED = re.compile(r"\[\^[^\]\s]+\]")
_DEFINED = re.compile(r"^(\[\^[^\]\s]+\]):", re.MULTILINE)
_HIDDEN = re.compile(r"\[\^[^\]\s]+\]:?|#\d+;|^\s*\d+\. |^#+ Why F|^\s*(?:F|W|R|N)\S*(?: \S+ \S+?)?(?=\[)")
_CONFIDENCE = ("confirmed", "probable", "possible", "refuted")
_STATES = {
    "new": "worse than before",
    "worse than before": "new",
    "there before": "new",
    "resolved": "new",
    "not comparable": "new",
}
MOVED = "sentence of another place"
_ENTRY = re.compile(r"( *(?:- (?:\[ \] )?|\d+\. ))(.*)$")
_NAMING = re.compile(r"`|\[\^")
_UNITS = {
    "ms": "s",
    "s": "min",
    "min": "h",
    "h": "min",
    "requests": "tests",
    "tests": "requests",
    "log entries": "requests",
    "cases": "runs",
    "percent": "requests",
    "USD": "EUR",
}


@dataclass(frozen=True)
class Change:
    """`part` is as much of the document around the changed line as decides how it is read."""

    kind: str
    line: int
    before: str
    after: str
    part: str

    def whole(self, document: str) -> str:
        """The document with the change in it."""
        lines = document.split("\n")
        return "\n".join([*lines[: self.line - 1], self.after, *lines[self.line :]])


def _next_digit(found: str) -> str:
    """Another figure of as many digits."""
    return found[:-1] + str((int(found[-1]) + 1) % 10)


def _next_letter(found: str) -> str:
    last = found[-1]
    return found[:-1] + ("a" if last != "a" else "b")


def _other_confidence(found: str) -> str:
    place = (_CONFIDENCE.index(found.casefold()) + 1) % len(_CONFIDENCE)
    other = _CONFIDENCE[place]
    return other.capitalize() if found[0].isupper() else other


_Rule = tuple[str, re.Pattern[str], Callable[[str], str]]
_RULES: tuple[_Rule, ...] = (
    ("digit", re.compile(r"(?<![\w.:/#$-])\d+(?![\w.:/;-]*\w)"), _next_digit),
    ("date or time", re.compile(r"\d{4}-\d\d-\d\d[ T]\d\d:\d\d:\d\d"), _next_digit),
    ("unit", re.compile(rf"(?<=\d )(?:{'|'.join(_UNITS)})\b"), _UNITS.__getitem__),
    ("revision", re.compile(r"\b[a-z][a-z-]*-\d{5}-[a-z]{3}\b"), _next_letter),
    ("sha", re.compile(r"\b(?=[0-9a-f]*\d)(?=[0-9a-f]*[a-f])[0-9a-f]{12,40}\b"), _next_letter),
    ("confidence", re.compile(r"\b(?:[Cc]onfirmed|[Pp]robable|[Pp]ossible|[Rr]efuted)\b"), _other_confidence),
    ("state", re.compile(rf"(?<=[|,(*] )(?:{'|'.join(_STATES)})(?= [|]|[:)])"), _STATES.__getitem__),
    ("state", re.compile(rf"(?<=\()(?:{'|'.join(_STATES)})(?=\))"), _STATES.__getitem__),
    ("state", re.compile(rf"(?<=⟨State⟩ )(?:{'|'.join(_STATES)})\b"), _STATES.__getitem__),
    ("priority", re.compile(r"\bP[0-2]\b"), lambda found: f"P{(int(found[1]) + 1) % 3}"),
    ("verdict", re.compile(r"(?<=\*\*)(?:Incident|Resolved|Inconclusive)(?=\*\* in )"), lambda _: "Healthy"),
    ("verdict", re.compile(r"(?<=\*\*)Healthy(?=\*\* in )"), lambda _: "Incident"),
    (
        "decision",
        re.compile(r"(?<=Decision: )(?:no-go|go|cannot tell)"),
        lambda found: "no-go" if found == "go" else "go",
    ),
    ("row of the rubric", re.compile(r"(?<=row )[A-G]\b"), lambda found: "A" if found != "A" else "B"),
    ("before and after", re.compile(r"\b(?:before|after)\b"), lambda found: "after" if found == "before" else "before"),
    ("n of N", re.compile(r"\b(\d+) of (?!\1\b)\d+"), lambda found: f"all {found.split()[-1]}"),
    ("negation left out", re.compile(r"\b(?:not|no) "), lambda _: ""),
    ("negation put in", re.compile(r"\b(?:was|is|were|are|says|holds) "), lambda found: f"{found}not "),
    ("caused", re.compile(r"\b(?:after|changes|when|since)\b"), lambda _: "caused"),
    ("citation", _CITED, lambda found: f"{found[:-2]}{'0' if found[-2] != '0' else '1'}]"),
    ("citation left out", _CITED, lambda _: ""),
)


def changes(text: str, revisions: Sequence[str] = ()) -> Iterator[Change]:
    """Of a Markdown document, in the order of lines; also each name of a revision put in the place of another.

    Then whole sentences of lists, each put where the one before it of its kind stands in another place.
    """
    labels = list(dict.fromkeys(_DEFINED.findall(text)))
    lines = tuple(telling_lines(text))
    yield from changes_of_lines(lines, labels, revisions)
    yield from _moved(lines)


def _moved(lines: Sequence[Line]) -> Iterator[Change]:
    """Of those that name something; a sentence that holds in both places is no change."""
    entries = [(each, found) for each in lines if (found := _ENTRY.match(each.text)) and _NAMING.search(each.text)]
    there: dict[tuple[str, ...], set[str]] = {}
    for line, entry in entries:
        there.setdefault(line.place, set()).add(entry[2])
    for number, (line, entry) in enumerate(entries):
        others = (other for other in entries[number + 1 :] if _kind(other[1]) == _kind(entry))
        said = next(
            (other[2] for at, other in others if at.place != line.place and other[2] not in there[line.place]), None
        )
        if said is not None:
            yield Change(MOVED, line.number + 1, line.text, f"{entry[1]}{said}", line.part(f"{entry[1]}{said}"))


def _kind(entry: re.Match[str]) -> str:
    """How far it stands in, and whether it is counted."""
    return re.sub(r"\d+", "1", entry[1])


def changes_of_lines(lines: Iterable[Line], labels: Sequence[str], revisions: Sequence[str]) -> Iterator[Change]:
    """`labels` are the footnotes, in brackets, that a citation may be put in the place of another from."""
    swapped = re.compile("|".join(map(re.escape, sorted(revisions, key=len, reverse=True))) or r"(?!)")
    rules = (
        *_RULES,
        ("other revision", swapped, lambda found: _other(found, revisions)),
        ("other citation", _CITED, lambda found: _other(found, labels)),
    )
    for line in lines:
        yield from _of_line(line, rules)


def _of_line(line: Line, rules: Sequence[_Rule]) -> Iterator[Change]:
    hidden = [match.span() for match in _HIDDEN.finditer(line.text)]
    for kind, pattern, other in rules:
        for found in pattern.finditer(line.text):
            inside = any(start < found.end() and found.start() < end for start, end in hidden)
            if inside and "citation" not in kind:
                continue
            changed = f"{line.text[: found.start()]}{other(found[0])}{line.text[found.end() :]}"
            if changed != line.text:
                yield Change(kind, line.number + 1, line.text, changed, line.part(changed))


def _other(found: str, others: Sequence[str]) -> str:
    return others[(others.index(found) + 1) % len(others)]
