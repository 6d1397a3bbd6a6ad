from pathlib import Path

import pytest
from jinja2 import Environment

from templates.environment import environment, fill
from templates.lookup import OURS, names


def test_a_file_that_extends_its_own_name_extends_ours(tmp_path: Path) -> None:
    (tmp_path / "macros.md.j2").write_text('{% extends "macros.md.j2" %}')
    filling = environment(tmp_path)
    assert filling.get_template("macros.md.j2").filename == str(tmp_path / "macros.md.j2")
    assert fill(filling, "macros.md.j2", {}) == fill(environment(), "macros.md.j2", {})


def test_the_word_builtin_means_ours_from_anywhere(tmp_path: Path) -> None:
    (tmp_path / "macros.md.j2").write_text("theirs")
    (tmp_path / "page.j2").write_text('{% include "macros.md.j2" %}{% include "builtin/macros.md.j2" %}')
    filled = fill(environment(tmp_path), "page.j2", {})
    assert filled == "theirs" + fill(environment(), "macros.md.j2", {})


def test_what_is_compiled_once_is_compiled_again_when_the_file_has_changed(tmp_path: Path) -> None:
    page = tmp_path / "page.j2"
    for words in ("as it was", "as it is now"):
        page.write_text(words)
        assert fill(environment(tmp_path), "page.j2", {}) == words


def test_environments_of_one_process_share_what_they_compiled(monkeypatch: pytest.MonkeyPatch) -> None:
    environment().get_template("macros.md.j2")
    monkeypatch.setattr(Environment, "compile", None)
    environment().get_template("macros.md.j2")


def test_templates_are_named_by_their_way_from_the_folder(tmp_path: Path) -> None:
    (tmp_path / "page").mkdir()
    for name in ("b.md.j2", "page/a.html.j2", "page/c.css", "page/c.js", "README.md"):
        (tmp_path / name).write_text("")
    assert names(tmp_path) == ("b.md.j2", "page/a.html.j2", "page/c.css", "page/c.js")
    assert {"impact.md.j2", "page/frame.css"} <= set(names(OURS))
