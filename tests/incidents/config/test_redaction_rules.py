"""Secrets of the team's own."""

from pathlib import Path

import pytest

from incidents.config.config import RedactionRule
from tests.incidents.config.files import added_errors, loaded


def test_rules_keep_the_order_of_the_file(tmp_path: Path) -> None:
    added = """\
[redaction]
rules = [{ name = "seat", pattern = 'SEAT-\\d+' }, { name = "badge", pattern = "[[]BDG-[0-9]{6}" }]
"""
    assert loaded(tmp_path, added).redaction == (
        RedactionRule(name="seat", pattern="SEAT-\\d+"),
        RedactionRule(name="badge", pattern="[[]BDG-[0-9]{6}"),
    )


def test_rules_may_be_written_as_tables(tmp_path: Path) -> None:
    added = '[[redaction.rules]]\nname = "badge"\npattern = "BDG"\n'
    assert loaded(tmp_path, added).redaction == (RedactionRule(name="badge", pattern="BDG"),)


def test_a_pattern_that_python_warns_of_is_taken_without_a_word(tmp_path: Path) -> None:
    added = '[[redaction.rules]]\nname = "badge"\npattern = "[[a]+x"\n'
    assert loaded(tmp_path, added).redaction == (RedactionRule(name="badge", pattern="[[a]+x"),)


@pytest.mark.parametrize(
    ("rule", "start"),
    [
        ('name = "badge"\npattern = "("', "7: `redaction.rules.pattern` '(' is no regular expression (missing )"),
        ('name = "badge"\npattern = "a{99999999999}"', "7: `redaction.rules.pattern` 'a{99999999999}' is no regular"),
        ('name = "badge"\npattern = "x*"', "7: `redaction.rules.pattern` 'x*' matches an empty text"),
        ("name = 'badge'\npattern = '\\b'", "7: `redaction.rules.pattern` '\\\\b' matches an empty text"),
        ('name = "badge"\npattern = "^"', "7: `redaction.rules.pattern` '^' matches an empty text"),
        ('name = "badge"\npattern = ""', "7: `redaction.rules.pattern` is empty: fill it in"),
        ('name = "Badge 2"\npattern = "x"', "6: `redaction.rules.name` is the text 'Badge 2' and must be a short name"),
        ('pattern = "x"', "5: `name` is missing in [redaction.rules]"),
        ('name = "badge"', "5: `pattern` is missing in [redaction.rules]"),
        ('name = "badge"\npatern = "x"', "7: `redaction.rules.patern` is not a known key. Did you mean `pattern`?"),
    ],
)
def test_a_rule_that_would_hide_nothing_or_everything_is_an_error(tmp_path: Path, rule: str, start: str) -> None:
    rows = added_errors(tmp_path, f"[[redaction.rules]]\n{rule}\n")
    assert len(rows) == 1
    assert rows[0].startswith(f"incident.toml:{start}")


def test_two_rules_of_one_name_are_an_error_with_both_lines(tmp_path: Path) -> None:
    rule = '[[redaction.rules]]\nname = "badge"\npattern = "x"\n'
    assert added_errors(tmp_path, rule + rule) == [
        'incident.toml:9: the rule "badge" is named here and at incident.toml:6: keep one'
    ]
