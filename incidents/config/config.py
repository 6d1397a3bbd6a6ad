"""What incident.toml says, typed and checked."""

from pathlib import Path
from typing import Literal

from collectors.collector import Source
from incidents.github.place import GITHUB_API, GitHubPlace
from incidents.model.evidence import Declaration
from incidents.model.policy import Policy
from incidents.model.record import Record
from incidents.model.scope import Scope, ServiceScope, Span


class Sources(Record):
    """Where each collector reads; None is "not configured"."""

    logs: Source | None = None
    cloud_run: Source | None = None
    tests: Source | None = None
    coverage: Source | None = None
    git: Source | None = Source(globs=(".",))
    issues: Source | None = None
    probes: Source | None = None
    metrics: Source | None = None
    session: Source | None = None
    plan: Source | None = None
    context: Source | None = None
    images: Source | None = None

    def configured(self) -> tuple[tuple[str, Source], ...]:
        """The sources to be read by name, in the order above."""
        named = ((name, getattr(self, name)) for name in type(self).model_fields)
        return tuple((name, source) for name, source in named if source is not None)


class RedactionRule(Record):
    """A secret of the team's own: `pattern` compiles and never matches an empty text."""

    name: str
    pattern: str


class IssueTracker(Record):
    """Where issues are read from and filed to; `repository` is "owner/name" on GitHub, or GitHub Enterprise.

    `tracker` is where they are filed, None where the file leaves it to `filed_on`; `folder` is used where that is one.
    `most` is how many drafts a build may make, `recurrence` what happens to an issue that was closed in the last
    `closed_days` and comes back. Below `folder_url` the incident folders can be opened: there an issue links to what it
    has no room for.
    """

    repository: str | None = None
    labels: tuple[str, ...] = ()
    api_url: str = GITHUB_API
    tracker: Literal["github", "folder"] | None = None
    folder: str = "filed-issues"
    most: int = 10
    recurrence: Literal["reopen", "link"] = "reopen"
    closed_days: int = 30
    close_resolved: bool = True
    parent: bool = True
    folder_url: str | None = None

    @property
    def filed_on(self) -> Literal["github", "folder"]:
        return self.tracker or ("github" if self.repository else "folder")

    @property
    def label(self) -> str:
        """The label by which filed issues are found again."""
        return self.labels[0] if self.labels else "incident"

    @property
    def place(self) -> GitHubPlace | None:
        return GitHubPlace(self.repository, self.api_url) if self.repository else None


class Config(Record):
    """One incident.toml. All its paths are relative to the folder it lies in."""

    path: Path
    project: str
    region: str
    environment: str
    services: tuple[ServiceScope, ...]
    sources: Sources
    report_root: str
    fail_on: Literal["P0", "P1", "P2"] | None
    policy: Policy
    declarations: tuple[Declaration, ...]
    redaction: tuple[RedactionRule, ...]
    issues: IssueTracker
    templates: str | None = None

    @property
    def root(self) -> Path:
        return self.path.parent

    @property
    def report_folder(self) -> Path:
        return self.root / self.report_root

    @property
    def template_folder(self) -> Path | None:
        """The team's own templates, which come before ours."""
        return self.root / self.templates if self.templates else None

    def scope(self, span: Span | None = None) -> Scope:
        """The question that is put to every collector, for a span where one is known."""
        return Scope(
            project=self.project,
            region=self.region,
            environment=self.environment,
            services=self.services,
            span=span or Span(),
        )
