"""`incident open`: the page of an incident in the reader's own browser."""

import os
import sys
import webbrowser
from collections.abc import Mapping
from pathlib import Path

from incidents.cli.chosen import chosen_folder
from incidents.cli.output import print_json, print_line, print_note
from incidents.errors import BadInputError
from reports.page.seal import PAGE

_DISPLAYS = ("DISPLAY", "WAYLAND_DISPLAY", "BROWSER")


def open_page(name: str | None, config: Path | None, *, only_print: bool, as_json: bool) -> int:
    """A page that no browser shows is no failure: its path is printed either way."""
    folder = chosen_folder(name, config)
    page = folder.path / PAGE
    if not page.is_file():
        raise BadInputError(f"{page} is not there; `incident render {folder.name}` writes it. Nothing was opened")
    opened = not only_print and has_browser(os.environ, sys.platform) and _opened(page)
    if as_json:
        print_json({"page": str(page), "opened": opened})
        return 0
    print_line(str(page))
    if not opened and not only_print:
        print_note("no browser was opened here; open the file by hand")
    return 0


def has_browser(environment: Mapping[str, str], platform: str) -> bool:
    """Whether somebody could see a window: not in CI, and elsewhere than on Windows and macOS only with a display.

    Without one Python would start a text browser, which takes the terminal over.
    """
    if environment.get("CI"):
        return False
    return platform in ("darwin", "win32") or any(environment.get(each) for each in _DISPLAYS)


def _opened(page: Path) -> bool:
    try:
        return webbrowser.open(page.resolve().as_uri())
    except (webbrowser.Error, OSError):
        return False
