"""A team's own templates, from ejecting ours to a build with theirs."""

import json
from pathlib import Path

import pytest

from incidents.cli.app import run
from incidents.demo.workspace import SINCE
from templates.lookup import OURS, names


@pytest.fixture
def config(workspace: Path) -> list[str]:
    """The demo with a folder of templates named in its incident.toml."""
    file = workspace / "incident.toml"
    file.write_text(f'{file.read_text(encoding="utf-8")}\n[reports]\ntemplates = "ours"\n', encoding="utf-8")
    return ["--config", str(file)]


def written(workspace: Path) -> dict[str, bytes]:
    files = (each for each in sorted((workspace / "postmortems").rglob("*")) if each.is_file())
    return {str(each.relative_to(workspace)): each.read_bytes() for each in files}


def test_templates_as_ejected_give_the_same_bytes(
    workspace: Path, config: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    before = written(workspace)
    assert run(["templates", "eject", "--json", *config]) == 0
    assert json.loads(capsys.readouterr().out)["written"] == list(names(OURS))
    assert run(["render", *config]) == 0
    assert written(workspace) == before


def test_one_block_of_a_team_replaces_ours(workspace: Path, config: list[str]) -> None:
    (workspace / "ours").mkdir()
    (workspace / "ours" / "impact.md.j2").write_text(
        '{% extends "impact.md.j2" %}\n{% from "macros.md.j2" import section %}\n{% block options %}\n'
        '{% call section("impact.options", "Options") %}\nAsk the captain of {{ report.name }}.\n{% endcall %}\n\n'
        "{% endblock %}\n"
    )
    assert run(["build", "--since", SINCE, *config]) == 0
    (draft,) = (workspace / "postmortems").glob("*/impact.md")
    text = draft.read_text(encoding="utf-8")
    assert f"## Options\n\nAsk the captain of `{draft.parent.name}`.\n" in text
    assert "## Timeline" in text


@pytest.mark.parametrize("command", [["build", "--since", SINCE], ["render"]])
@pytest.mark.parametrize(
    "broken",
    [
        ("# Ours\n{{ report.nmae | text }}\n", "impact.md.j2, line 2: "),
        ("# Ours\n{% for each in %}\n", "impact.md.j2, line 2: "),
        (
            '{% extends "impact.md.j2" %}\n{% block sumary %}{% endblock %}\n',
            "line 2: builtin/impact.md.j2 has no block",
        ),
    ],
)
def test_a_broken_template_is_told_and_nothing_is_written(
    workspace: Path, config: list[str], capsys: pytest.CaptureFixture[str], command: list[str], broken: tuple[str, str]
) -> None:
    source, said = broken
    (workspace / "ours").mkdir()
    (workspace / "ours" / "impact.md.j2").write_text(source)
    before = written(workspace)
    assert run([*command, *config]) == 2
    shown = capsys.readouterr()
    assert said in shown.err
    assert "Traceback" not in shown.err
    assert written(workspace) == before


def test_a_folder_that_is_not_there_is_told_by_doctor_and_build(
    config: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["doctor", "--json", *config]) == 2
    checks = {each["name"]: each for each in json.loads(capsys.readouterr().out)}
    assert checks["templates"]["ok"] is False
    assert run(["build", "--since", SINCE, *config]) == 2
    assert "ours is not there; nothing was written" in capsys.readouterr().err


def test_doctor_finds_sound_templates(config: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["templates", "eject", "impact.md", *config]) == 0
    capsys.readouterr()
    assert run(["doctor", "--json", *config]) == 0
    assert {"name": "templates", "ok": True, "text": str(Path(config[1]).parent / "ours")} in json.loads(
        capsys.readouterr().out
    )


def test_what_a_team_has_is_never_overwritten(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "impact.md.j2").write_text("theirs")
    assert run(["templates", "eject", "--to", str(tmp_path), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["kept"] == ["impact.md.j2"]
    assert (tmp_path / "impact.md.j2").read_text() == "theirs"
    assert (tmp_path / "macros.md.j2").read_bytes() == (OURS / "macros.md.j2").read_bytes()
    assert run(["templates", "eject", "impact.md", "--to", str(tmp_path)]) == 2
    assert "impact.md.j2 is there already; remove or rename it first. Nothing was written" in capsys.readouterr().err


@pytest.mark.parametrize("name", ["impact.md.j2", "impact.md"])
def test_one_template_is_ejected_by_its_name_or_that_of_its_document(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    assert run(["templates", "eject", name, "--to", str(tmp_path / "new")]) == 0
    assert [each.name for each in (tmp_path / "new").iterdir()] == ["impact.md.j2"]
    shown = capsys.readouterr()
    assert shown.out == f"wrote {tmp_path / 'new' / 'impact.md.j2'}\n"
    assert "{% extends 'impact.md.j2' %}" in shown.err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["impct.md", "--to", "x"], "there is no template 'impct.md'. Did you mean `impact.md`? Nothing was written"),
        (["../x", "--to", "x"], "There are: five-whys.md.j2, "),
        (
            ["impact.md", "--to", "incident.toml/x"],
            "incident.toml/x/impact.md.j2 could not be written: Not a directory",
        ),
        ([], 'incident.toml names no folder for templates: add templates = "report-templates" under [reports]'),
    ],
)
def test_bad_input_is_one_sentence(
    workspace: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    arguments: list[str],
    said: str,
) -> None:
    monkeypatch.chdir(workspace)
    assert run(["templates", "eject", *arguments]) == 2
    assert said in capsys.readouterr().err
    assert not (workspace / "x").exists()
