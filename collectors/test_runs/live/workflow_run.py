"""A workflow run and its artifacts as GitHub lists them, and what they say of the tests that ran in it."""

from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import TypeGuard

from collectors.github.conversation import Json
from collectors.moments import moment
from collectors.test_runs.job import Job
from incidents.model.instant import Instant

# What these workflows check out is not the commit that the run is listed under, but its merge with the target branch.
_MERGED = frozenset({"pull_request"})


@dataclass(frozen=True)
class WorkflowRun:
    """`workflow` is the name of its file without the ending, `own` whether the repository itself holds the commit.

    `created` is the start of the first attempt, `started` that of the last one.
    """

    id: int
    workflow: str
    title: str
    commit: str
    event: str
    branch: str
    conclusion: str
    ended: bool
    attempt: int
    created: Instant
    started: Instant | None
    own: bool

    def is_of(self, patterns: tuple[str, ...]) -> bool:
        """Whether the name of its file, with or without the ending, or its title is one of these; all are of none."""
        names = (self.workflow, f"{self.workflow}.yml", f"{self.workflow}.yaml", self.title)
        return not patterns or any(fnmatchcase(name, pattern) for name in names for pattern in patterns)

    def job(self, artifact: "Artifact") -> Job:
        """What is known of the tests in an artifact of this run."""
        started, notes = self._start_of(artifact)
        ended = self.conclusion or "without a conclusion"
        of_run = f"run {self.id}, attempt {self.attempt}, event {self.event}, branch {self.branch or 'none'}, {ended}"
        told = [f"GitHub Actions: workflow {self.title or self.workflow}, {of_run}"]
        if self.event in _MERGED:
            told.append("a run for a pull request tests the commit merged with the target branch, not the commit alone")
        return Job(self.workflow, self.commit, str(started) if started else None, (*told, *notes))

    def _start_of(self, artifact: "Artifact") -> tuple[Instant | None, tuple[str, ...]]:
        """An artifact of an earlier attempt stays listed under the run, whose start is then not the artifact's."""
        if self.started is None or artifact.created is None or artifact.created >= self.started:
            return self.started or (self.created if self.attempt == 1 else None), ()
        note = f"the artifact is of an attempt before attempt {self.attempt}"
        return (self.created, (note,)) if self.attempt == 2 else (None, (note,))


@dataclass(frozen=True)
class Artifact:
    """`digest` is that of the zip, None where GitHub does not state it."""

    id: int
    name: str
    size: int
    expired: bool
    created: Instant | None
    digest: str | None


def workflow_run(found: Json, repository: str) -> WorkflowRun | None:
    """The run; None where GitHub's answer lacks what makes one."""
    number, created, commit = found.get("id"), moment(found.get("created_at")), _text(found, "head_sha")
    if not _is_number(number) or created is None or not commit:
        return None
    file = _text(found, "path").partition("@")[0].rpartition("/")[2]
    attempt, head = found.get("run_attempt"), found.get("head_repository")
    owner = _text(head, "full_name") if isinstance(head, dict) else ""
    return WorkflowRun(
        id=number,
        workflow=file.removesuffix(".yml").removesuffix(".yaml") or _text(found, "name") or "workflow",
        title=_text(found, "name"),
        commit=commit,
        event=_text(found, "event"),
        branch=_text(found, "head_branch"),
        conclusion=_text(found, "conclusion"),
        ended=found.get("status") == "completed",
        attempt=attempt if _is_number(attempt) else 1,
        created=created,
        started=moment(found.get("run_started_at")),
        own=owner.lower() == repository.lower(),
    )


def artifact(found: Json) -> Artifact | None:
    """The artifact; None where GitHub's answer lacks what makes one."""
    number, size, name = found.get("id"), found.get("size_in_bytes"), _text(found, "name")
    if not _is_number(number) or not _is_number(size) or not name:
        return None
    created = moment(found.get("created_at"))
    return Artifact(number, name, size, found.get("expired") is True, created, _text(found, "digest") or None)


def _is_number(value: object) -> TypeGuard[int]:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def _text(found: Json, name: str) -> str:
    value = found.get(name)
    return " ".join(value.split())[:200] if isinstance(value, str) else ""
