import json
import webbrowser
from pathlib import Path

import pytest

from incidents.cli.app import run
from incidents.cli.open_page import has_browser


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What a browser on a desk was asked to open."""
    asked: list[str] = []

    def ask(address: str) -> bool:
        asked.append(address)
        return True

    monkeypatch.delenv("CI", raising=False)
    monkeypatch.setenv("DISPLAY", ":0")
    monkeypatch.setattr(webbrowser, "open", ask)
    return asked


def page_of(workspace: Path) -> Path:
    (page,) = workspace.glob("postmortems/*/report.html")
    return page


def config(workspace: Path) -> list[str]:
    return ["--config", str(workspace / "incident.toml")]


def test_the_page_is_opened_and_its_path_printed(
    workspace: Path, opened: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["open", *config(workspace)]) == 0
    assert opened == [page_of(workspace).resolve().as_uri()]
    assert capsys.readouterr().out == f"{page_of(workspace)}\n"


def test_print_opens_nothing(workspace: Path, opened: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["open", page_of(workspace).parent.name, "--print", *config(workspace)]) == 0
    assert opened == []
    shown = capsys.readouterr()
    assert (shown.out, shown.err) == (f"{page_of(workspace)}\n", "")


def test_without_a_display_the_path_is_printed_and_nothing_fails(
    workspace: Path, opened: list[str], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CI", "true")
    assert run(["open", "--json", *config(workspace)]) == 0
    assert json.loads(capsys.readouterr().out) == {"page": str(page_of(workspace)), "opened": False}
    assert opened == []


@pytest.mark.parametrize("trouble", [webbrowser.Error("no browser"), OSError("gone")])
def test_a_browser_that_cannot_start_is_no_failure(
    workspace: Path,
    opened: list[str],
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    trouble: Exception,
) -> None:
    def fail(_: str) -> bool:
        raise trouble

    monkeypatch.setattr(webbrowser, "open", fail)
    assert run(["open", *config(workspace)]) == 0
    shown = capsys.readouterr()
    assert shown.out == f"{page_of(workspace)}\n"
    assert "no browser was opened here" in shown.err
    assert opened == []


def test_an_incident_without_a_page_says_how_to_get_one(
    workspace: Path, opened: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    page_of(workspace).unlink()
    assert run(["open", *config(workspace)]) == 2
    said = capsys.readouterr().err
    assert "`incident render" in said
    assert "Nothing was opened" in said
    assert opened == []


@pytest.mark.parametrize(
    ("environment", "platform", "there"),
    [
        ({"DISPLAY": ":0"}, "linux", True),
        ({"WAYLAND_DISPLAY": "wayland-0"}, "linux", True),
        ({"BROWSER": "firefox"}, "linux", True),  # the reader's own choice, over ssh too
        ({}, "linux", False),  # Python would start a text browser in this terminal
        ({"DISPLAY": ""}, "linux", False),
        ({}, "darwin", True),
        ({}, "win32", True),
        ({"CI": "true", "DISPLAY": ":0"}, "linux", False),
    ],
)
def test_a_browser_needs_somebody_to_see_it(environment: dict[str, str], platform: str, *, there: bool) -> None:
    assert has_browser(environment, platform) is there
