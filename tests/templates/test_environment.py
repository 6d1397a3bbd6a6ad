from pathlib import Path

import pytest

from templates.environment import TemplateFaultError, environment, fill
from templates.safe import Safe


def filled(folder: Path, source: str, **values: object) -> str:
    (folder / "page.j2").write_text(source)
    return fill(environment(folder), "page.j2", values)


@pytest.mark.parametrize(
    ("source", "page"),
    [
        ("{{ outside | text }}\n", "ask `@ops`\n"),
        ("{{ outside | code }} {{ outside | cell }}", "`ask @ops` ask `@ops`"),
        ("{{ outside | fenced }}", "```text\nask @ops\n```"),
        ("{{ 3 }} of {{ safe }}", "3 of `x`"),
        ("{{ [safe, safe] | joined }}", "`x`, `x`"),
        ("{{ [safe, safe] | joined(' and ') }}", "`x` and `x`"),
        ("{{ 'impact.what-changed' | block_id }}", "impact.what-changed"),
        ("{% for each in [1, 2] %}\n  - {{ each }}\n{% endfor %}\n", "  - 1\n  - 2\n"),
        ("{% macro m(x) %}<{{ x | text }}>{% endmacro %}{{ m('a') }}", "<a>"),
        ("{% macro m() %}<{{ caller() }}>{% endmacro %}{% call m() %}{{ 1 }}{% endcall %}", "<1>"),
        ("{{ outside.split() | length }} {{ words['one'] | text }}", "2 first"),
        ("{% if outside %}yes{% else %}no{% endif %}", "yes"),
    ],
)
def test_a_template_prints_what_filters_made(tmp_path: Path, source: str, page: str) -> None:
    assert filled(tmp_path, source, outside="ask @ops", safe=Safe("`x`"), words={"one": "first"}) == page


@pytest.mark.parametrize(
    ("source", "what"),
    [
        ("{{ outside }}", "line 1: a value of type str went through no filter"),
        ("{{ safe ~ outside }}", "line 1: a value of type str went through no filter"),
        ("{% set x %}{{ safe }}{% endset %}{{ x }}", "line 1: a value of type str went through no filter"),
        ("{{ true }}", "line 1: a value of type bool went through no filter"),
        ("{{ none }}", "line 1: a value of type NoneType went through no filter"),
        ("{{ [safe, outside] | joined }}", "line 1: 'ask @ops' is not safe text"),
        ("{{ [safe] | joined('*') }}", "line 1: '*' is more than words and commas"),
        ("\n\n{{ missing }}", "line 3: 'missing' is undefined"),
        ("\n{{ outside.missing }}", "line 2: 'str object' has no attribute 'missing'; no document"),
        ("\n{{ outside.splitline }}", "line 2: 'str object' has no attribute 'splitline'. Did you mean 'splitlines'?"),
        ("{% if %}", "line 1: Expected an expression"),
        ("{{ outside | shout }}", "line 1: No filter named 'shout'"),
        ("{{ outside | safe }}", "line 1: No filter named 'safe'"),
        ("\n{% include 'gone.j2' %}", "line 2: there is no template gone.j2"),
        ("{{ 1 / 0 }}", "line 1: division by zero"),
        ("{{ 'Impact' | block_id }}", "line 1: 'Impact' is not the id of a block"),
        ("{{ safe.format(outside) }}", "line 1: access to attribute 'format' of 'Safe' object is unsafe"),
        ("{{ safe['format'](outside) }}", "line 1: access to attribute 'format' of 'Safe' object is unsafe"),
        ("{{ outside.__class__ }}", "line 1: access to attribute '__class__' of 'str' object is unsafe"),
        ("{{ range(10 ** 9) | list }}", "line 1: Range too big"),
    ],
)
def test_a_broken_template_gives_file_line_and_name(tmp_path: Path, source: str, what: str) -> None:
    with pytest.raises(TemplateFaultError) as raised:
        filled(tmp_path, source, outside="ask @ops", safe=Safe("`{}`"))
    assert str(raised.value).startswith(f"{tmp_path / 'page.j2'}, {what}")
    assert str(raised.value).endswith("; no document was written")


def test_text_from_outside_is_never_a_template(tmp_path: Path) -> None:
    assert filled(tmp_path, "{{ outside | code }}", outside="{{ 7*7 }}{% for %}") == "`{{ 7*7 }}{% for %}`"


def test_a_template_that_is_not_utf_8_is_a_fault(tmp_path: Path) -> None:
    (tmp_path / "page.j2").write_bytes(b"\xff")
    with pytest.raises(TemplateFaultError, match=r"^page\.j2: 'utf-8' codec can't decode"):
        fill(environment(tmp_path), "page.j2", {})


def test_a_template_that_is_not_there_is_a_fault() -> None:
    with pytest.raises(TemplateFaultError, match=r"^gone\.j2: there is no template gone\.j2; no document was written"):
        fill(environment(), "gone.j2", {})


def test_a_folder_that_is_not_there_is_a_fault(tmp_path: Path) -> None:
    with pytest.raises(TemplateFaultError, match=r"the folder of templates .*gone is not there"):
        environment(tmp_path / "gone")


def test_a_team_changes_one_block_of_a_template_of_ours(tmp_path: Path) -> None:
    ours = "{% block head %}one{% endblock %} {% block tail %}two{% endblock %}"
    (tmp_path / "base.j2").write_text(ours)
    page = "{% extends 'base.j2' %}{% block tail %}{{ super() }} and {{ 3 }}{% endblock %}"
    assert filled(tmp_path, page) == "one two and 3"


def test_a_team_s_file_comes_before_ours_and_can_extend_it(tmp_path: Path) -> None:
    (tmp_path / "macros.md.j2").write_text("{% extends 'builtin/macros.md.j2' %}")
    assert environment(tmp_path).get_template("macros.md.j2").filename == str(tmp_path / "macros.md.j2")
    assert (
        environment().get_template("macros.md.j2").filename
        == environment().get_template("builtin/macros.md.j2").filename
    )
