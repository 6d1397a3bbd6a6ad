from pathlib import Path

import pytest

from templates.environment import TemplateFaultError
from templates.lookup import OURS, names
from templates.team_check import faults


def found(folder: Path, name: str, source: str) -> list[str]:
    """The faults of a folder with this file, without the folder."""
    (folder / name).write_text(source)
    return [each.removeprefix(f"{folder}/") for each in faults(folder)]


@pytest.mark.parametrize(
    "source",
    [
        '{% extends "impact.md.j2" %}{% block summary %}Ours.{% endblock %}',
        '{% extends "builtin/impact.md.j2" %}\n{% block summary %}{% block inner %}{% endblock %}{% endblock %}',
        '{% from "macros.md.j2" import section %}# Ours\n',
        '{% include "not-there.md.j2" ignore missing %}',
        "{% extends report.name %}{% block any %}{% endblock %}",  # known only when it is filled
    ],
)
def test_a_sound_template_has_no_fault(tmp_path: Path, source: str) -> None:
    assert found(tmp_path, "impact.md.j2", source) == []


@pytest.mark.parametrize(
    ("source", "fault"),
    [
        ("# Ours\n{% if %}", "impact.md.j2, line 2: Expected an expression, got 'end of statement block'"),
        ("{{ report.name | txet }}", "impact.md.j2, line 1: No filter named 'txet'."),
        (
            '\n{% extends "impct.md.j2" %}',
            "impact.md.j2, line 2: there is no template impct.md.j2. Did you mean 'impact.md.j2'?",
        ),
        (
            '{% extends "impact.md.j2" %}\n\n{% block sumary %}{% endblock %}',
            "impact.md.j2, line 3: builtin/impact.md.j2 has no block 'sumary'. Did you mean 'summary'?",
        ),
        (
            '{% from "macros.md.j2" import sektion %}',
            "impact.md.j2, line 1: macros.md.j2 has no macro 'sektion'. Did you mean 'section'?",
        ),
        ('{% include "gone.md.j2" %}', "impact.md.j2, line 1: there is no template gone.md.j2"),
    ],
)
def test_a_fault_is_told_with_file_line_and_name(tmp_path: Path, source: str, fault: str) -> None:
    assert found(tmp_path, "impact.md.j2", source) == [fault]


def test_blocks_are_looked_for_all_the_way_up(tmp_path: Path) -> None:
    (tmp_path / "base.md.j2").write_text('{% extends "impact.md.j2" %}{% block actions %}{% endblock %}')
    (tmp_path / "whys.md.j2").write_text('{% extends "impact.md.j2" %}')
    source = '{% extends "base.md.j2" %}{% block summary %}{% endblock %}{% block none %}{% endblock %}'
    assert found(tmp_path, "five-whys.md.j2", source) == [
        "five-whys.md.j2, line 1: base.md.j2 has no block 'none'",
        "whys.md.j2: it replaces no template and none uses it. Did you mean 'five-whys.md.j2'?",
    ]


def test_all_faults_are_told_at_once(tmp_path: Path) -> None:
    (tmp_path / "impcat.md.j2").write_text("# Ours")
    (tmp_path / "macros.md.j2").write_bytes(b"\xff")
    (tmp_path / "frame.css").write_text("p {}")
    assert found(tmp_path, "validation.md.j2", "{% endif %}") == [
        "macros.md.j2: it is not UTF-8; save it as UTF-8",
        "validation.md.j2, line 1: Encountered unknown tag 'endif'.",
        "frame.css: it replaces no template and none uses it. Did you mean 'page/frame.css'?",
        "impcat.md.j2: it replaces no template and none uses it. Did you mean 'impact.md.j2'?",
    ]


def test_templates_of_a_page_are_read_by_the_rules_of_the_page(tmp_path: Path) -> None:
    (tmp_path / "page").mkdir()
    assert found(tmp_path, "page/why.html.j2", "{{ page.name | prose }}") == []
    assert found(tmp_path, "page/why.html.j2", "{{ page.name | cell }}") == [
        "page/why.html.j2, line 1: No filter named 'cell'."
    ]


def test_our_own_templates_have_none(tmp_path: Path) -> None:
    for name in names(OURS):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes((OURS / name).read_bytes())
    assert faults(tmp_path) == ()


def test_a_folder_that_is_not_there_is_a_fault(tmp_path: Path) -> None:
    with pytest.raises(TemplateFaultError, match="is not there"):
        faults(tmp_path / "gone")
