"""Which known issue tells of the same problem, by what it quotes and names and by its words, with the reason."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from incidents.model.evidence import AnyEvidence
from incidents.model.finding import Finding
from reports.issues.identity import normal
from reports.issues.words import share, weights, words

_SHORTEST_QUOTE, _LONGEST_QUOTE = 12, 80
# Measured on issues that people wrote and on findings of other problems in the same trackers: below it they mix.
_ALIKE = 0.55
_ALIKE_IN_MANY = 0.45
_MANY_WORDS = 3
_SUPPORTED = 0.25
_FEWEST_WORDS = 2
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


def matches(problems: Mapping[str, Problem], candidates: Sequence[Candidate]) -> dict[str, Match]:
    """By the key of the problem; the surest match goes first, and a second one for the same issue says beside which."""
    told = {each.key: words(f"{each.title}\n{each.body}") for each in candidates}
    asked = {key: words(each.about) for key, each in problems.items()}
    weight = weights([*told.values(), *asked.values()])
    rows = [
        (-match.score, key, match.key, match)
        for key, problem in problems.items()
        for match in _all(problem, asked[key], candidates, told, weight)
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


def _all(
    problem: Problem,
    asked: set[str],
    candidates: Iterable[Candidate],
    told: Mapping[str, set[str]],
    weight: Mapping[str, float],
) -> Iterator[Match]:
    for each in candidates:
        # Both ways: an issue may say more than the failure does, and the failure more than the issue.
        titled, said = words(each.title), words(f"{problem.title}\n{problem.said}")
        ours = share(asked, titled, weight) if len(titled & asked) >= _FEWEST_WORDS else 0.0
        theirs = share(told[each.key], said, weight) if len(said & told[each.key]) >= _FEWEST_WORDS else 0.0
        match = _judged(problem, each, max(ours, theirs), sorted(titled & asked | said & told[each.key]), weight)
        if match:
            yield match


def _judged(
    problem: Problem, issue: Candidate, alike: float, shared: list[str], weight: Mapping[str, float]
) -> Match | None:
    quote, test = _quoted(problem, issue), _named(problem.tests, issue)
    # A bare comparison of figures is quoted by many issues, and tells only where the test is named as well.
    if quote and (test or (len(words(problem.said)) >= _FEWEST_WORDS and (not problem.tests or alike >= _SUPPORTED))):
        return Match(issue.key, 2 + alike, f"it quotes “{quote}”")
    if test and alike >= _SUPPORTED:
        return Match(issue.key, 1 + alike, f"it names {test} and shares the words {_few(shared, weight)}")
    if alike >= (_ALIKE if len(shared) < _MANY_WORDS else _ALIKE_IN_MANY):
        return Match(issue.key, alike, f"{alike:.0%} of the words are the same: {_few(shared, weight)}")
    return None


def _quoted(problem: Problem, issue: Candidate) -> str | None:
    """The failure's text, or what stands behind its type, where the issue holds it word for word."""
    text = normal(f"{issue.title}\n{issue.body}")
    for each in (problem.said, problem.said.partition(": ")[2]):
        said = each.strip(" `'\".")
        if len(said) >= _SHORTEST_QUOTE and normal(said) in text:
            return said if len(said) <= _LONGEST_QUOTE else f"{said[:_LONGEST_QUOTE]}…"
    return None


def _named(tests: tuple[str, ...], issue: Candidate) -> str | None:
    """A test that the issue names, by its own name or that of its file."""
    text = f"{issue.title}\n{issue.body}"
    for test in tests:
        file, _, name = test.partition("::")
        own = name.rpartition("::")[2].partition("[")[0]
        for each in (own, file):
            if len(each) >= _SHORTEST_QUOTE and re.search(rf"(?<![\w/]){re.escape(each)}(?!\w)", text):
                return each
    return None


def _few(shared: list[str], weight: Mapping[str, float]) -> str:
    ordered = sorted(shared, key=lambda word: (-weight[word], word))
    return ", ".join(ordered[:5])
