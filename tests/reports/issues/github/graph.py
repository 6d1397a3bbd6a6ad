"""Twelve drafts that block one another, filed as the command does; run by tests, and by processes that are killed."""

from pathlib import Path

from incidents.github.place import GitHubPlace
from incidents.model.issue_draft import BlockedBy, IssueDraft
from incidents.store.filed import FILED, Filed, only_filing
from reports.issues.applying import Applied, apply
from reports.issues.decision import Rules
from reports.issues.github.github_tracker import github_tracker
from reports.issues.matching.known import look
from reports.issues.planning import Material, planned
from reports.issues.wanted import Wanted
from tests.builders import incident, priority
from tests.incidents.timing.fake_time import FakeTime
from tests.loopback_github.fake_github import TOKEN, FakeGitHub
from tests.loopback_github.shapes import REPOSITORY, Json

DRAFTS = 12
LABELS = ("incident",)
# No two are alike, so that none is taken for another.
_PARTS = (
    "printer", "quotes", "tariffs", "login", "webhook", "invoices", "scanner", "routing", "cache", "mailer", "exports",
    "metrics",
)  # fmt: skip
EDGES = tuple((later, later - step) for step in (3, 5) for later in range(step, DRAFTS))


def file_once(address: str, folder: Path) -> Applied:
    """One run from the look at what is filed to the last write; raises TrackerError where it cannot look."""
    passing = FakeTime()
    place = GitHubPlace(REPOSITORY, address)
    with github_tracker(place, {"GITHUB_TOKEN": TOKEN}, passing.timer, seconds=1) as tracker, only_filing(folder):
        journal = Filed(folder / FILED)
        plan = planned(_material(), look(tracker, journal, LABELS[0], 30), tracker, Rules())
        return apply(plan, tracker, journal, LABELS, passing.timer.sleep)


def filed(github: FakeGitHub) -> Json:
    """Everything that filing leaves behind but moments."""
    return {
        "issues": [(each["number"], each["title"], each["body"], each["state"]) for each in github.issues],
        "labels": sorted(each["name"] for each in github.labels),
        "labelled": {each["number"]: sorted(label["name"] for label in each["labels"]) for each in github.issues},
        "blocked by": {number: sorted(held) for number, held in github.blocked_by.items() if held},
        "children": {number: sorted(held) for number, held in github.sub_issues.items() if held},
        "comments": github.comments,
    }


def _material() -> Material:
    held = incident()
    return Material(
        held, {}, [Wanted(f"issues/{number:02}.md", _draft(number), None, held) for number in range(DRAFTS)]
    )


def _draft(number: int) -> IssueDraft:
    return IssueDraft(
        fingerprint=f"{number:012x}",
        title=f"The {_PARTS[number]} fails",
        body=f"## Observed\n\nThe {_PARTS[number]} answered {400 + number} in {number} requests.\n",
        labels=(_PARTS[number % 3],),
        priority=priority(level=f"P{number % 3}"),
        blocked_by=tuple(
            BlockedBy(fingerprint=f"{blocker:012x}", path=f"the {_PARTS[number]} asks the {_PARTS[blocker]}", cites=())
            for blocked, blocker in EDGES
            if blocked == number
        ),
    )
