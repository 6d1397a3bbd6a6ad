"""Documents with one word changed: every place where a figure, a name or a telling word could be a wrong one."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

_CITED = re.compile(r"\[\^[^\]\s]+\]")
_HIDDEN = re.compile(r"\[\^[^\]\s]+\]:?|#\d+;|^\s*\d+\. |^#+ Why F|^\s*(?:F|W|R|N)\S*(?: \S+ \S+?)?(?=\[)")
_CONFIDENCE = ("confirmed", "probable", "possible", "refuted")
_STATES = {
    "new": "worse than before",
    "worse than before": "new",
    "there before": "new",
    "resolved": "new",
    "not comparable": "new",
}
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
    """`text` is the part of the document around the changed line, with the footnotes that it cites."""

    kind: str
    line: int
    before: str
    after: str
    text: str


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
)


def changes(text: str, revisions: Sequence[str] = ()) -> Iterator[Change]:
    """In the order of lines; with `revisions` also each name of one put in the place of another."""
    lines = text.split("\n")
    definitions = {match[0]: line for line in lines if (match := re.match(r"\[\^[^\]\s]+\](?=:)", line))}
    swapped = re.compile("|".join(map(re.escape, sorted(revisions, key=len, reverse=True))) or r"(?!)")
    rules = (*_RULES, ("other revision", swapped, lambda found: _other(found, revisions)))
    rules = (*rules, ("other citation", _CITED, lambda found: _other(found, list(definitions))))
    language = ""
    for number, line in enumerate(lines):
        if line.startswith("```"):
            language = "" if language else line[3:] or "text"
        if line.startswith(("<!--", "| ---", "```", "[^")) or not line or lines[number + 1 : number + 2] == ["| ---"]:
            continue
        if language == "mermaid" and '["' not in line and " : " not in line and "bar [" not in line:
            continue
        if number + 1 < len(lines) and lines[number + 1].startswith("| ---"):
            continue
        yield from _of_line(lines, number, definitions, rules)


def part(lines: Sequence[str], number: int, definitions: dict[str, str]) -> str:
    """The block around a line and the footnotes that it cites."""
    start = next((n for n in range(number, -1, -1) if lines[n].startswith("<!-- incident:block")), 0)
    end = next((n for n in range(number, len(lines)) if lines[n].startswith("<!-- incident:end")), len(lines) - 1)
    inside = "\n".join(lines[start : end + 1])
    cited = [definitions[each] for each in dict.fromkeys(_CITED.findall(inside)) if each in definitions]
    return "\n".join([inside, "", *cited, ""])


def _of_line(
    lines: Sequence[str], number: int, definitions: dict[str, str], rules: Sequence[_Rule]
) -> Iterator[Change]:
    line = lines[number]
    hidden = [match.span() for match in _HIDDEN.finditer(line)]
    for kind, pattern, other in rules:
        for found in pattern.finditer(line):
            inside = any(start < found.end() and found.start() < end for start, end in hidden)
            if inside and "citation" not in kind:
                continue
            changed = f"{line[: found.start()]}{other(found[0])}{line[found.end() :]}"
            around = part([*lines[:number], changed, *lines[number + 1 :]], number, definitions)
            yield Change(kind, number + 1, line, changed, around)


def _other(found: str, others: Sequence[str]) -> str:
    return others[(others.index(found) + 1) % len(others)]
