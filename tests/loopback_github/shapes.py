"""Objects as GitHub's REST interface gives them, with the fields that its documentation calls required."""

from typing import Any
from urllib.parse import quote

Json = dict[str, Any]
REPOSITORY = "acme/parcel"
COMMIT = "7638417db6d59f3c431d3e1f261cc637155684cd"
_OF_REPOSITORY = (
    "archive", "assignees", "blobs", "branches", "collaborators", "comments", "commits", "compare", "contents",
    "contributors", "deployments", "downloads", "events", "forks", "git_commits", "git_refs", "git_tags", "hooks",
    "issue_comment", "issue_events", "issues", "keys", "labels", "languages", "merges", "milestones", "notifications",
    "pulls", "releases", "stargazers", "statuses", "subscribers", "subscription", "tags", "teams", "trees",
)  # fmt: skip
_OF_USER = (
    "avatar", "events", "followers", "following", "gists", "organizations", "received_events", "repos", "starred",
    "subscriptions", "html",
)  # fmt: skip


def user(login: str = "ada") -> Json:
    address = f"https://api.github.com/users/{login}"
    return {
        **{f"{name}_url": f"{address}/{name}" for name in _OF_USER},
        "url": address,
        "gravatar_id": None,
        "id": 1,
        "node_id": "U_1",
        "login": login,
        "site_admin": False,
        "type": "User",
    }


def minimal_repository(name: str = REPOSITORY) -> Json:
    address = f"https://api.github.com/repos/{name}"
    return {
        **{f"{each}_url": f"{address}/{each}" for each in _OF_REPOSITORY},
        "url": address,
        "html_url": f"https://github.com/{name}",
        "description": None,
        "fork": False,
        "full_name": name,
        "id": 42,
        "node_id": "R_42",
        "name": name.partition("/")[2],
        "owner": user(name.partition("/")[0]),
        "private": True,
    }


def repository(name: str = REPOSITORY) -> Json:
    moment, address = "2026-03-01T08:00:00Z", f"https://github.com/{name}"
    addresses = dict.fromkeys(("clone_url", "git_url", "ssh_url", "svn_url"), address)
    has = {f"has_{each}": each == "issues" for each in ("issues", "projects", "wiki", "pages", "discussions")}
    counted = dict.fromkeys(
        (
            "forks", "forks_count", "open_issues", "open_issues_count", "size", "stargazers_count", "watchers",
            "watchers_count", "network_count", "subscribers_count",
        ),
        0,
    )  # fmt: skip
    unknown: Json = dict.fromkeys(("homepage", "language", "mirror_url", "license"))
    more = {"default_branch": "main", "archived": False, "disabled": False}
    moments = {"created_at": moment, "updated_at": moment, "pushed_at": moment}
    return {**minimal_repository(name), **addresses, **has, **counted, **unknown, **more, **moments}


def issue(number: int, **changes: Any) -> Json:
    address = f"https://api.github.com/repos/{REPOSITORY}/issues/{number}"
    held: Json = {
        "id": 1000 + number,
        "node_id": f"I_{number}",
        "number": number,
        "title": f"issue {number}",
        "state": "open",
        "locked": False,
        "labels": [],
        "assignee": None,
        "assignees": [],
        "milestone": None,
        "comments": 0,
        "user": user(),
        "author_association": "MEMBER",
        "body": None,
        "created_at": f"2026-03-01T08:00:{number % 60:02}Z",
        "updated_at": "2026-03-02T08:00:00Z",
        "closed_at": None,
        "url": address,
        "repository_url": f"https://api.github.com/repos/{REPOSITORY}",
        "labels_url": f"{address}/labels{{/name}}",
        "comments_url": f"{address}/comments",
        "events_url": f"{address}/events",
        "html_url": f"https://github.com/{REPOSITORY}/issues/{number}",
    }
    return {**held, **changes}


def closed_issue(number: int, closed_at: str, **changes: Any) -> Json:
    return issue(number, **{"state": "closed", "closed_at": closed_at, "updated_at": closed_at, **changes})


def label(number: int, name: str, color: str = "ededed", description: str | None = None) -> Json:
    address = f"https://api.github.com/repos/{REPOSITORY}/labels/{quote(name)}"
    held = {"id": number, "node_id": f"LA_{number}", "url": address, "name": name}
    return {**held, "color": color, "default": False, "description": description}


def comment(number: int, on: int, body: str, at: str) -> Json:
    return {
        "id": number,
        "node_id": f"IC_{number}",
        "url": f"https://api.github.com/repos/{REPOSITORY}/issues/comments/{number}",
        "html_url": f"https://github.com/{REPOSITORY}/issues/{on}#issuecomment-{number}",
        "issue_url": f"https://api.github.com/repos/{REPOSITORY}/issues/{on}",
        "body": body,
        "user": user(),
        "author_association": "MEMBER",
        "created_at": at,
        "updated_at": at,
    }


def workflow_run(number: int, **changes: Any) -> Json:
    address = f"https://api.github.com/repos/{REPOSITORY}/actions/runs/{number}"
    parts = ("jobs", "logs", "check_suite", "artifacts", "cancel", "rerun", "workflow")
    started = changes.get("run_started_at", "2026-03-02T10:00:00Z")
    held: Json = {
        **{f"{each}_url": f"{address}/{each}" for each in parts},
        "id": number,
        "node_id": f"WFR_{number}",
        "name": "End to end",
        "path": ".github/workflows/e2e.yml",
        "display_title": "Print labels",
        "head_branch": "main",
        "head_sha": COMMIT,
        "run_number": number,
        "run_attempt": 1,
        "event": "push",
        "status": "completed",
        "conclusion": "failure",
        "workflow_id": 9,
        "url": address,
        "html_url": f"https://github.com/{REPOSITORY}/actions/runs/{number}",
        "pull_requests": [],
        "created_at": started,
        "updated_at": "2026-03-02T10:20:00Z",
        "run_started_at": started,
        "head_commit": None,
        "repository": minimal_repository(),
        "head_repository": minimal_repository(),
    }
    return {**held, **changes}


def artifact(number: int, run: int, name: str = "junit", **changes: Any) -> Json:
    address = f"https://api.github.com/repos/{REPOSITORY}/actions/artifacts/{number}"
    held: Json = {
        "id": number,
        "node_id": f"A_{number}",
        "name": name,
        "size_in_bytes": 1000,
        "url": address,
        "archive_download_url": f"{address}/zip",
        "expired": False,
        "created_at": "2026-03-02T10:15:00Z",
        "updated_at": "2026-03-02T10:15:00Z",
        "expires_at": "2026-06-02T10:15:00Z",
        "workflow_run": {"id": run, "repository_id": 42, "head_repository_id": 42, "head_sha": COMMIT},
    }
    return {**held, **changes}
