"""`incident file` with GitHub on the other side."""

import json
import os
import re
import subprocess
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import NamedTuple

import pytest

from incidents.cli.app import run
from tests.house.checkout import installed
from tests.loopback_github.fake_github import TOKEN, FakeGitHub, failure
from tests.loopback_github.http_loopback import served
from tests.loopback_github.shapes import REPOSITORY, issue

_ISSUES = re.compile(r"^\[issues\]\n(?:(?!\[).*\n)*", re.MULTILINE)


class Done(NamedTuple):
    code: int
    out: str
    err: str


Run = Callable[..., Done]


@pytest.fixture
def serving(workspace: Path) -> Iterator[Callable[[FakeGitHub], Path]]:
    """Serves for as long as the test runs; gives the incident.toml of the demo, which files there."""
    with ExitStack() as stack:

        def on(github: FakeGitHub) -> Path:
            address = stack.enter_context(served(github.answer)) + github.prefix
            settings = workspace / "incident.toml"
            section = f'[issues]\nrepository = "{REPOSITORY}"\napi_url = "{address}"\nlabels = ["incident"]\n'
            settings.write_text(_ISSUES.sub(section, settings.read_text(encoding="utf-8")), encoding="utf-8")
            return settings

        yield on


@pytest.fixture
def filing(
    serving: Callable[[FakeGitHub], Path], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Callable[[FakeGitHub], Run]:
    def on(github: FakeGitHub) -> Run:
        settings = serving(github)

        def filed(*arguments: str, token: str | None = TOKEN) -> Done:
            monkeypatch.delenv("GH_TOKEN", raising=False)
            monkeypatch.delenv("GITHUB_TOKEN", raising=False)
            if token is not None:
                monkeypatch.setenv("GITHUB_TOKEN", token)
            code = run(["file", *arguments, "--config", str(settings)])
            shown = capsys.readouterr()
            return Done(code, shown.out, shown.err)

        return filed

    return on


def test_a_process_files_everything_once_and_a_second_one_writes_nothing(
    workspace: Path, serving: Callable[[FakeGitHub], Path]
) -> None:
    github = FakeGitHub([issue(1, title="Somebody's own")])
    settings = serving(github)

    def process(*arguments: str) -> subprocess.CompletedProcess[str]:
        command = [installed("incident"), "file", *arguments, "--config", str(settings)]
        environment = {**os.environ, "GITHUB_TOKEN": TOKEN}
        return subprocess.run(command, cwd=workspace, env=environment, capture_output=True, text=True, check=False)

    first = process("--yes", "--json")
    assert (first.returncode, first.stderr) == (0, "")
    told = json.loads(first.stdout)
    assert len(github.issues) == 1 + told["applied"]["writes"] - len(github.labels) - _links(github)
    assert {each["action"] for each in told["actions"]} == {"create"}
    written = len(github.writes())
    second = process("--yes")
    assert (second.returncode, second.stderr, len(github.writes())) == (0, "", written)
    assert github.misfits == []
    kept = b"".join(each.read_bytes() for each in workspace.rglob("*") if each.is_file())
    assert TOKEN not in first.stdout + second.stdout
    assert TOKEN.encode() not in kept


def _links(github: FakeGitHub) -> int:
    return sum(len(each) for each in (*github.blocked_by.values(), *github.sub_issues.values()))


def test_a_plan_writes_nothing_and_is_the_same_twice(filing: Callable[[FakeGitHub], Run]) -> None:
    github = FakeGitHub()
    filed = filing(github)
    first = filed("--json")
    assert (first.code, first.err, github.writes()) == (0, "", [])
    assert filed("--json") == first


def test_what_people_change_on_github_stays(filing: Callable[[FakeGitHub], Run]) -> None:
    github = FakeGitHub()
    filed = filing(github)
    assert filed("--yes").code == 0
    first = github.issues[0]
    # GitHub's own editor ends lines as Windows does.
    github.edited(first["number"], {"body": "Mine.\r\n\r\n" + first["body"].replace("\n", "\r\n"), "title": "My words"})
    before = len(github.writes())
    assert filed("--yes").code == 0
    assert (len(github.writes()), first["title"]) == (before, "My words")
    assert first["body"].startswith("Mine.\r\n")


@pytest.mark.parametrize(
    ("github", "token", "said"),
    [
        (FakeGitHub(), None, "there is no token for GitHub: set GITHUB_TOKEN, or GH_TOKEN, in the environment"),
        (FakeGitHub(), "ghp_" + "expired", "the token in GITHUB_TOKEN was not accepted (401 Bad credentials)"),
        (FakeGitHub(switched_on=False), TOKEN, "are switched off (410 Issues has been disabled in this repository.)"),
        (FakeGitHub(archived=True), TOKEN, "(403 Repository was archived so is read-only.)"),
        (
            FakeGitHub().failing("GET /repos", failure(404, "Not Found")),
            TOKEN,
            "to the token in GITHUB_TOKEN (404 Not Found)",
        ),
    ],
)
def test_a_trouble_is_a_sentence_and_an_exit_code(
    filing: Callable[[FakeGitHub], Run], github: FakeGitHub, token: str | None, said: str
) -> None:
    done = filing(github)("--yes", token=token)
    assert done.code == 2
    assert said in done.err
    assert "Traceback" not in done.err
    assert (github.issues, github.labels) == ([], [])


def test_a_renamed_repository_is_filed_to_and_its_name_is_told(filing: Callable[[FakeGitHub], Run]) -> None:
    github = FakeGitHub(now_called="acme/letters")
    done = filing(github)("--yes")
    assert done.code == 0
    assert "acme/parcel is called acme/letters now: write that into incident.toml" in done.err
    assert github.issues


def test_an_older_enterprise_has_its_links_in_the_text(filing: Callable[[FakeGitHub], Run]) -> None:
    github = FakeGitHub(prefix="/api/v3", dependencies=False, hierarchy=False)
    filed = filing(github)
    assert filed("--yes").code == 0
    written = len(github.writes())
    assert filed("--yes").code == 0
    assert len(github.writes()) == written
    assert github.misfits == []
