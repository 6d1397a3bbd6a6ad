"""What a start logged last leads to the change that brought or slowed what follows it."""

import pytest

from incidents.analysis.causes.code.start_up_code import ties
from incidents.analysis.course.symptom import LastLine, Symptom
from incidents.model.evidence import CodePlace, FileChange
from tests import builders
from tests.incidents.analysis.causes.symptoms import change, symptom

SERVER = LastLine("[4] [INFO] Booting worker with pid: 4", None, "log-server")


def starting(*lines: str) -> Symptom:
    return symptom("startup probe failed", start_up=(*(LastLine(each, None, "log-line") for each in lines), SERVER))


@pytest.mark.parametrize(
    ("line", "lines"),
    [
        ("INFO shop.prices loading all prices", (" def load():", '+    log.info("loading all prices")')),
        ("loading 4211 prices of the season", (' log.Printf("loading %d prices of the season", n)', "+slow()")),
        ("INFO loading prices of EU at once", (" load(`loading prices of ${region} at once`)", "+ slow()")),
    ],
)
def test_the_call_that_prints_the_last_line_ties_the_change_around_it(line: str, lines: tuple[str, ...]) -> None:
    (tie,) = ties([change(*lines, path="shop/catalogue.py")], starting(line))
    assert tie.closest
    assert "log-line" in tie.cites
    assert "the last line that the revision logged before the platform gave up" in tie.how


def test_lines_that_count_are_quoted_with_their_pace() -> None:
    counted = LastLine("prices are loaded: 100 of 4900", None, "log-line", times=7, pace="7 lines in 180 s")
    brought = change(' log.Printf("prices are loaded: %d of %d", n, all)', "+fetch(n)", path="shop/catalogue.py")
    (tie,) = ties([brought], symptom("startup probe failed", start_up=(counted, SERVER)))
    assert tie.how == (
        "one like `prices are loaded: 100 of 4900` is the last line that the revision logged before the platform gave "
        "up, and no start went further; it logged 7 lines in 180 s"
    )


def test_a_line_before_the_last_one_ties_weakly() -> None:
    brought = change('+log.info("loading all prices")', path="shop/catalogue.py")
    (tie,) = ties([brought], starting("ready to serve", "loading all prices"))
    assert (tie.strong, tie.weight) == (False, 0.5)


def test_the_function_that_is_known_to_print_it_is_enough() -> None:
    place = CodePlace(file="shop/prices.py", function="load", line=8, commit="2" * 40)
    said = symptom("startup probe failed", start_up=(LastLine("loading", place, "log-line"),))
    (tie,) = ties([change("+slow()", path="shop/prices.py", functions=("load",))], said)
    assert tie.closest


@pytest.mark.parametrize(
    ("changed", "did"),
    [
        (change("+x = 1", path="src/shop/prices.py"), "changes src/shop/prices.py"),
        (
            change("+x = 1", path="shop/apps.py", functions=("ShopConfig.ready",)),
            "changes `ShopConfig.ready` in shop/apps.py",
        ),
        (
            change("+  @PostConstruct", "+  void fill() {}", path="src/main/java/shop/Cache.java"),
            "changes `@PostConstruct` in src/main/java/shop/Cache.java",
        ),
        (
            change("+load()", path="shop/main.py", functions=("<module>",)),
            "changes what the entry module does at once in shop/main.py",
        ),
    ],
)
def test_a_logger_and_what_runs_at_the_start_tie_weakly(changed: FileChange, did: str) -> None:
    (tie,) = ties([changed], starting("INFO shop.prices loading all prices"))
    assert (tie.did, tie.strong) == (did, False)


def test_what_no_start_runs_and_a_failure_of_no_start_are_tied_by_nothing() -> None:
    view = change('+log.info("one price was asked")', path="shop/views.py", functions=("price",))
    assert ties([view], starting("INFO shop.prices loading all prices")) == []
    assert ties([change("+x", path="shop/main.py", functions=("main",))], symptom("boom")) == []
    assert ties([builders.file_change(path="docs/start.md", path_class="docs")], starting("x")) == []
