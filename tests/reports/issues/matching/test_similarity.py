"""Known problems are recognised by what they quote, name and say; others are not."""

import random

import pytest

from reports.issues.matching.similarity import Candidate, Problem, matches
from reports.issues.matching.words import words


def _problem(title: str, said: str, *tests: str) -> Problem:
    collected = "uncollectable collection" if any("::" not in each for each in tests) else ""
    return Problem(title, said, "\n".join([title, said, *tests, collected]), tests)


_CACHE = _problem("rates: cache timed out", "CacheError: cache 10.8.0.3:6379 timed out after 2 tries")
_DAY = _problem(
    "1 test fails: `assert '2026-02-15' == '2026-02-17'`",
    "AssertionError: assert '2026-02-15' == '2026-02-17'",
    "tests/e2e/test_tracking.py::test_working_day",
)


def _reason(problem: Problem, *issues: Candidate) -> tuple[str, str] | None:
    match = matches({"draft": problem}, issues).get("draft")
    return (match.key, match.reason) if match else None


def test_an_issue_that_quotes_the_failure_is_about_it() -> None:
    exact = Candidate("7", "It is slow", "The log says `Cache 10.8.0.3:6379 timed  out after 2 tries`.")
    assert _reason(_CACHE, exact) == ("7", "it quotes “cache 10.8.0.3:6379 timed out after 2 tries”")


def test_figures_alone_are_quoted_by_many_and_count_only_with_the_test() -> None:
    quote = "assert '2026-02-15' == '2026-02-17'"
    assert _reason(_DAY, Candidate("7", "Invoices are late", quote)) is None
    named = Candidate("8", "Sundays count", f"`test_working_day` says {quote}")
    assert _reason(_DAY, named) == ("8", f"it quotes “{quote.strip(chr(39))}”")


def test_an_issue_that_only_names_the_test_is_not_about_its_failure() -> None:
    """A release may be accepted by a test, and that is no bug."""
    issue = Candidate("9", "Accept the pickups before April", "Accepted when `test_working_day` passes.")
    assert _reason(_DAY, issue) is None


def test_words_in_common_are_named() -> None:
    issue = Candidate("7", "Cache of the rates times out", "Redis does not answer.")
    found = _reason(_problem("rates: the cache does not answer", "cache answered nothing"), issue)
    assert found is not None
    assert found[1].endswith("answer, cache, rate")


def test_no_issue_is_taken_for_two_problems_and_the_second_says_so() -> None:
    issue = Candidate("7", "tray of the printer has no paper", "no paper in tray")
    near = _problem("printer: no paper in tray", "no paper in tray")
    far = _problem("printer: paper tray open", "the paper tray of the printer is open")
    found = matches({"near": near, "far": far}, [issue])
    assert (found["near"].key, found["near"].beside) == ("7", None)
    assert (found["far"].key, found["far"].beside) == ("7", "near")


def test_hundreds_of_long_issues_in_the_same_few_words_are_about_other_things() -> None:
    """Words as uneven as those of a language, so that the common ones are in nearly every issue."""
    drawn = random.Random(1)
    vocabulary = ["".join(drawn.choices("bcdfghjklmnprtvz", k=drawn.randint(3, 9))) for _ in range(3000)]
    common_first = [1 / (place + 1) for place in range(len(vocabulary))]

    def text(length: int) -> str:
        return " ".join(drawn.choices(vocabulary, weights=common_first, k=length))

    issues = [Candidate(str(each), text(8), text(200)) for each in range(300)]
    problems = {str(each): Problem(text(10), text(10), text(60)) for each in range(6)}
    assert matches(problems, issues) == {}


def test_the_order_of_the_lists_decides_nothing() -> None:
    issues = [Candidate(str(each), f"cache number {each} timed out", "cache timed out") for each in range(5)]
    problems = {"a": _CACHE, "b": _DAY}
    backwards = dict(reversed(problems.items()))
    assert matches(problems, issues) == matches(backwards, issues[::-1])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("toolName is missing", {"toolname", "tool", "name", "missing"}),
        ("tool_name", {"tool_name", "tool", "name"}),
        ("HTTPServer", {"httpserver", "http", "server"}),
        ("NameError", {"nameerror", "name", "undefined"}),
        ("entries and addresses", {"entry", "addresse"}),
        ("the test failed with an error", set()),
    ],
)
def test_words(text: str, expected: set[str]) -> None:
    assert words(text) == expected


# The tracker of a team that files by hand, in its own words, and what one run of its tests and logs then shows.
_LISTED = (
    Candidate("71", "uncollectable: missing StreamHarness class", "`tests/e2e/test_stream.py`: no `StreamHarness`."),
    Candidate(
        "72", "plugin registry import errors", "`tests/e2e/test_plugins.py`: ImportError in shop.plugins.registry."
    ),
    Candidate(
        "73", "stream event structure validation", "step_started and step_done events lack (`step_id`, `result`)."
    ),
    Candidate("76", "undefined names in smoke tests batch", "Smoke tests use undefined names and old imports."),
    Candidate("80", "deprecated import warnings", "DeprecationWarning for shop.core.old_settings."),
)
_SEEN = {
    "structure": _problem(
        "3 tests fail: `AssertionError: event step_started lacks required field step_id`",
        "AssertionError: event step_started lacks required field step_id",
        "tests/smoke/test_stream_events.py::test_event_structure",
    ),
    "registry": _problem(
        "`ImportError: cannot import name 'PluginRegistry' from 'shop.plugins.registry'`",
        "ImportError: cannot import name 'PluginRegistry' from 'shop.plugins.registry'",
        "tests/e2e/test_plugins.py",
    ),
    "names": _problem(
        "4 tests fail: `NameError: name 'Sandbox' is not defined`",
        "NameError: name 'Sandbox' is not defined",
        "tests/smoke/test_batch.py::test_all",
    ),
    "driver": _problem(
        "shop: `RuntimeError: columnar driver not available`", "RuntimeError: columnar driver not available"
    ),
    "cache": _problem("shop: `Error -3 connecting to 10.1.2.3:6379`", "Error -3 connecting to 10.1.2.3:6379"),
    "recv": _problem("1 test fails: `TimeoutError` in recv", "TimeoutError: recv", "tests/e2e/test_run.py::test_run"),
}


def test_known_problems_find_their_issues_and_new_ones_none() -> None:
    found = matches(_SEEN, _LISTED)
    assert {key: match.key for key, match in found.items()} == {"structure": "73", "registry": "72", "names": "76"}


def test_titles_alone_are_enough_for_most() -> None:
    """Some trackers hold long titles made of words with dashes, and no bodies."""
    titles = (
        "uncollectable-test-p0-stream-integration-missing-streamharness-class",
        "failing-test-regression-p1-plugin-registry-comprehensive-import-errors",
        "failing-test-regression-p1-stream-event-structure-validation",
        "failing-test-active-dev-p2-deprecated-import-warnings-technical-debt",
    )
    found = matches(_SEEN, [Candidate(each.split("-p")[0] + str(place), each, "") for place, each in enumerate(titles)])
    assert set(found) == {"structure", "registry"}
