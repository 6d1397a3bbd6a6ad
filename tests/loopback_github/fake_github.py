"""GitHub's REST interface on this machine, as far as it is used; it keeps GitHub's rules of paging and of filtering."""

import json
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import format_datetime
from threading import Lock
from typing import Any, NamedTuple, Self
from urllib.parse import unquote

from tests.loopback_github.described import exchange_faults
from tests.loopback_github.held_issues import HeldIssues, RefusedError, Route, routes
from tests.loopback_github.http_loopback import Reply, Seen
from tests.loopback_github.shapes import REPOSITORY, Json, repository

TOKEN = "ghp_" + "ThisIsNoRealTokenOnlyATest00000000000"
MOST_FOUND = 1000
"""How many workflow runs a filtered list gives at most."""
_LIMITS = {"X-RateLimit-Limit": "5000", "X-RateLimit-Remaining": "4999", "X-RateLimit-Reset": "1772456400"}


def failure(status: int, message: str, *errors: Json, **headers: str) -> Reply:
    body: Json = {"message": message, "documentation_url": "https://docs.github.com/rest", "status": str(status)}
    if errors:
        body["errors"] = errors
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return Reply(status, json.dumps(body).encode(), {"Content-Type": "application/json; charset=utf-8", **named})


class Fault(NamedTuple):
    """What is answered instead; `done` says that the request is carried out first, `deed` is done just before."""

    reply: Reply
    done: bool = False
    deed: Callable[[], None] = lambda: None


@dataclass
class FakeGitHub(HeldIssues):
    """State and faults: `faults` holds for a piece of "METHOD path" what is given first, before the true answer.

    `fault_at` has them by the place of the request in `seen`. `now_called` is the present name of the repository; under
    its first name every path answers 301. What GitHub's own description says against a request, or against an answer
    that is not a fault, is kept in `misfits`.
    """

    runs: list[Json] = field(default_factory=list)
    artifacts: dict[int, list[Json]] = field(default_factory=dict)
    storage: str = ""
    page_size: int = 100
    prefix: str = ""
    now_called: str = REPOSITORY
    archived: bool = False
    faults: dict[str, list[Fault]] = field(default_factory=dict)
    fault_at: dict[int, Fault] = field(default_factory=dict)
    seen: list[Seen] = field(default_factory=list)
    misfits: list[str] = field(default_factory=list)
    _one: Lock = field(default_factory=Lock)

    def failing(self, piece: str, reply: Reply, times: int = 1000, *, done: bool = False) -> Self:
        self.faults.setdefault(piece, []).extend([Fault(reply, done)] * times)
        return self

    def asked(self, piece: str) -> list[Seen]:
        return [each for each in self.seen if piece in each.path]

    def writes(self) -> list[Seen]:
        return [each for each in self.seen if each.method != "GET"]

    def answer(self, seen: Seen) -> Reply:
        """One at a time, as in one database."""
        with self._one:
            fault = self._fault(seen)
            self.seen.append(seen)
            if fault is None:
                return self._true_answer(seen)
            if fault.done:
                self._true_answer(seen)
            fault.deed()
            return fault.reply

    def _fault(self, seen: Seen) -> Fault | None:
        asked = f"{seen.method} {seen.path}"
        waiting = next((held for piece, held in self.faults.items() if piece in asked and held), None)
        return waiting.pop(0) if waiting else self.fault_at.pop(len(self.seen), None)

    def _true_answer(self, seen: Seen) -> Reply:
        below = seen.path.removeprefix(self.prefix)
        reply = self._found(seen, below)
        if self.clock is not None:
            now = datetime.fromtimestamp(self.clock().nanoseconds // 1_000_000_000, UTC)
            reply.headers["Date"] = format_datetime(now, usegmt=True)
        self.misfits += exchange_faults(seen, reply, below)
        return reply

    def _found(self, seen: Seen, below: str) -> Reply:
        if seen.headers.get("authorization") not in {f"token {TOKEN}", f"Bearer {TOKEN}"}:
            return failure(401, "Bad credentials")
        old = re.match(rf"/repos/{re.escape(REPOSITORY)}(?=/|$)", below)
        if self.now_called != REPOSITORY and old:
            there = f"/repositories/42{below[old.end() :]}"
            # A write must not become a read on its way.
            moved = 301 if seen.method == "GET" else 307
            return failure(moved, "Moved Permanently", Location=self._address(seen, there))
        for (method, pattern), known in self._known().items():
            found = re.fullmatch(pattern, below)
            if found and method == seen.method:
                return known(seen, *map(unquote, found.groups()))
        return failure(404, "Not Found")

    def _known(self) -> dict[tuple[str, str], Callable[..., Reply]]:
        here = f"(?:/repos/{re.escape(self.now_called)}|/repositories/42)"
        issues = {(method, here + path): self._of_issues(*route) for (method, path), route in routes(self).items()}
        return {
            **issues,
            ("GET", here): lambda _: _good(self._itself()),
            ("GET", f"{here}/actions/runs"): self._runs,
            ("GET", rf"{here}/actions/runs/(\d+)/artifacts"): self._artifacts,
            ("GET", rf"{here}/actions/artifacts/(\d+)/zip"): self._zip,
        }

    def _itself(self) -> Json:
        return {**repository(self.now_called), "has_issues": self.switched_on, "archived": self.archived}

    def _of_issues(self, status: int, route: Route) -> Callable[..., Reply]:
        def answer(seen: Seen, *given: str) -> Reply:
            if self.archived and seen.method != "GET":
                return failure(403, "Repository was archived so is read-only.")
            try:
                told = route(*given, json.loads(seen.body) if seen.body else seen.query)
            except RefusedError as refused:
                return failure(refused.status, refused.message, *refused.errors)
            paged = seen.method == "GET" and isinstance(told, list)
            return self._paged(seen, told, lambda page: page) if paged else _good(told, status)

        return answer

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


def _good(body: Any, status: int = 200) -> Reply:
    headers = {"Content-Type": "application/json; charset=utf-8", **_LIMITS}
    return Reply(status, json.dumps(body).encode(), headers)
