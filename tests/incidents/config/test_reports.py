"""The team's own templates."""

from pathlib import Path

import pytest

from tests.incidents.config.files import added_errors, loaded


def test_the_folder_of_templates_lies_beside_the_file(tmp_path: Path) -> None:
    config = loaded(tmp_path, '[reports]\ntemplates = "./docs/report-templates/"\n')
    assert config.templates == "docs/report-templates"
    assert config.template_folder == tmp_path / "docs" / "report-templates"


def test_without_a_word_there_are_none(tmp_path: Path) -> None:
    assert loaded(tmp_path).template_folder is None


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (
            '"../elsewhere"',
            "`reports.templates` '../elsewhere' climbs out with ..: name only what lies below incident.toml",
        ),
        ('"/etc"', "`reports.templates` '/etc' starts outside: write it relative to incident.toml"),
        ('""', '`reports.templates` is empty: fill it in, for example "report-templates"'),
        ("[1]", '`reports.templates` is a list and must be a text such as "report-templates"'),
        (
            '"./"',
            "`reports.templates` './' is the folder of incident.toml itself: name a folder that holds templates alone",
        ),
        (
            '"postmortems/own"',
            "`reports.templates` 'postmortems/own' lies where the incidents are written: name a folder of its own",
        ),
    ],
)
def test_a_folder_that_cannot_be_used_is_an_error(tmp_path: Path, value: str, said: str) -> None:
    assert added_errors(tmp_path, f"[reports]\ntemplates = {value}\n") == [f"incident.toml:6: {said}"]


def test_an_unknown_key_is_an_error(tmp_path: Path) -> None:
    assert added_errors(tmp_path, '[reports]\ntemplate = "x"\n') == [
        "incident.toml:6: `reports.template` is not a known key. Did you mean `templates`?"
    ]
