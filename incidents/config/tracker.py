"""Where issues are read from and filed to: `[issues]`."""

import re

from incidents.config.config import IssueTracker
from incidents.config.section import Section

_REPOSITORY = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]*/[A-Za-z0-9._-]+")
_ADDRESS = re.compile(r"(?:[a-z+]+://)?(?:[^/@]*@)?(?:www\.)?github\.com[/:]([^/]+/[^/]+?)(?:\.git)?/?")


def read_tracker(root: Section) -> IssueTracker:
    section = root.section("issues")
    repository = section.text("repository", "owner/name")
    labels = tuple(dict.fromkeys(label for _, label in section.texts("labels", "incident")))
    section.close()
    if repository is not None and not _REPOSITORY.fullmatch(repository):
        address = _ADDRESS.fullmatch(repository)
        meant = f', here "{address[1]}"' if address and _REPOSITORY.fullmatch(address[1]) else ""
        section.faults.wrong(section.at("repository"), repository, f'written as "owner/name"{meant}')
        repository = None
    return IssueTracker(repository=repository, labels=labels)
