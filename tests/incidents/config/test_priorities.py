"""The rubric of priorities as a team declares it, and the priorities that authors gave."""

from pathlib import Path

import pytest

from incidents.config.declared import declaration_id
from incidents.model.policy import RUBRIC, Override, RubricRow
from tests.incidents.config.files import added_errors, loaded

ORDER = '[priority]\norder = ["D", "A", "B", "C", "E", "F", "G"]\n'
ALL = "it must name each of the rows A, B, C, D, E, F, G once"


def test_without_a_word_the_rubric_is_the_usual_one(tmp_path: Path) -> None:
    policy = loaded(tmp_path).policy
    assert (policy.rubric, policy.overrides) == (RUBRIC, ())


def test_rows_are_tried_in_the_declared_order_and_cite_it(tmp_path: Path) -> None:
    config = loaded(tmp_path, ORDER)
    cited = declaration_id(("priority", "order"))
    assert [(each.row, each.level, each.declared) for each in config.policy.rubric[:2]] == [
        ("D", "P1", cited),
        ("A", "P0", cited),
    ]
    assert [(each.id, each.locator, each.value) for each in config.declarations] == [
        (cited, "incident.toml:6", "D, A, B, C, E, F, G")
    ]


def test_the_level_of_one_row_is_changed_and_cites_its_line(tmp_path: Path) -> None:
    config = loaded(tmp_path, '[priority.levels]\nD = "P0"\n')
    cited = declaration_id(("priority", "levels", "D"))
    assert config.policy.rubric == tuple(
        RubricRow(row="D", level="P0", declared=cited) if each.row == "D" else each for each in RUBRIC
    )
    assert [(each.id, each.value) for each in config.declarations] == [(cited, "P0")]


def test_an_author_gives_a_finding_a_priority_with_a_reason(tmp_path: Path) -> None:
    added = '[priority.findings.finding-0a1b2c3d4e5f]\nlevel = "P2"\nreason = "the printer is borrowed"\n'
    config = loaded(tmp_path, added)
    cited = declaration_id(("priority", "findings", "finding-0a1b2c3d4e5f", "level"))
    assert config.policy.overrides == (
        Override(finding="finding-0a1b2c3d4e5f", level="P2", reason="the printer is borrowed", declared=cited),
    )
    assert [(each.id, each.value) for each in config.declarations] == [(cited, "P2: the printer is borrowed")]


@pytest.mark.parametrize(
    ("added", "row"),
    [
        ('[priority]\norder = ["A"]\n', f"6: `priority.order`: missing: B, C, D, E, F, G; {ALL}"),
        (
            '[priority]\norder = ["A", "A", "B", "C", "D", "E", "F", "H"]\n',
            f"6: `priority.order`: no row is called 'H'; given twice: A; missing: G; {ALL}",
        ),
        ("[priority.levels]\nC = 0\n", '6: `priority.levels.C` is the number 0 and must be a text such as "P0"'),
        (
            '[priority.levels]\nC = "p0"\n',
            ('6: `priority.levels.C` is the text \'p0\' and must be one of "P0", "P1", "P2". Did you mean "P0"?'),
        ),
        (
            '[priority.levels]\nH = "P0"\n',
            "6: `priority.levels.H` is not a known key. Known here: A, B, C, D, E, F, G",
        ),
        (
            '[priority.findings.labels]\nlevel = "P0"\nreason = "x"\n',
            (
                "5: `priority.findings.labels` names no finding: write its id as `incident show` prints it, "
                "such as finding-0a1b2c3d4e5f"
            ),
        ),
        (
            '[priority.findings.finding-0a1b2c3d4e5f]\nlevel = "P0"\n',
            (
                "5: `reason` is missing in [priority.findings.finding-0a1b2c3d4e5f]: "
                'add reason = "the vendor has confirmed it, #311"'
            ),
        ),
        (
            '[priority.findings.finding-0a1b2c3d4e5f]\nreason = "x"\n',
            '5: `level` is missing in [priority.findings.finding-0a1b2c3d4e5f]: add level = "P1"',
        ),
        (
            "[priority]\norder = []\n",
            f"6: `priority.order`: missing: A, B, C, D, E, F, G; {ALL}",
        ),
        (
            '[priority]\norder = "A"\n',
            "6: `priority.order` is the text 'A' and must be a list of texts such as [\"A\"]",
        ),
        (
            '[priority]\norder = ["A", 3]\n',
            '6: `priority.order` holds the number 3 and must be a list of texts such as ["A"]',
        ),
        (
            '[priority.findings]\nfinding-0a1b2c = "P1"\n',
            (
                "6: `priority.findings.finding-0a1b2c` is the text 'P1' and must be a table, "
                "written as [priority.findings.finding-0a1b2c]"
            ),
        ),
        (
            '[priority.findings.finding-0a1b2c]\nlevel = 3\nreason = "x"\n',
            '6: `priority.findings.finding-0a1b2c.level` is the number 3 and must be a text such as "P1"',
        ),
        ("[priority]\nrows = 1\n", "6: `priority.rows` is not a known key. Known here: findings, levels, order"),
    ],
)
def test_what_is_wrong_is_told_in_one_sentence(tmp_path: Path, added: str, row: str) -> None:
    assert added_errors(tmp_path, added) == [f"incident.toml:{row}"]
