"""Where issues are read from and filed to: `[issues]`."""

import re
from typing import Literal, TypedDict, cast

from incidents.config.config import IssueTracker
from incidents.config.relative_paths import fault_of, tidy
from incidents.config.section import Section
from incidents.config.wording import dotted, quoted
from incidents.github.place import GITHUB_API, REPOSITORY, api_url_fault


class _Filing(TypedDict):
    tracker: Literal["github", "folder"] | None
    folder: str
    most: int
    recurrence: Literal["reopen", "link"]
    closed_days: int
    close_resolved: bool
    parent: bool
    folder_url: str | None


_WEB = re.compile(r"https?://[^\s<>()\[\]\"'`]+")
_ADDRESS = re.compile(r"(?:[a-z+]+://)?(?:[^/@]*@)?(?:www\.)?github\.com[/:]([^/]+/[^/]+?)(?:\.git)?/?")


def read_tracker(root: Section) -> IssueTracker:
    section = root.section("issues")
    repository = section.text("repository", "owner/name")
    labels = tuple(dict.fromkeys(label for _, label in section.texts("labels", "incident")))
    api_url = (section.text("api_url", GITHUB_API) or GITHUB_API).rstrip("/")
    filing = _filing(section, repository)
    section.close()
    if fault := api_url_fault(api_url):
        section.faults.wrong(section.at("api_url"), api_url, fault)
    if repository is not None and not REPOSITORY.fullmatch(repository):
        address = _ADDRESS.fullmatch(repository)
        meant = f', here "{address[1]}"' if address and REPOSITORY.fullmatch(address[1]) else ""
        section.faults.wrong(section.at("repository"), repository, f'written as "owner/name"{meant}')
        repository = None
    return IssueTracker(repository=repository, labels=labels, api_url=api_url, **filing)


def _filing(section: Section, repository: str | None) -> _Filing:
    """Where and how issues are filed."""
    tracker = section.choice("tracker", ("github", "folder"))
    if tracker == "github" and repository is None:
        section.faults.add(section.at("tracker"), 'to file on GitHub, add repository = "owner/name" below [issues]')
    folder = section.text("folder", "filed-issues") or "filed-issues"
    if fault := fault_of(folder, glob=False):
        section.faults.add(section.at("folder"), f"`{dotted(section.at('folder'))}` {quoted(folder)} {fault}")
    most, days = section.whole("most", 1, 100), section.whole("closed_days", 0, 3650)
    closes, parent = section.flag("close_resolved"), section.flag("parent")
    folder_url = section.text("folder_url", "https://files.example/postmortems")
    if folder_url is not None and not _WEB.fullmatch(folder_url):
        wanted = "an address that begins with https:// and has no blanks or brackets"
        section.faults.wrong(section.at("folder_url"), folder_url, wanted)
    recurrence = section.choice("recurrence", ("reopen", "link")) or "reopen"
    return {
        "tracker": cast("Literal['github', 'folder'] | None", tracker),
        "folder": tidy(folder),
        "most": 10 if most is None else most,
        "recurrence": cast("Literal['reopen', 'link']", recurrence),
        "closed_days": 30 if days is None else days,
        "close_resolved": closes is not False,
        "parent": parent is not False,
        "folder_url": folder_url.rstrip("/") if folder_url else None,
    }
