"""Pages for the browser to open, watched for what they complain about and ask for."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Request

from incidents.analysis.analyse import analyse
from incidents.build.collection import collect
from incidents.config.load import load
from incidents.demo.workspace import SINCE, write
from reports.page.render import render_page


@dataclass
class Opened:
    """A page with what it complained about and asked for since it was opened."""

    page: Page
    file: str
    complaints: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)

    def watch(self) -> None:
        self.page.on("console", lambda message: self.complaints.append(message.text))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("request", self._ask)

    def _ask(self, request: Request) -> None:
        self.asked.append(request.url)

    @property
    def is_calm(self) -> bool:
        """Nothing was complained about, and nothing but the file itself was ever asked for."""
        leaving = [url for url in self.asked if url.split("#")[0] != self.file and not url.startswith("data:")]
        return (self.complaints, leaving) == ([], [])


class Reader:
    """Opens files in contexts of their own."""

    def __init__(self, browser: Browser) -> None:
        self._browser = browser
        self._contexts: list[BrowserContext] = []

    def open(self, file: Path, *, part: str = "", width: int = 1440, height: int = 900, **settings: Any) -> Opened:
        context = self._browser.new_context(viewport={"width": width, "height": height}, **settings)
        context.set_default_timeout(15_000)
        self._contexts.append(context)
        opened = Opened(context.new_page(), file.as_uri())
        opened.watch()
        opened.page.goto(file.as_uri() + part)
        return opened

    def close(self) -> None:
        for context in self._contexts:
            context.close()


@pytest.fixture
def reader(browser: Browser) -> Iterator[Reader]:
    made = Reader(browser)
    yield made
    made.close()


@pytest.fixture(scope="session")
def demo(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page of the demo's incident; made only where there is a browser to open it."""
    assert browser.is_connected()
    folder = tmp_path_factory.mktemp("page")
    write(folder / "demo")
    sealed = collect(load(folder / "demo" / "incident.toml"), SINCE, None)
    page = folder / "report.html"
    page.write_text(render_page(analyse(sealed), {each.id: each for each in sealed.collected.evidence}), "utf-8")
    return page
