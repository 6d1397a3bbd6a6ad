import json
import shutil
from pathlib import Path

import pytest

from incidents.cli.app import run
from reports.page.seal import sealed


def config(workspace: Path) -> list[str]:
    return ["--config", str(workspace / "incident.toml")]


def draft(workspace: Path, name: str = "impact.md") -> Path:
    (found,) = workspace.glob(f"postmortems/*/{name}")
    return found


def test_the_documents_of_the_demo_hold(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["check", *config(workspace)]) == 0
    assert capsys.readouterr().out.endswith(
        ": 5 documents, 4 files on issues and the page read; every generated word is carried\n"
    )


def test_a_wrong_figure_that_was_generated_is_a_fault(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for path in (draft(workspace), draft(workspace, ".generated/impact.md")):
        path.write_text(path.read_text("utf-8").replace("**F1, P0, new:**", "**F1, P1, new:**"), "utf-8")
    assert run(["check", *config(workspace)]) == 1
    out = capsys.readouterr().out
    assert "impact.md:" in out
    assert "carried by nothing; if an older version of this program wrote them, `incident render`" in out


def test_a_wrong_figure_in_a_draft_of_an_issue_is_a_fault(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Also in one that somebody renamed."""
    (path,) = workspace.glob("postmortems/*/issues/P0-*.md")
    (base,) = workspace.glob("postmortems/*/.generated/issues/P0-*.md")
    wrong = path.read_text("utf-8").replace("105 of 186 requests", "106 of 186 requests")
    base.write_text(wrong, "utf-8")
    path.rename(path.with_name("first.md")).write_text(f"{wrong}\nOurs: 99 of 7.\n", "utf-8")
    assert run(["check", *config(workspace)]) == 1
    out = capsys.readouterr().out
    assert "issues/first.md:" in out
    assert ": 106: expected 105" in out
    assert "issues/first.md: by people, not judged: outside of the blocks" in out


def test_a_draft_of_an_issue_that_somebody_wrote_is_not_judged(
    workspace: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (path,) = workspace.glob("postmortems/*/issues/P0-*.md")
    path.with_name("ours.md").write_text("---\ntitle: ours\npriority: P2\n---\n9 of 7.\n", "utf-8")
    assert run(["check", *config(workspace)]) == 0
    assert "issues/ours.md: by people, not judged" in capsys.readouterr().out


def test_a_wrong_figure_of_the_page_is_a_fault(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page = draft(workspace, "report.html")
    wrong = page.read_text("utf-8").replace("105 of 186 requests", "106 of 186 requests")
    page.write_text(sealed(wrong), "utf-8")
    assert run(["check", *config(workspace)]) == 1
    assert "report.html:" in capsys.readouterr().out


def test_a_page_that_somebody_edited_is_not_judged(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page = draft(workspace, "report.html")
    page.write_text(page.read_text("utf-8").replace("105 of 186 requests", "106 of 186 requests"), "utf-8")
    assert run(["check", *config(workspace)]) == 0
    assert "report.html: by people, not judged: the page" in capsys.readouterr().out


def test_what_people_wrote_is_named_and_not_judged(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = draft(workspace)
    path.write_text(
        path.read_text("utf-8").replace("**F1, P0, new:**", "**P9, by hand:**") + "\nOurs: 99 of 7.\n", "utf-8"
    )
    assert run(["check", "--json", *config(workspace)]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["faults"] == []
    assert told["by_people"] == {"impact.md": ["impact.summary", "outside of the blocks"]}


def test_a_deleted_and_an_emptied_draft_are_named(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    draft(workspace, "worklog.md").unlink()
    draft(workspace).write_text("", "utf-8")
    assert run(["check", *config(workspace)]) == 0
    out = capsys.readouterr().out
    assert "impact.md: empty, nothing to judge\n" in out
    assert "worklog.md: not there, not judged\n" in out
    assert ": 4 documents, 4 files" in out


def test_no_generated_word_is_not_every_word_carried(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder,) = workspace.glob("postmortems/*")
    shutil.rmtree(folder / ".generated")
    (folder / "report.html").unlink()
    assert run(["check", *config(workspace)]) == 2
    assert "nothing was judged, because no generated word is left or known" in capsys.readouterr().out


@pytest.mark.parametrize("command", ["check", "show", "diff"])
def test_an_incident_that_cannot_be_read_is_not_said_to_be_missing(
    workspace: Path, command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    draft(workspace, "incident.json").write_text("{", "utf-8")
    assert run([command, *config(workspace)]) == 2
    assert "incident.json, line 1: it is not JSON" in capsys.readouterr().err
