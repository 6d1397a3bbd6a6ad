import json
import re
import socket
from pathlib import Path

import pytest

from incidents.cli.app import run
from incidents.demo.workspace import SINCE, write
from incidents.model.incident import Incident
from incidents.store.report_root import only_build


def config(workspace: Path) -> list[str]:
    return ["--config", str(workspace / "incident.toml")]


def incident_folder(workspace: Path) -> Path:
    (folder,) = (each for each in (workspace / "postmortems").iterdir() if each.is_dir())
    return folder


def contents(folder: Path) -> dict[str, bytes]:
    files = (each for each in sorted(folder.rglob("*")) if each.is_file())
    return {str(each.relative_to(folder)): each.read_bytes() for each in files}


def test_a_second_build_says_it_all_on_one_screen_and_changes_no_byte(
    workspace: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = contents(incident_folder(workspace))
    assert run(["build", "--since", SINCE, *config(workspace)]) == 0
    shown = capsys.readouterr()
    lines = shown.out.splitlines()
    assert len(lines) <= 24
    assert max(len(line) for line in lines) <= 100
    assert lines[0].startswith("Incident")
    assert "update-traffic" in shown.out
    assert "impact.md" in shown.out
    assert shown.err == ""
    assert contents(incident_folder(workspace)) == before


def test_a_build_beside_another_is_refused_with_one_sentence(
    workspace: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = contents(workspace / "postmortems")
    with only_build(workspace / "postmortems"):
        assert run(["build", "--since", SINCE, *config(workspace)]) == 2
    assert "another `incident` is writing" in capsys.readouterr().err
    assert contents(workspace / "postmortems") == before


def test_findings_at_or_above_the_level_make_the_exit_code_and_json_is_all_of_stdout(
    workspace: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["build", "--since", SINCE, "--json", "--fail-on", "P1", *config(workspace)]) == 1
    found = json.loads(capsys.readouterr().out)
    assert found["folder"] == str(incident_folder(workspace))
    assert found["verdict"] == "incident"


def test_findings_below_the_level_are_no_failure(workspace: Path) -> None:
    before_the_fault = ["--until", "2026-03-10T10:00:00Z"]
    assert run(["build", "--since", SINCE, *before_the_fault, "--fail-on", "P1", *config(workspace)]) == 0


def test_a_source_that_cannot_be_read_fails_only_under_strict(
    workspace: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (workspace / "issues.json").unlink()
    assert run(["build", "--since", SINCE, *config(workspace)]) == 0
    assert "issues" in capsys.readouterr().err
    assert run(["build", "--since", SINCE, "--strict", *config(workspace)]) == 3


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--since", "nowhere-00001-abc"], "is no revision in scope, no commit of the repository and no RFC 3339 time"),
        (["--since", "2026-03-11T08:00:00"], "RFC 3339"),  # a time without a zone names no moment
        (["--since", SINCE, "--until", "1999-01-01T00:00:00Z"], "before it starts"),
        (["--since", SINCE, "--fail-on", "P9"], "--fail-on is 'P9'"),
        (["--since", "--output=x"], "is no revision in scope"),  # never reaches git as an option
    ],
)
def test_bad_input_is_one_sentence_and_changes_nothing(
    workspace: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], said: str
) -> None:
    before = contents(workspace / "postmortems")
    assert run(["build", *arguments, *config(workspace)]) == 2
    shown = capsys.readouterr()
    assert shown.out == ""
    assert said in shown.err
    assert "Traceback" not in shown.err
    assert contents(workspace / "postmortems") == before


