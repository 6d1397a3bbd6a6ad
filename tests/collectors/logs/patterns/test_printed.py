"""Patterns that know which call of the deployed source printed them, from a real repository."""

from dataclasses import replace
from pathlib import Path

import pytest

from collectors.collector import Code
from collectors.logs import Logs
from incidents.model.evidence import CodePlace, LogPattern
from incidents.model.sealed import Collected
from tests.collectors.git_history.little_repository import Story
from tests.collectors.logs.log_files import Raw, ask, patterns, raw_entry, write_lines

GOOD, BAD = "parcel-api-00001-aaa", "parcel-api-00002-bbb"
SOURCE = """\
import logging

logger = logging.getLogger("parcel")


def take(order, who):
    logger.info("order %s taken by %s", order, who)
    logger.error("order %s refused: %s", order, who)
    if not order:
        raise ValueError(f"no such order {order}")
"""
PHP = """\
<?php
final class Depot
{
    public function find(string $zone): Depot
    {
        $key = Zones::keyOf($zone);
        throw new NoDepot("no depot {$key->name} in $zone");
    }
}
"""


@pytest.fixture(scope="module")
def code(tmp_path_factory: pytest.TempPathFactory) -> Code:
    """In the later commit every call stands one line lower, and one file cannot be parsed."""
    root = tmp_path_factory.mktemp("printed")
    story = Story()
    story.commit("good", {"parcel/orders.py": SOURCE, "web/app/Depot.php": PHP})
    story.commit("bad", {"parcel/orders.py": f"# moved\n{SOURCE}", "parcel/broken.py": "def\n"})
    ids = story.write(root / "repo")
    return Code(root / "repo", "repo", {GOOD: ids["good"], BAD: ids["bad"]})


def collected(tmp_path: Path, code: Code | None, *raws: Raw) -> Collected:
    write_lines(tmp_path / "logs.json", raws)
    return Logs().collect(replace(ask(tmp_path), code=code))


def said(text: str, second: float, severity: str, revision: str = GOOD) -> Raw:
    return raw_entry(text, second=second, severity=severity, revision=revision, insert_id=f"{second}")


def found(tmp_path: Path, code: Code | None, *raws: Raw) -> dict[str, LogPattern]:
    return {each.template: each for each in patterns(collected(tmp_path, code, *raws))}


def test_quiet_messages_are_grouped_by_the_call_that_printed_them(tmp_path: Path, code: Code) -> None:
    raws = [
        said("order box taken by ada lovelace", 1, "INFO"),
        said("order bag taken by nobody", 2, "INFO", BAD),
        said("order crate taken by the night shift", 3, "INFO", BAD),
    ]
    (pattern,) = found(tmp_path, code, *raws).values()
    assert (pattern.template, pattern.count) == ("order {order} taken by {who}", 3)
    assert pattern.together is not None
    assert pattern.together.by == "statement"
    place = CodePlace(file="parcel/orders.py", function="take", line=7, commit=code.commits[GOOD])
    assert pattern.printed_by == place
    assert len(found(tmp_path, None, *raws)) == 3


def test_the_line_is_that_of_the_commit_that_the_revision_runs(tmp_path: Path, code: Code) -> None:
    (pattern,) = found(tmp_path, code, said("order bag taken by ada", 1, "INFO", BAD)).values()
    assert pattern.printed_by is not None
    assert (pattern.printed_by.line, pattern.printed_by.commit) == (8, code.commits[BAD])


def test_of_what_complains_each_kind_of_failure_stays_a_pattern_and_knows_its_call(tmp_path: Path, code: Code) -> None:
    shown = found(
        tmp_path,
        code,
        said("order 17 refused: the printer is out of paper", 1, "ERROR"),
        said("order 18 refused: no such tier", 2, "ERROR"),
    )
    assert sorted(shown) == ["order <num> refused: no such tier", "order <num> refused: the printer is out of paper"]
    assert [each.printed_by.line for each in shown.values() if each.printed_by] == [8, 8]


def test_a_trace_knows_the_statement_that_raised(tmp_path: Path, code: Code) -> None:
    trace = (
        'Traceback (most recent call last):\n  File "/app/parcel/orders.py", line 10, in take\n'
        '    raise ValueError(f"no such order {order}")\nValueError: no such order 17'
    )
    (pattern,) = found(tmp_path, code, said(trace, 1, "ERROR")).values()
    assert pattern.printed_by is not None
    assert (pattern.printed_by.function, pattern.printed_by.line) == ("take", 10)


def test_an_exception_of_another_language_knows_its_statement_and_what_led_to_it(tmp_path: Path, code: Code) -> None:
    thrown = "NoDepot: no depot south in a in /srv/app/Depot.php:7\nStack trace:\n#0 {main}"
    (pattern,) = found(tmp_path, code, said(thrown, 1, "ERROR")).values()
    place = CodePlace(file="web/app/Depot.php", function="find", line=7, commit=code.commits[GOOD])
    assert (pattern.error_type, pattern.printed_by) == ("NoDepot", place)
    assert [(each.called_in, each.receiver, each.name) for each in pattern.led_by] == [
        (7, "", "NoDepot"),
        (6, "Zones", "keyOf"),
    ]
    assert found(tmp_path, None, said(thrown, 1, "ERROR")).popitem()[1].led_by == ()


def test_what_no_call_is_known_to_print_is_mined_as_without_the_source(tmp_path: Path, code: Code) -> None:
    (pattern,) = found(tmp_path, code, said("Started server process 7", 1, "INFO")).values()
    assert (pattern.template, pattern.printed_by) == ("Started server process <num>", None)


def test_source_that_cannot_be_parsed_is_counted_and_a_repository_that_is_gone_is_told(
    tmp_path: Path, code: Code
) -> None:
    readings = collected(tmp_path, code, said("x", 1, "INFO", BAD)).readings
    (source,) = [each for each in readings if each.what.startswith("source of the deployed commits")]
    assert (source.status, [(each.what, each.count) for each in source.problems]) == (
        "complete",
        [("files of source code that could not be read", 1)],
    )
    gone = Code(tmp_path / "gone", "gone", code.commits)
    readings = collected(tmp_path, gone, said("x", 1, "INFO", BAD)).readings
    (source,) = [each for each in readings if each.what.startswith("source of the deployed commits")]
    assert source.status == "truncated"
    assert str(source.why).startswith("the source of 1 of 1 commits could not be read")


def test_a_service_that_is_built_from_another_repository_leaves_no_gap_in_the_logs(tmp_path: Path, code: Code) -> None:
    elsewhere = replace(code, commits={**code.commits, BAD: "0123456789" * 4})
    readings = collected(tmp_path, elsewhere, said("x", 1, "INFO", GOOD), said("x", 2, "INFO", BAD)).readings
    assert {each.status for each in readings} == {"complete"}
    (source,) = [each for each in readings if each.what.startswith("source of the deployed commits")]
    assert [(each.what, each.count, each.first) for each in source.problems] == [
        ("deployed commits that are not in the repository", 1, "012345678901")
    ]


def test_what_every_entry_fills_in_alike_is_kept_under_its_name_in_the_source(tmp_path: Path, code: Code) -> None:
    raws = [
        said(f"2026-03-02 09:00:0{n} - order box-7 refused: {who}", n, "ERROR") for n, who in enumerate((4711, 4722))
    ]
    (pattern,) = found(tmp_path, code, *raws).values()
    assert [(each.name, each.value) for each in pattern.filled] == [("order", "box-7")]
    assert not found(tmp_path, None, *raws).popitem()[1].filled
