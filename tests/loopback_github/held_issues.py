"""The issues of one repository with GitHub's rules about them: what a write changes, and what is refused."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from incidents.model.instant import Instant
from tests.loopback_github.shapes import Json, comment, issue, label

LONGEST_BODY = 65_536
LONGEST_TITLE = 256
MOST_CHILDREN = 100
_NOON = Instant.parse("2026-03-02T12:00:00Z")
_REASONS = {"completed", "not_planned", "duplicate"}


class RefusedError(Exception):
    """An answer that is no success; `errors` are the pairs of field and code, or a message, that a 422 lists."""

    def __init__(self, status: int, message: str, *errors: Json) -> None:
        super().__init__(message)
        self.status = status
        self.message = message
        self.errors = errors


def invalid(resource: str, name: str, code: str, **more: str) -> RefusedError:
    return RefusedError(422, "Validation Failed", {"resource": resource, "field": name, "code": code, **more})


@dataclass
class HeldIssues:
    """`dependencies` and `hierarchy` are off on an older Enterprise, `may_label` for a token without push access.

    `deleted` are numbers that answer 410. Without a `clock` each write comes a second later than the last, after noon.
    """

    issues: list[Json] = field(default_factory=list)
    labels: list[Json] = field(default_factory=list)
    comments: dict[int, list[Json]] = field(default_factory=dict)
    blocked_by: dict[int, list[int]] = field(default_factory=dict)
    sub_issues: dict[int, list[int]] = field(default_factory=dict)
    deleted: set[int] = field(default_factory=set)
    switched_on: bool = True
    dependencies: bool = True
    hierarchy: bool = True
    may_label: bool = True
    seconds: int = 0
    clock: Callable[[], Instant] | None = None

    def titled(self, title: str) -> list[Json]:
        return [each for each in self.issues if each["title"] == title]

    def numbered(self, number: int) -> Json:
        self._on()
        if number in self.deleted:
            raise RefusedError(410, "This issue was deleted")
        found = next((each for each in self.issues if each["number"] == number), None)
        if found is None:
            raise RefusedError(404, "Not Found")
        return {**found, "comments": len(self.comments.get(number, []))}

    def listed(self, query: dict[str, str]) -> list[Json]:
        """By GitHub's filters: state, moment of the last change, and labels, of which an issue must carry all."""
        self._on()
        state, since = query.get("state", "open"), query.get("since", "")
        wanted = {each.lower() for each in query.get("labels", "").split(",") if each}
        held = [
            each
            for each in self.issues
            if state in {"all", each["state"]} and each["updated_at"] >= since and wanted <= _names(each)
        ]
        by = f"{query.get('sort', 'created')}_at"
        return sorted(
            held, key=lambda each: (each[by], each["number"]), reverse=query.get("direction", "desc") == "desc"
        )

    def opened(self, body: Json) -> Json:
        self._on()
        title, text = str(body["title"]), body.get("body")
        if not title.strip():
            raise invalid("Issue", "title", "missing_field")
        if len(title) > LONGEST_TITLE:
            raise invalid("Issue", "title", "custom", message="title is too long (maximum is 256 characters)")
        _short_enough(text)
        number = max([*self.deleted, *(each["number"] for each in self.issues)], default=0) + 1
        now = self._write()
        made = issue(number, title=title, body=text, created_at=now, updated_at=now)
        self.issues.append(made)
        self._label(made, body.get("labels", []))
        return self.numbered(number)

    def edited(self, number: int, body: Json) -> Json:
        self.numbered(number)
        _short_enough(body.get("body"))
        held = self._held(number)
        held.update({name: body[name] for name in ("title", "body") if name in body})
        if "state" in body and body["state"] != held["state"]:
            reason = body.get("state_reason") or "completed"
            closed = body["state"] == "closed"
            if closed and reason not in _REASONS:
                raise invalid("Issue", "state_reason", "invalid")
            held.update(
                state=body["state"],
                state_reason=reason if closed else "reopened",
                closed_at=self._write() if closed else None,
            )
        if "labels" in body and self.may_label:
            held["labels"] = []
            self._label(held, body["labels"])
        held["updated_at"] = self._write()
        return self.numbered(number)

    def labelled(self, number: int, body: Json) -> list[Json]:
        self.numbered(number)
        held = self._held(number)
        self._label(held, [each if isinstance(each, str) else each["name"] for each in body["labels"]])
        held["updated_at"] = self._write()
        return list(held["labels"])

    def unlabelled(self, number: int, name: str) -> list[Json]:
        self.numbered(number)
        held = self._held(number)
        if name.lower() not in _names(held):
            raise RefusedError(404, "Label does not exist")
        held["labels"] = [each for each in held["labels"] if each["name"].lower() != name.lower()]
        held["updated_at"] = self._write()
        return list(held["labels"])

    def label_made(self, body: Json) -> Json:
        if any(each["name"].lower() == body["name"].lower() for each in self.labels):
            raise invalid("Label", "name", "already_exists")
        if len(body["name"]) > 50:
            raise invalid("Label", "name", "custom", message="name is too long (maximum is 50 characters)")
        if len(body.get("description") or "") > 100:
            raise invalid("Label", "description", "custom", message="description is too long")
        return self._new_label(body["name"], body.get("color", "ededed"), body.get("description"))

    def commented(self, number: int, body: Json) -> Json:
        self.numbered(number)
        _short_enough(body["body"])
        written = self.comments.setdefault(number, [])
        identity = 5000 + sum(map(len, self.comments.values()))
        written.append(comment(identity, number, body["body"], self._write()))
        self._held(number)["updated_at"] = written[-1]["created_at"]
        return written[-1]

    def comments_on(self, number: int) -> list[Json]:
        self.numbered(number)
        return self.comments.get(number, [])

    def blockers(self, number: int) -> list[Json]:
        self._kept(self.dependencies)
        self.numbered(number)
        return [self.numbered(each) for each in self.blocked_by.get(number, [])]

    def blocked(self, number: int, body: Json) -> Json:
        self._kept(self.dependencies)
        self.numbered(number)
        blocker = self._identified(body["issue_id"])
        held = self.blocked_by.get(number, [])
        if blocker == number or blocker in held or self._leads(blocker, number, self.blocked_by):
            raise RefusedError(422, "Validation Failed", {"code": "invalid", "message": "cannot be its dependency"})
        self.blocked_by[number] = [*held, blocker]
        self._write()
        return self.numbered(number)

    def children(self, number: int) -> list[Json]:
        self._kept(self.hierarchy)
        self.numbered(number)
        return [self.numbered(each) for each in self.sub_issues.get(number, [])]

    def adopted(self, number: int, body: Json) -> Json:
        self._kept(self.hierarchy)
        self.numbered(number)
        child = self._identified(body["sub_issue_id"])
        held = self.sub_issues.get(number, [])
        if any(child in each for each in self.sub_issues.values()) or child == number or len(held) >= MOST_CHILDREN:
            raise RefusedError(422, "Validation Failed", {"code": "invalid", "message": "may only have one parent"})
        self.sub_issues[number] = [*held, child]
        self._write()
        return self.numbered(number)

    def _on(self) -> None:
        if not self.switched_on:
            raise RefusedError(410, "Issues has been disabled in this repository.")

    @staticmethod
    def _kept(kept: bool) -> None:
        if not kept:
            raise RefusedError(404, "Not Found")

    def _held(self, number: int) -> Json:
        return next(each for each in self.issues if each["number"] == number)

    def _identified(self, identity: int) -> int:
        """The number of the issue with this id, which is another one than its number."""
        found = [each["number"] for each in self.issues if each["id"] == identity]
        if not found or found[0] in self.deleted:
            raise RefusedError(404, "Not Found")
        number: int = found[0]
        return number

    def _label(self, held: Json, names: list[str]) -> None:
        """With push access labels that do not exist are made; without it they are dropped, and nothing is said."""
        for name in names if self.may_label else []:
            known = next((each for each in self.labels if each["name"].lower() == name.lower()), None)
            if name.lower() not in _names(held):
                held["labels"] = [*held["labels"], known or self._new_label(name, "ededed", None)]

    def _new_label(self, name: str, color: str, description: str | None) -> Json:
        made = label(3000 + len(self.labels), name, color, description)
        self.labels.append(made)
        self._write()
        return made

    def _leads(self, start: int, end: int, edges: dict[int, list[int]]) -> bool:
        return any(each == end or self._leads(each, end, edges) for each in edges.get(start, []))

    def _write(self) -> str:
        """The moment of a write."""
        if self.clock is not None:
            return str(self.clock().second)
        self.seconds += 1
        return str(_NOON.plus(self.seconds))