def test_without_since_a_point_is_proposed_with_its_reason(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(tmp_path / "healthy", healthy=True)
    assert run(["build", "--json", *config(tmp_path / "healthy")]) == 0
    folder = Path(json.loads(capsys.readouterr().out)["folder"])
    window = Incident.model_validate_json((folder / "incident.json").read_bytes()).window
    assert window.proposed
    assert "was proposed: it was Ready, served requests" in window.baseline.reason


def test_without_a_green_run_nothing_is_proposed_and_each_revision_says_why(
    workspace: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["build", *config(workspace)]) == 2
    said = capsys.readouterr().err
    assert f"{SINCE}: no real green test run on it or its commit" in said
    assert "Name one with --since" in said


def test_since_may_be_a_time_or_a_commit(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    window = Incident.model_validate_json((incident_folder(workspace) / "incident.json").read_bytes()).window
    good = next(each for each in window.baseline.revisions if each.revision == SINCE)
    start = str(window.candidate.span.start)
    assert good.commit is not None
    for named in (good.commit, start):
        assert run(["build", "--since", named, "--json", *config(workspace)]) == 0
        capsys.readouterr()


def test_render_uses_the_stored_evidence_alone(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = contents(incident_folder(workspace))
    for each in ("logs", "repo", "artifacts"):
        (workspace / each).rename(workspace / f"gone-{each}")
    (incident_folder(workspace) / "impact.md").unlink()
    (incident_folder(workspace) / ".generated" / "impact.md").unlink()
    assert run(["render", *config(workspace)]) == 0
    assert contents(incident_folder(workspace)) == before
    assert "impact.md" in capsys.readouterr().out


def test_an_authors_words_survive_a_rebuild(workspace: Path) -> None:
    draft = incident_folder(workspace) / "impact.md"
    edited = draft.read_text(encoding="utf-8").replace("\n", "\nOur own words.\n", 1)
    draft.write_text(edited, encoding="utf-8")
    assert run(["build", "--since", SINCE, *config(workspace)]) == 0
    assert draft.read_text(encoding="utf-8") == edited


def test_new_evidence_is_woven_into_an_edited_draft_and_conflicts_are_told_once(
    workspace: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    draft = incident_folder(workspace) / "impact.md"
    generated = draft.read_text(encoding="utf-8")
    leading = next(line for line in generated.splitlines() if line.startswith("- **Basis:**"))
    mine = f"{leading} Ann looked at the printer."
    edited = generated.replace(leading, mine).replace("## Timeline\n", "## Timeline\n\nAs we saw it.\n").encode()
    draft.write_bytes(edited.replace(b"\n", b"\r\n"))
    (workspace / "issues.json").unlink()
    arguments = ["build", "--since", SINCE, *config(workspace)]
    assert run(arguments) == 0
    assert "impact.md: edited lines were kept in impact.summary; what is generated" in capsys.readouterr().err
    merged = contents(incident_folder(workspace))
    text = merged["impact.md"].decode()
    assert f"{mine}\r\n" in text
    assert "## Timeline\r\n\r\nAs we saw it.\r\n" in text
    assert mine not in merged[".generated/remarks/impact.md"].decode()
    assert "- **Basis:**" in merged[".generated/remarks/impact.md"].decode()
    assert run(arguments) == 0
    assert contents(incident_folder(workspace)) == merged
    assert "edited lines" not in capsys.readouterr().err


def test_evidence_that_was_edited_is_refused(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    stored = incident_folder(workspace) / "evidence.jsonl"
    stored.write_text(stored.read_text(encoding="utf-8").replace("500", "200", 1), encoding="utf-8")
    assert run(["render", *config(workspace)]) == 2
    assert "it was changed after it was collected" in capsys.readouterr().err


def test_show_lists_the_findings_and_opens_each_of_them(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["show", *config(workspace)]) == 0
    listed = capsys.readouterr().out
    incident = Incident.model_validate_json((incident_folder(workspace) / "incident.json").read_bytes())
    assert incident.findings
    for finding in incident.findings:
        assert finding.id in listed
        assert run(["show", finding.id, *config(workspace)]) == 0
        shown = capsys.readouterr().out
        assert all(key in shown for key in finding.primary)


def test_show_takes_the_short_name_that_documents_give_a_finding(
    workspace: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["show", *config(workspace)]) == 0
    listed = dict(re.findall(r"^(F\d+) (finding-\w+)", capsys.readouterr().out, re.MULTILINE))
    document = (incident_folder(workspace) / "impact.md").read_text(encoding="utf-8")
    assert list(listed) == [f"F{number}" for number in range(1, len(listed) + 1)]
    for number, key in listed.items():
        assert re.search(rf"^\| {number}: .*`{key}`", document, re.MULTILINE)
        assert run(["show", number.lower(), *config(workspace)]) == 0
        assert capsys.readouterr().out.startswith(f"{key}: ")
    assert run(["show", f"F{len(listed) + 1}", *config(workspace)]) == 2


def test_every_cited_record_can_be_shown(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    incident = Incident.model_validate_json((incident_folder(workspace) / "incident.json").read_bytes())
    cited = {cite for claim in incident.claims for cite in claim.cites}
    for key in sorted(cited)[:8]:
        assert run(["show", key, "--json", *config(workspace)]) == 0
        assert json.loads(capsys.readouterr().out)["id"] == key


def test_show_as_json_holds_the_finding_its_chain_and_its_evidence(
    workspace: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["show", "--json", *config(workspace)]) == 0
    first = json.loads(capsys.readouterr().out)["findings"][0]
    assert run(["show", first["id"], "--json", *config(workspace)]) == 0
    shown = json.loads(capsys.readouterr().out)
    assert shown["finding"] == first
    assert [each["id"] for each in shown["evidence"]] == [*first["primary"], *first["related"]]


def test_show_of_an_unknown_id_lists_what_comes_near(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["show", SINCE, *config(workspace)]) == 2
    assert f"Did you mean `rev-{SINCE}`" in capsys.readouterr().err


def test_a_page_that_was_edited_is_replaced_and_that_is_said(
    workspace: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page = incident_folder(workspace) / "report.html"
    generated = page.read_bytes()
    for edited in (generated.replace(b"<h1", b"<h1 lang='en'"), b"\xff not even text"):
        page.write_bytes(edited)
        assert run(["render", *config(workspace)]) == 0
        assert "report.html: it was edited and is replaced" in capsys.readouterr().err
        assert page.read_bytes() == generated
    page.unlink()
    assert run(["render", *config(workspace)]) == 0
    assert "report.html" not in capsys.readouterr().err
    assert page.read_bytes() == generated


def test_an_unknown_incident_lists_what_comes_near(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    name = incident_folder(workspace).name
    assert run(["show", "--incident", name[:-1], *config(workspace)]) == 2
    assert f"Did you mean `{name}`" in capsys.readouterr().err


def test_doctor_says_what_each_source_would_read(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["doctor", *config(workspace)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert {line.split()[1] for line in lines} >= {"config", "git", "logs", "cloud_run", "tests", "issues"}
    (workspace / "revisions.json").unlink()
    (workspace / "services.json").unlink()
    assert run(["doctor", "--json", *config(workspace)]) == 2
    checks = json.loads(capsys.readouterr().out)
    assert [each["ok"] for each in checks if each["name"] == "cloud_run"] == [False, False]


def test_doctor_tries_what_a_live_read_needs(
    workspace: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    file = workspace / "incident.toml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace('files = ["logs/*.json"]', "live = true"), encoding="utf-8")
    monkeypatch.setenv("CLOUDSDK_API_ENDPOINT_OVERRIDES_LOGGING", "127.0.0.1:1")  # nobody listens there
    assert run(["doctor", "--json", *config(workspace)]) == 2
    checks = {each["name"]: each["ok"] for each in json.loads(capsys.readouterr().out)}
    assert (checks["credentials"], checks["reach"], checks["logs"]) == (True, False, True)


def test_doctor_tries_each_api_that_is_read_live(
    workspace: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    file = workspace / "incident.toml"
    text = file.read_text(encoding="utf-8").replace('files = ["logs/*.json"]', "live = true")
    file.write_text(text.replace('files = ["revisions.json", "services.json"]', "live = true"), encoding="utf-8")
    with socket.create_server(("127.0.0.1", 0)) as server:
        place = f"127.0.0.1:{server.getsockname()[1]}"
        monkeypatch.setenv("CLOUDSDK_API_ENDPOINT_OVERRIDES_LOGGING", place)
        monkeypatch.setenv("CLOUDSDK_API_ENDPOINT_OVERRIDES_RUN", "127.0.0.1:1")  # nobody listens there
        assert run(["doctor", "--json", *config(workspace)]) == 2
    checks = json.loads(capsys.readouterr().out)
    assert [each["ok"] for each in checks if each["name"] == "reach"] == [True, False]
    (asked,) = [each["text"] for each in checks if each["name"] == "cloud_run"]
    assert asked.startswith("Cloud Run Admin API v2, projects/")


def test_doctor_asks_github_where_it_is_read_live(
    workspace: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    file = workspace / "incident.toml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace('files = ["issues.json"]', "live = true"), encoding="utf-8")
    for variable in ("GITHUB_TOKEN", "GH_TOKEN"):
        monkeypatch.delenv(variable, raising=False)
    assert run(["doctor", "--json", *config(workspace)]) == 2
    (github,) = [each for each in json.loads(capsys.readouterr().out) if each["name"] == "github"]
    assert (github["ok"], github["text"]) == (
        False,
        "there is no token for GitHub: set GITHUB_TOKEN, or GH_TOKEN, in the environment",
    )


def test_doctor_tells_every_error_of_the_configuration(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = workspace / "incident.toml"
    file.write_text(file.read_text(encoding="utf-8").replace("region =", "regoin ="), encoding="utf-8")
    assert run(["doctor", *config(workspace)]) == 2
    said = capsys.readouterr().err
    assert "Did you mean `region`?" in said


def test_init_writes_a_file_that_is_never_overwritten(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["init", str(tmp_path)]) == 0
    written = (tmp_path / "incident.toml").read_bytes()
    assert run(["init", str(tmp_path)]) == 2
    assert "is there already" in capsys.readouterr().err
    assert (tmp_path / "incident.toml").read_bytes() == written


def test_the_demo_refuses_a_folder_that_holds_something_else(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "mine.txt").write_text("keep", encoding="utf-8")
    assert run(["demo", str(tmp_path)]) == 2
    assert [each.name for each in tmp_path.iterdir()] == ["mine.txt"]
    assert "nothing was written" in capsys.readouterr().err.lower()


def test_a_command_outside_of_a_workspace_says_how_to_start(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run(["show"]) == 2
    assert "incident init" in capsys.readouterr().err


def test_a_wrong_option_is_bad_input(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["build", "--sinse", "x"]) == 2
    assert "No such option" in capsys.readouterr().err
