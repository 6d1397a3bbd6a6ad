"""The issues that were open when the demo's incident happened, as GitHub lists them."""

import json
from dataclasses import dataclass
from pathlib import Path

_REPOSITORY = "parcel-example/parcel"


@dataclass(frozen=True)
class _Issue:
    number: int
    title: str
    body: str
    labels: tuple[str, ...]
    created: str
    blocked_by: int = 0
    pull_request: bool = False


_RATES_UNDER_LOAD = _Issue(
    38,
    "Measure how long rates take under load",
    "We have figures for single requests only. Wanted: the 95th percentile of GET /rates at 50 requests a second.",
    ("performance",),
    "2026-02-06T09:14:02Z",
)
_WORKING_DAYS = _Issue(
    41,
    "Expected day of delivery counts Sundays for Portugal",
    "`tests/e2e/test_tracking_staging.py::test_expected_day_is_a_working_day` has failed since parcels go to "
    "Portugal:\n\n```\nassert '2026-02-15' == '2026-02-17'\n```\n\nThe log says `no working days known for PT, "
    "counting every day`. The table in `parcel_api/calendars.py` needs the country.",
    ("bug", "tracking"),
    "2026-02-18T08:52:37Z",
)
_MAIL = _Issue(
    47,
    "Tell customers the expected day by mail",
    "The text is ready. The day has to be right first.\n\nBlocked by #41",
    ("feature", "tracking"),
    "2026-02-23T13:30:11Z",
    blocked_by=41,
)
_PICKUPS = _Issue(
    52,
    "Accept the freight pickups before the carrier's test day",
    "The carrier comes on 2026-03-16. Accepted when `test_freight_pickup_is_ordered` passes on staging with the "
    "revision that goes to production.",
    ("release", "shipments"),
    "2026-03-02T15:07:48Z",
)
_MARGINS = _Issue(
    55,
    "Labels on A6 lose their left margin",
    "Only with the new paper. A photograph is in the depot's channel.",
    ("bug", "labels"),
    "2026-03-06T10:41:29Z",
)
_MINIMUM = _Issue(
    58,
    "Bill freight for at least 100 kg",
    "Asked for by sales; not before the prices of April.",
    (),
    "2026-03-10T08:34:56Z",
    pull_request=True,
)
_OPEN = (_RATES_UNDER_LOAD, _WORKING_DAYS, _MAIL, _PICKUPS, _MARGINS, _MINIMUM)


def write_issues(folder: Path, *, healthy: bool) -> None:
    """Write issues.json, newest first; in the demo without faults the working days of Portugal are no issue."""
    solved = (_WORKING_DAYS, _MAIL) if healthy else ()
    listed = [_listed(each) for each in reversed(_OPEN) if each not in solved]
    (folder / "issues.json").write_text(json.dumps(listed, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


def _listed(issue: _Issue) -> dict[str, object]:
    """One element of the list; GitHub lists pull requests among the issues."""
    kind = "pull" if issue.pull_request else "issues"
    url = f"https://api.github.com/repos/{_REPOSITORY}/issues/{issue.number}"
    page = f"https://github.com/{_REPOSITORY}/{kind}/{issue.number}"
    blocking = sum(each.blocked_by == issue.number for each in _OPEN)
    blocked = int(issue.blocked_by > 0)
    found: dict[str, object] = {
        "url": url,
        "repository_url": f"https://api.github.com/repos/{_REPOSITORY}",
        "html_url": page,
        "id": 3_912_400_000 + issue.number * 977,
        "number": issue.number,
        "title": issue.title,
        "user": {"login": "parcel-dev", "id": 90_210_441, "type": "User", "site_admin": False},
        "labels": [
            {"id": 8_100_000_000 + sum(map(ord, name)), "name": name, "color": "ededed", "default": name == "bug"}
            for name in issue.labels
        ],
        "state": "open",
        "locked": False,
        "assignee": None,
        "assignees": [],
        "milestone": None,
        "comments": 0,
        "created_at": issue.created,
        "updated_at": issue.created,
        "closed_at": None,
        "author_association": "MEMBER",
        "issue_dependencies_summary": {
            "blocked_by": blocked,
            "total_blocked_by": blocked,
            "blocking": blocking,
            "total_blocking": blocking,
        },
        "body": issue.body,
        "state_reason": None,
    }
    if issue.pull_request:
        api = f"https://api.github.com/repos/{_REPOSITORY}/pulls/{issue.number}"
        found["pull_request"] = {"url": api, "html_url": page, "merged_at": None}
        found["draft"] = True
    return found
