"""Categories, thresholds and the session's mode."""

from pathlib import Path

import pytest

from incidents.config.declared import declaration_id
from incidents.model.policy import TestCategory, Threshold
from tests.incidents.config.files import added_errors, loaded


def test_categories_are_in_the_order_of_their_names_and_cite_all_their_lines(tmp_path: Path) -> None:
    config = loaded(
        tmp_path, '[tests.categories]\nP2 = [\n  "./tests/b/*.py",\n]\nP1 = ["tests/a/*.py", "e2e/**"]\nP6 = []\n'
    )
    assert config.policy.categories == (
        TestCategory(name="P1", globs=("tests/a/*.py", "e2e/**")),
        TestCategory(name="P2", globs=("tests/b/*.py",)),
        TestCategory(name="P6", globs=()),
    )
    cited = {each.path: (each.locator, each.excerpt, each.value) for each in config.declarations}
    assert cited == {
        "tests.categories.P1": ("incident.toml:9", 'P1 = ["tests/a/*.py", "e2e/**"]', "tests/a/*.py, e2e/**"),
        "tests.categories.P2": ("incident.toml:6", 'P2 = [\n  "./tests/b/*.py",\n]', "tests/b/*.py"),
        "tests.categories.P6": ("incident.toml:10", "P6 = []", ""),
    }


def test_thresholds_are_in_the_order_of_their_names_and_cite_their_lines(tmp_path: Path) -> None:
    config = loaded(tmp_path, "[thresholds]\nhealth_s = 2.5\ndb_ms = 1234567   # agreed in March\n")
    assert config.policy.thresholds == (
        Threshold(name="db_ms", limit=1_234_567, declared=declaration_id(("thresholds", "db_ms"))),
        Threshold(name="health_s", limit=2.5, declared=declaration_id(("thresholds", "health_s"))),
    )
    cited = {each.id: (each.locator, each.excerpt, each.value) for each in config.declarations}
    assert cited[config.policy.thresholds[0].declared] == (
        "incident.toml:7",
        "db_ms = 1234567   # agreed in March",
        "1234567",
    )


def test_the_mode_of_the_session_is_cited(tmp_path: Path) -> None:
    config = loaded(tmp_path, '[session]\nmode = "read-only"\n')
    assert config.policy.session_mode == "read-only"
    assert [(each.path, each.value) for each in config.declarations] == [("session.mode", "read-only")]


def test_a_mode_that_is_not_declared_is_unknown_and_cites_nothing(tmp_path: Path) -> None:
    config = loaded(tmp_path)
    assert (config.policy.session_mode, config.declarations) == ("unknown", ())


@pytest.mark.parametrize(
    ("added", "row"),
    [
        ("[tests.categories]\np1 = []\n", "6: `tests.categories.p1` is not a known key. Did you mean `P1`?"),
        (
            "[tests.categories]\nP7 = []\n",
            "6: `tests.categories.P7` is not a known key. Known here: P1, P2, P3, P4, P5, P6",
        ),
        ("[tests]\nP1 = []\n", "6: `tests.P1` is not a known key. Known here: categories"),
        (
            '[tests.categories]\nP1 = "tests/*"\n',
            "6: `tests.categories.P1` is the text 'tests/*' and must be a list of texts such as [\"tests/e2e/*.py\"]",
        ),
        (
            '[tests.categories]\nP1 = [\n"a/*",\n"/b/*"]\n',
            "8: `tests.categories.P1` '/b/*' starts outside: write it relative to incident.toml",
        ),
        (
            "[thresholds.db]\nms = 500\n",
            "5: `thresholds.db` is a table and must be a number such as 500; its unit belongs in the name",
        ),
        (
            '[session]\nmode = "readonly"\n',
            (
                '6: `session.mode` is the text \'readonly\' and must be one of "read-only", "read-write", "unknown". '
                'Did you mean "read-only"?'
            ),
        ),
        ('[session]\nmood = "x"\n', "6: `session.mood` is not a known key. Did you mean `mode`?"),
    ],
)
def test_what_cannot_be_meant_is_an_error(tmp_path: Path, added: str, row: str) -> None:
    assert added_errors(tmp_path, added) == [f"incident.toml:{row}"]
