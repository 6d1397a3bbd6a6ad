"""GitHub's REST interface on this machine, as far as it is read; it keeps GitHub's rules of paging and of filtering."""

import json
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from tests.collectors.github.http_loopback import Reply, Seen
from tests.collectors.github.shapes import REPOSITORY, Json, repository

TOKEN = "ghp_" + "ThisIsNoRealTokenOnlyATest00000000000"
MOST_FOUND = 1000
"""How many workflow runs a filtered list gives at most."""
_LIMITS = {"X-RateLimit-Limit": "5000", "X-RateLimit-Remaining": "4999", "X-RateLimit-Reset": "1772456400"}


def failure(status: int, message: str, **headers: str) -> Reply:
    body = {"message": message, "documentation_url": "https://docs.github.com/rest", "status": str(status)}
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return Reply(status, json.dumps(body).encode(), {"Content-Type": "application/json; charset=utf-8", **named})


@dataclass
class FakeGitHub:
    """State and faults: `faults` holds for a piece of a path the replies that are given first, before the true one.

    `now_called` is the present name of the repository; under its first name every path answers 301.
    """

    issues: list[Json] = field(default_factory=list)
    runs: list[Json] = field(default_factory=list)
    artifacts: dict[int, list[Json]] = field(default_factory=dict)
    storage: str = ""
    page_size: int = 100
    prefix: str = ""
    now_called: str = REPOSITORY
    faults: dict[str, list[Reply]] = field(default_factory=dict)
    seen: list[Seen] = field(default_factory=list)

    def failing(self, piece: str, reply: Reply, times: int = 1000) -> "FakeGitHub":
        self.faults.setdefault(piece, []).extend([reply] * times)
        return self

    def asked(self, piece: str) -> list[Seen]:
        return [each for each in self.seen if piece in each.path]

    def answer(self, seen: Seen) -> Reply:
        self.seen.append(seen)
        for piece, replies in self.faults.items():
            if piece in seen.path and replies:
                return replies.pop(0)
        if seen.headers.get("authorization") not in {f"token {TOKEN}", f"Bearer {TOKEN}"}:
            return failure(401, "Bad credentials")
        below = seen.path.removeprefix(self.prefix)
        old = re.match(rf"/repos/{re.escape(REPOSITORY)}(?=/|$)", below)
        if self.now_called != REPOSITORY and old:
            there = f"/repositories/42{below[old.end() :]}"
            return failure(301, "Moved Permanently", Location=self._address(seen, there))
        for pattern, known in self._known().items():
            found = re.fullmatch(pattern, below)
            if found:
                return known(seen, *found.groups())
        return failure(404, "Not Found")

    def _known(self) -> dict[str, Callable[..., Reply]]:
        here = f"(?:/repos/{re.escape(self.now_called)}|/repositories/42)"
        return {
            here: lambda _: _good(repository(self.now_called)),
            f"{here}/issues": self._issues,
            f"{here}/actions/runs": self._runs,
            rf"{here}/actions/runs/(\d+)/artifacts": self._artifacts,
            rf"{here}/actions/artifacts/(\d+)/zip": self._zip,
        }

    def _issues(self, seen: Seen) -> Reply:
        state, since = seen.query.get("state", "open"), seen.query.get("since", "")
        held = [each for each in self.issues if state in {"all", each["state"]} and each["updated_at"] >= since]
        held.sort(key=lambda each: each["created_at"], reverse=seen.query.get("direction", "desc") == "desc")
        return self._paged(seen, held, lambda page: page)

    def _runs(self, seen: Seen) -> Reply:
        start, _, end = seen.query.get("created", "..").partition("..")
        sha = seen.query.get("head_sha")
        held = [each for each in self.runs if start <= each["created_at"] <= (end or "9")]
        held = sorted(
            (each for each in held if sha in {None, each["head_sha"]}), key=lambda each: each["id"], reverse=True
        )
        return self._paged(seen, held[:MOST_FOUND], lambda page: {"total_count": len(held), "workflow_runs": page})

    def _artifacts(self, seen: Seen, run: str) -> Reply:
        held = self.artifacts.get(int(run), [])
        return self._paged(seen, held, lambda page: {"total_count": len(held), "artifacts": page})

    def _zip(self, _: Seen, artifact: str) -> Reply:
        held = {each["id"]: each for of_run in self.artifacts.values() for each in of_run}
        if int(artifact) not in held:
            return failure(404, "Not Found")
        if held[int(artifact)]["expired"]:
            return failure(410, "Artifact has expired")
        return Reply(302, b"", {"Location": f"{self.storage}/{artifact}.zip?sig=signed"})

    def _paged(self, seen: Seen, held: list[Json], shaped: Callable[[list[Json]], Any]) -> Reply:
        size = min(int(seen.query.get("per_page", 30)), self.page_size)
        page = int(seen.query.get("page", 1))
        reply = _good(shaped(held[(page - 1) * size : page * size]))
        if page * size < len(held):
            query = "&".join(f"{name}={value}" for name, value in {**seen.query, "page": page + 1}.items())
            last = -(-len(held) // size)
            there = self._address(seen, seen.path.removeprefix(self.prefix))
            link = f'<{there}?{query}>; rel="next", <{there}?page={last}>; rel="last"'
            reply.headers["Link"] = link
        return reply

    def _address(self, seen: Seen, below: str) -> str:
        return f"http://{seen.headers['host']}{self.prefix}{below}"


def _good(body: Any) -> Reply:
    headers = {"Content-Type": "application/json; charset=utf-8", **_LIMITS}
    return Reply(200, json.dumps(body).encode(), headers)
