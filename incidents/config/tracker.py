"""Where issues are read from and filed to: `[issues]`."""

import re

from incidents.config.config import IssueTracker
from incidents.config.section import Section
from incidents.github.place import GITHUB_API, REPOSITORY, api_url_fault

_ADDRESS = re.compile(r"(?:[a-z+]+://)?(?:[^/@]*@)?(?:www\.)?github\.com[/:]([^/]+/[^/]+?)(?:\.git)?/?")


def read_tracker(root: Section) -> IssueTracker:
    section = root.section("issues")
    repository = section.text("repository", "owner/name")
    labels = tuple(dict.fromkeys(label for _, label in section.texts("labels", "incident")))
    api_url = (section.text("api_url", GITHUB_API) or GITHUB_API).rstrip("/")
    section.close()
    if fault := api_url_fault(api_url):
        section.faults.wrong(section.at("api_url"), api_url, fault)
    if repository is not None and not REPOSITORY.fullmatch(repository):
        address = _ADDRESS.fullmatch(repository)
        meant = f', here "{address[1]}"' if address and REPOSITORY.fullmatch(address[1]) else ""
        section.faults.wrong(section.at("repository"), repository, f'written as "owner/name"{meant}')
        repository = None
    return IssueTracker(repository=repository, labels=labels, api_url=api_url)
