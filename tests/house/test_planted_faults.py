"""The benchmark harness, with a stand-in for the installed program."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks import planted_faults
from benchmarks.neutral_form import neutral_form
from tests.builders import incident
from tests.house.case_folders import add_previous_run, calls_of, write_case, write_program, write_script

_ROOT = Path(__file__).parents[2]


@pytest.fixture
def answer(tmp_path: Path) -> Path:
    folder = tmp_path / "answer"
    for name, text in (
        ("incident.json", incident().model_dump_json()),
        ("impact.md", "# Impact\n"),
        ("issues/P1-labels.md", "# Labels\n"),
        (".generated/impact.md", "# Impact as generated\n"),
    ):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def _files(folder: Path) -> list[str]:
    return sorted(each.relative_to(folder).as_posix() for each in folder.rglob("*") if each.is_file())


def test_every_case_leaves_its_documents_and_its_results(tmp_path: Path, answer: Path) -> None:
    for name in ("a1", "b1"):
        write_case(tmp_path / "cases" / name)
    program = write_program(tmp_path / "incident", answer)
    words = [str(tmp_path / "cases"), "--out", str(tmp_path / "out"), "--incident", str(program)]
    assert planted_faults.main(words) == 0
    documents = ["impact.md", "issues/P1-labels.md", "results.json"]
    assert _files(tmp_path / "out") == [f"{case}/{name}" for case in ("a1", "b1") for name in documents]
    results = json.loads((tmp_path / "out" / "b1" / "results.json").read_text(encoding="utf-8"))
    assert results == neutral_form(incident(), "# Impact\n\n\n# Labels\n")


def test_the_program_is_run_as_a_team_would_run_it(
    tmp_path: Path, answer: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    write_case(tmp_path / "cases" / "a1")
    program = write_program(tmp_path / "incident", answer)
    planted_faults.main([str(tmp_path / "cases"), "--out", str(tmp_path / "out"), "--incident", str(program)])
    (call,) = calls_of(program)
    command, since, until, config, form = call["words"]
    assert (command, since, until, form) == (
        "build",
        "--since=parcel-api-00007-kit",
        "--until=2026-03-02T13:00:00Z",
        "--json",
    )
    assert re.fullmatch(r"--config=.+/workspace/incident\.toml", config)
    assert call["python_path"] is None


def test_previous_runs_are_stored_before_the_case_is_built_on_its_own_runs(tmp_path: Path, answer: Path) -> None:
    add_previous_run(write_case(tmp_path / "cases" / "a1"))
    program = write_program(tmp_path / "incident", answer)
    planted_faults.main([str(tmp_path / "cases"), "--out", str(tmp_path / "out"), "--incident", str(program)])
    first, second = calls_of(program)
    assert first["words"][1:3] == ["--since=2026-03-02T08:59:59Z", "--until=2026-03-02T10:59:59Z"]
    assert "artifacts/20260302-100000-e2e/junit.xml" in first["seen"]
    assert second["words"][1:3] == ["--since=parcel-api-00007-kit", "--until=2026-03-02T13:00:00Z"]
    assert "artifacts/20260302-113000-e2e/junit.xml" in second["seen"]
    assert "postmortems/1/incident.json" in second["seen"]


def test_a_case_without_bounds_leaves_them_to_the_program(tmp_path: Path, answer: Path) -> None:
    write_case(tmp_path / "cases" / "a1", since=None, until=None)
    program = write_program(tmp_path / "incident", answer)
    planted_faults.main([str(tmp_path / "cases"), "--out", str(tmp_path / "out"), "--incident", str(program)])
    (call,) = calls_of(program)
    assert [word.split("=")[0] for word in call["words"]] == ["build", "--config", "--json"]


def test_a_build_that_breaks_is_told_and_the_other_cases_go_on(
    tmp_path: Path, answer: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("a1", "b1"):
        write_case(tmp_path / "cases" / name)
    (tmp_path / "out" / "a1").mkdir(parents=True)
    (tmp_path / "out" / "a1" / "results.json").write_text("of an earlier run")
    program = write_program(tmp_path / "incident", answer, broken_at=1)
    words = [str(tmp_path / "cases"), "--out", str(tmp_path / "out"), "--incident", str(program)]
    assert planted_faults.main(words) == 1
    assert _files(tmp_path / "out") == ["a1/build.log", "b1/impact.md", "b1/issues/P1-labels.md", "b1/results.json"]
    assert "Traceback (most recent call last):" in (tmp_path / "out" / "a1" / "build.log").read_text()
    printed = re.sub(r"\d+\.\d s", "N s", capsys.readouterr().out)
    assert [line.rstrip() for line in printed.splitlines()] == [
        f"{'a1':40}     N s  {'no incident':18} (a build FAILED)",
        f"{'b1':40}     N s  incident",
        "",
        f"{'failed build':40} {'stage':24} last words (all of them in build.log)",
        f"{'a1':40} {'candidate':24} ZeroDivisionError: the stand-in broke",
        "",
        "2 cases, 1 with a failed build",
    ]


def test_a_case_whose_stored_baseline_broke_still_has_results_and_counts_as_failed(
    tmp_path: Path, answer: Path
) -> None:
    add_previous_run(write_case(tmp_path / "cases" / "a1"))
    program = write_program(tmp_path / "incident", answer, broken_at=1)
    words = [str(tmp_path / "cases"), "--out", str(tmp_path / "out"), "--incident", str(program)]
    assert planted_faults.main(words) == 1
    assert _files(tmp_path / "out" / "a1") == ["build.log", "impact.md", "issues/P1-labels.md", "results.json"]


def test_a_previous_case_that_is_not_there_does_not_keep_the_case_from_being_built(
    tmp_path: Path, answer: Path
) -> None:
    write_case(tmp_path / "cases" / "a1", previous="gone")
    program = write_program(tmp_path / "incident", answer)
    words = [str(tmp_path / "cases"), "--out", str(tmp_path / "out"), "--incident", str(program)]
    assert planted_faults.main(words) == 1
    assert "gone/case.json cannot be read" in (tmp_path / "out" / "a1" / "build.log").read_text()
    assert (tmp_path / "out" / "a1" / "results.json").exists()


@pytest.mark.parametrize(
    ("said", "timeout", "words"),
    [
        ("print('not JSON')", "60", "Expecting value"),
        ("print('{}')", "60", "the build named no folder"),
        ('print(\'{"folder": "nowhere"}\')', "60", "No such file or directory"),
        ("import time; time.sleep(60)", "0.5", "timed out after"),
    ],
)
def test_a_build_that_says_nothing_of_use_is_a_failed_build(
    tmp_path: Path, said: str, timeout: str, words: str
) -> None:
    write_case(tmp_path / "cases" / "a1")
    program = write_script(tmp_path / "incident", said)
    options = ["--out", str(tmp_path / "out"), "--incident", str(program), "--timeout", timeout]
    assert planted_faults.main([str(tmp_path / "cases"), *options]) == 1
    assert words in (tmp_path / "out" / "a1" / "build.log").read_text()


def test_an_incident_that_is_not_valid_is_a_failed_build(tmp_path: Path, answer: Path) -> None:
    write_case(tmp_path / "cases" / "a1")
    (answer / "incident.json").write_text('{"schema_version": 1}')
    program = write_program(tmp_path / "incident", answer)
    words = [str(tmp_path / "cases"), "--out", str(tmp_path / "out"), "--incident", str(program)]
    assert planted_faults.main(words) == 1
    assert "validation errors for Incident" in (tmp_path / "out" / "a1" / "build.log").read_text()


def test_one_case_can_be_built_alone_and_several_at_the_same_time(tmp_path: Path, answer: Path) -> None:
    for name in ("a1", "b1", "c1"):
        write_case(tmp_path / "cases" / name)
    program = write_program(tmp_path / "incident", answer)
    words = [str(tmp_path / "cases"), "--incident", str(program)]
    assert planted_faults.main([*words, "--out", str(tmp_path / "one"), "--only", "b1"]) == 0
    assert [each.name for each in (tmp_path / "one").iterdir()] == ["b1"]
    assert planted_faults.main([*words, "--out", str(tmp_path / "all"), "--jobs", "3"]) == 0
    assert sorted(each.name for each in (tmp_path / "all").iterdir()) == ["a1", "b1", "c1"]


def test_the_program_may_be_named_as_seen_from_here(
    tmp_path: Path, answer: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_case(tmp_path / "cases" / "a1")
    write_program(tmp_path / "incident", answer)
    monkeypatch.chdir(tmp_path)
    assert planted_faults.main(["cases", "--out", "out", "--incident", "incident"]) == 0


def test_a_case_that_does_not_exist_lists_near_names(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_case(tmp_path / "cases" / "a1-labels")
    words = [str(tmp_path / "cases"), "--out", str(tmp_path / "out"), "--only", "a1-label", "--incident", "none"]
    assert planted_faults.main(words) == 2
    sentence = "planted_faults: no case is named a1-label. Did you mean a1-labels? Nothing was built.\n"
    assert capsys.readouterr().err == sentence


def test_without_an_installed_program_nothing_is_built(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "executable", str(tmp_path / "python"))
    monkeypatch.setenv("PATH", str(tmp_path))
    assert planted_faults.main([str(tmp_path), "--out", str(tmp_path / "out")]) == 2
    assert "no `incident` is installed" in capsys.readouterr().err


def test_the_answers_are_never_opened(tmp_path: Path, answer: Path) -> None:
    folder = write_case(tmp_path / "cases" / "a1")
    # Whoever opens a pipe that nobody writes to waits for ever, in this process or in any that it starts.
    os.mkfifo(folder / "truth.json")
    program = write_program(tmp_path / "incident", answer)
    watched = (
        "import sys\n"
        "def watch(event, details):\n"
        "    if event == 'open' and 'truth' in str(details[0]):\n"
        "        raise SystemExit(f'{event} {details}')\n"
        "sys.addaudithook(watch)\n"
        "from benchmarks.planted_faults import main\n"
        "sys.exit(main(sys.argv[1:]))\n"
    )
    options = ["--out", str(tmp_path / "out"), "--incident", str(program)]
    done = subprocess.run(
        [sys.executable, "-c", watched, str(tmp_path / "cases"), *options],
        cwd=_ROOT,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert not [name for name in calls_of(program)[0]["seen"] if "truth" in name]


def test_the_harness_runs_as_a_script(tmp_path: Path, answer: Path) -> None:
    write_case(tmp_path / "cases" / "a1")
    program = write_program(tmp_path / "incident", answer)
    script = [sys.executable, str(_ROOT / "benchmarks" / "planted_faults.py"), str(tmp_path / "cases")]
    done = subprocess.run(
        [*script, "--out", str(tmp_path / "out"), "--incident", str(program)],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert (tmp_path / "out" / "a1" / "results.json").exists()