def _names(held: Json) -> set[str]:
    return {each["name"].lower() for each in held["labels"]}


def _short_enough(text: Any) -> None:
    if isinstance(text, str) and len(text) > LONGEST_BODY:
        raise invalid("Issue", "body", "custom", message="body is too long (maximum is 65536 characters)")


Route = Callable[..., Any]
"""Takes the parts of the path as texts, then the body of a write or the query of a read."""


def routes(held: HeldIssues) -> dict[tuple[str, str], tuple[int, Route]]:
    """For a method and a path below the repository the status of success; a list is still to be divided into pages."""
    one = r"/issues/(\d+)"
    return {
        ("GET", "/issues"): (200, held.listed),
        ("POST", "/issues"): (201, held.opened),
        ("GET", one): (200, lambda number, _: held.numbered(int(number))),
        ("PATCH", one): (200, lambda number, body: held.edited(int(number), body)),
        ("GET", f"{one}/comments"): (200, lambda number, _: held.comments_on(int(number))),
        ("POST", f"{one}/comments"): (201, lambda number, body: held.commented(int(number), body)),
        ("POST", f"{one}/labels"): (200, lambda number, body: held.labelled(int(number), body)),
        ("DELETE", f"{one}/labels/([^/]+)"): (200, lambda number, name, _: held.unlabelled(int(number), name)),
        ("GET", f"{one}/dependencies/blocked_by"): (200, lambda number, _: held.blockers(int(number))),
        ("POST", f"{one}/dependencies/blocked_by"): (201, lambda number, body: held.blocked(int(number), body)),
        ("GET", f"{one}/sub_issues"): (200, lambda number, _: held.children(int(number))),
        ("POST", f"{one}/sub_issues"): (201, lambda number, body: held.adopted(int(number), body)),
        ("GET", "/labels"): (200, lambda _: held.labels),
        ("POST", "/labels"): (201, held.label_made),
    }
