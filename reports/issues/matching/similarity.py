"""Which known issue tells of the same problem, by what it quotes and names and by its words, with the reason."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from incidents.model.evidence import AnyEvidence
from incidents.model.finding import Finding
from incidents.model.same_finding import normal
from reports.issues.matching.words import Weights, words

_SHORTEST_QUOTE, _LONGEST_QUOTE = 12, 80
# How much of the words of the one must be in the other, and how much where many are or where a test is named too.
_ALIKE = 0.55
_ALIKE_IN_MANY = 0.45
_MANY_WORDS = 3
_SUPPORTED = 0.25
_FEWEST_WORDS = 2
_MOST_NAMED = 5
_LONGEST_EXCERPT = 600
_NOT_COLLECTED = "uncollectable collection"


@dataclass(frozen=True)
class Candidate:
    """An issue that is known, by its key, with its title and body as they were read."""

    key: str
    title: str
    body: str


@dataclass(frozen=True)
class Problem:
    """What a draft is about: `said` is the failure's own text, `about` all that names it."""

    title: str
    said: str
    about: str
    tests: tuple[str, ...] = ()


@dataclass(frozen=True)
class Match:
    """An issue and why it is taken for the same problem; the surest has the highest score.

    `beside` is the problem that fits the issue better, where there is one.
    """

    key: str
    score: float
    reason: str
    beside: str | None = None


def problem_of(finding: Finding, evidence: Mapping[str, AnyEvidence]) -> Problem:
    excerpts = [evidence[key].excerpt[:_LONGEST_EXCERPT] for key in finding.primary[:3] if key in evidence]
    echoes = [each.title for each in finding.echoes]
    # A file that could not be collected stands among the tests by its own name.
    collected = () if finding.kind != "test" or all("::" in each for each in finding.tests) else (_NOT_COLLECTED,)
    named = [finding.title, finding.signature or "", finding.component or "", *finding.tests[:20]]
    about = [*named, *collected, *echoes, *excerpts]
    return Problem(finding.title, finding.signature or "", "\n".join(about), finding.tests)


@dataclass(frozen=True)
class _Told:
    """A candidate with what is compared of it, made once for all problems."""

    key: str
    text: str
    normal: str
    titled: set[str]
    words: set[str]


def matches(problems: Mapping[str, Problem], candidates: Sequence[Candidate]) -> dict[str, Match]:
    """By the key of the problem; the surest match goes first, and a second one for the same issue says beside which."""
    told = [_told(each) for each in candidates]
    weights = Weights(each.words for each in told)
    rows = [
        (-match.score, key, match.key, match)
        for key, problem in problems.items()
        for match in _all(problem, told, weights)
    ]
    found: dict[str, Match] = {}
    taken: dict[str, str] = {}
    ordered = [(key, match) for _, key, _, match in sorted(rows, key=lambda row: row[:3])]
    for key, match in ordered:
        if key not in found and match.key not in taken:
            found[key] = match
            taken[match.key] = key
    for key, match in ordered:
        if key not in found:
            found[key] = replace(match, beside=taken[match.key])
    return found


def _told(issue: Candidate) -> _Told:
    text = f"{issue.title}\n{issue.body}"
    return _Told(issue.key, text, normal(text), words(issue.title), words(text))


def _all(problem: Problem, told: Sequence[_Told], weights: Weights) -> Iterator[Match]:
    about, said = words(problem.about), words(f"{problem.title}\n{problem.said}")
    names = tuple(_names(problem.tests))
    for each in told:
        # Both ways: an issue may say more than the failure does, and the failure more than the issue.
        alike = 0.0
        for part, whole in ((about, each.titled), (each.words, said)):
            if len(part & whole) >= _FEWEST_WORDS and weights.is_no_accident(part, whole):
                alike = max(alike, weights.share(part, whole))
        shared = sorted(each.titled & about | said & each.words, key=lambda word: (-weights.of(word), word))
        match = _judged(problem, names, each, alike, shared)
        if match:
            yield match


def _judged(
    problem: Problem, names: tuple[str, ...], issue: _Told, alike: float, shared: Sequence[str]
) -> Match | None:
    quote, test = _quoted(problem, issue), _named(names, issue)
    # A bare comparison of figures is quoted by many issues, and tells only where the test is named as well.
    if quote and (test or (len(words(problem.said)) >= _FEWEST_WORDS and (not problem.tests or alike >= _SUPPORTED))):
        return Match(issue.key, 2 + alike, f"it quotes “{quote}”")
    if test and alike >= _SUPPORTED:
        return Match(issue.key, 1 + alike, f"it names {test} and shares the words {', '.join(shared[:_MOST_NAMED])}")
    if alike >= (_ALIKE if len(shared) < _MANY_WORDS else _ALIKE_IN_MANY):
        return Match(issue.key, alike, f"{alike:.0%} of the words are the same: {', '.join(shared[:_MOST_NAMED])}")
    return None


def _quoted(problem: Problem, issue: _Told) -> str | None:
    """The failure's text, or what stands behind its type, where the issue holds it word for word."""
    for each in (problem.said, problem.said.partition(": ")[2]):
        said = each.strip(" `'\".")
        if len(said) >= _SHORTEST_QUOTE and normal(said) in issue.normal:
            return said if len(said) <= _LONGEST_QUOTE else f"{said[:_LONGEST_QUOTE]}…"
    return None


def _names(tests: tuple[str, ...]) -> Iterator[str]:
    """What a person calls a test: its own name, or that of its file."""
    for test in tests:
        file, _, name = test.partition("::")
        yield from (each for each in (name.rpartition("::")[2].partition("[")[0], file) if len(each) >= _SHORTEST_QUOTE)


def _named(names: tuple[str, ...], issue: _Told) -> str | None:
    """The first that the issue names; most hold none, which is told much faster than where a name begins and ends."""
    there = (each for each in names if each in issue.text)
    return next((each for each in there if re.search(rf"(?<![\w/]){re.escape(each)}(?!\w)", issue.text)), None)
