"""`incident file` as its user meets it, on the demo's incident and its folder of issues."""

import json
import subprocess
from pathlib import Path

import pytest

from incidents.cli.app import run
from incidents.demo.workspace import SINCE
from tests.house.checkout import installed


def _config(workspace: Path) -> list[str]:
    return ["--config", str(workspace / "incident.toml")]


def _filed(workspace: Path) -> list[str]:
    return sorted(each.name for each in (workspace / "filed-issues").glob("*.md"))


def _drafts(workspace: Path) -> dict[str, Path]:
    return {each.name[:2]: each for each in sorted((workspace / "postmortems").glob("*/issues/P*.md"), reverse=True)}


def test_without_yes_the_plan_is_printed_and_nothing_is_written(
    workspace: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["file", *_config(workspace)]) == 0
    shown = capsys.readouterr().out
    assert "in folder filed-issues" in shown.splitlines()[0]
    assert "create  P0  rates-service" in shown
    assert "#41 is about it: it quotes" in shown
    assert shown.rstrip().endswith("Nothing was filed. --yes does it.")
    assert not (workspace / "filed-issues").exists()
    assert not list(workspace.glob("postmortems/*/filed.jsonl"))


def test_with_yes_it_is_done_once(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["file", "--yes", *_config(workspace)]) == 0
    files = {each: (workspace / "filed-issues" / each).read_bytes() for each in _filed(workspace)}
    assert len(files) >= 3
    capsys.readouterr()

    assert run(["file", "--yes", *_config(workspace)]) == 0
    assert "0 writes" in capsys.readouterr().out
    assert {each: (workspace / "filed-issues" / each).read_bytes() for each in _filed(workspace)} == files
    assert run(["file", *_config(workspace)]) == 0
    assert "There is nothing to do." in capsys.readouterr().out


def test_json_holds_each_action_with_its_reason(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["file", "--json", "--max-priority", "P0", *_config(workspace)]) == 0
    plan = json.loads(capsys.readouterr().out)
    assert plan["writes"]
    assert {each["action"] for each in plan["actions"] if each["priority"] == "P0"} == {"create"}
    assert {each["reason"] for each in plan["actions"] if each["priority"] == "P1"} == {"P1 is less urgent than P0"}

    assert run(["file", "--json", "--yes", *_config(workspace)]) == 0
    done = json.loads(capsys.readouterr().out)
    assert done["applied"]["stopped"] is None
    assert len(done["applied"]["issues"]) == len(_filed(workspace)) - 1  # the parent is no draft's issue


def test_a_rebuild_gives_the_same_plan(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(["file", "--json", *_config(workspace)])
    before = capsys.readouterr().out
    run(["render", *_config(workspace)])
    capsys.readouterr()
    run(["file", "--json", *_config(workspace)])
    assert capsys.readouterr().out == before


def test_people_decide_before_anything_is_filed(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    drafts = _drafts(workspace)
    drafts["P0"].unlink()
    text = drafts["P2"].read_text(encoding="utf-8")
    drafts["P2"].write_text(text.replace('priority: "P2"', "priority: P1\nissue: new"), encoding="utf-8")
    capsys.readouterr()

    assert run(["file", "--json", "--yes", *_config(workspace)]) == 0
    done = json.loads(capsys.readouterr().out)

    assert "P0" not in {each["priority"] for each in done["actions"]}
    assert "its draft was deleted" in {each["reason"] for each in done["not_filed"]}
    ours = next(each for each in done["actions"] if each["draft"].endswith(drafts["P2"].name))
    assert (ours["action"], ours["priority"]) == ("create", "P1")
    filed = [name for name in _filed(workspace) if "tracking" in name]
    assert '"P1"' in (workspace / "filed-issues" / filed[0]).read_text(encoding="utf-8").split("---")[1]


def test_a_faulty_draft_stops_all_with_one_sentence(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    draft = _drafts(workspace)["P0"]
    draft.write_text(draft.read_text(encoding="utf-8").replace('priority: "P0"', "priority: urgent"), encoding="utf-8")
    assert run(["file", "--yes", *_config(workspace)]) == 2
    assert f"issues/{draft.name}: `priority` is 'urgent' and must be P0, P1 or P2" in capsys.readouterr().err
    assert not (workspace / "filed-issues").exists()


def test_an_unknown_priority_is_refused(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["file", "--max-priority", "high", *_config(workspace)]) == 2
    assert "it takes P0, P1 or P2. Nothing was filed" in capsys.readouterr().err


def test_without_a_token_the_incident_is_built_and_the_filing_says_so(
    workspace: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("GITHUB_TOKEN", "GH_TOKEN"):
        monkeypatch.delenv(name, raising=False)
    file = workspace / "incident.toml"
    file.write_text(file.read_text(encoding="utf-8").replace('tracker = "folder"\n', ""), encoding="utf-8")

    assert run(["build", "--since", SINCE, "--file", "--json", *_config(workspace)]) == 2
    shown = capsys.readouterr()
    assert "the incident was built, and nothing was filed: there is no token for GitHub" in shown.err
    assert "there is no token" in json.loads(shown.out)["filing"]["error"]


def test_a_build_files_what_is_urgent_enough(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["build", "--since", SINCE, "--file", "--max-priority", "P0", "--json", *_config(workspace)]) == 0
    built = json.loads(capsys.readouterr().out)
    assert len(_filed(workspace)) == 1
    assert built["filing"]["applied"]["writes"] >= 1


def test_two_runs_at_once_file_everything_once(workspace: Path) -> None:
    command = [installed("incident"), "file", "--yes", *_config(workspace)]
    runs = [subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) for _ in range(2)]
    said = [each.communicate() for each in runs]
    assert 0 in [each.returncode for each in runs]
    for each, (_, error) in zip(runs, said, strict=True):
        assert each.returncode == 0 or "another `incident` is writing" in error

    titles = [
        (workspace / "filed-issues" / each).read_text(encoding="utf-8").splitlines()[1] for each in _filed(workspace)
    ]
    assert len(titles) == len(set(titles)) >= 3
