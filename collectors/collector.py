"""What a collector is: it is asked one question and answers with evidence and readings, never with an exception."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from collectors.redaction import Redactor
from incidents.github.place import GitHubPlace
from incidents.model.scope import Scope
from incidents.model.sealed import Collected
from incidents.model.window import CommitRange

Progress = Callable[[str, int], None]
"""Called with what is being read and how many more items were read since the last call."""


def no_progress(what: str, items: int) -> None:
    """Report to nobody."""


@dataclass(frozen=True)
class Source:
    """Where one collector reads: the live service or files; `globs` are relative to `root`.

    The others narrow a live read: for how many days a closed issue is still read, None where nobody says, and shell
    patterns for the names of artifacts and workflows, none for all of them.
    """

    live: bool = False
    globs: tuple[str, ...] = ()
    closed_days: int | None = None
    artifacts: tuple[str, ...] = ()
    workflows: tuple[str, ...] = ()


@dataclass(frozen=True)
class Code:
    """The repository at `path`, called `name` in messages, and the whole commit id of each revision, oldest first."""

    path: Path
    name: str
    commits: Mapping[str, str]


@dataclass(frozen=True)
class Ran:
    """A test run that was read: its id, its files and the tests that failed in it."""

    run: str
    files: tuple[str, ...]
    failed: frozenset[str]


@dataclass(frozen=True)
class Ask:
    """One question: the scope, the place to read, and what the text passes through before it is kept.

    Locators are written relative to `root`. `commits` and `tests`, the files of executed tests by
    the commit that their run was for, are empty until the window is resolved. `heads` are commits that
    were deployed, as whole ids. `runs` are the test runs that were read before. `code` is the source that was deployed,
    None where it is not at hand. `repository` is where GitHub is asked, None where none is configured.
    """

    scope: Scope
    root: Path
    source: Source
    redactor: Redactor = field(default_factory=Redactor)
    commits: tuple[CommitRange, ...] = ()
    tests: Mapping[str, frozenset[str]] = field(default_factory=dict)
    heads: tuple[str, ...] = ()
    runs: tuple[Ran, ...] = ()
    code: Code | None = None
    repository: GitHubPlace | None = None
    progress: Progress = no_progress

    @property
    def live_on(self) -> GitHubPlace | None:
        """Where on GitHub this is asked live; None where it is not, or where no repository is configured."""
        return self.repository if self.source.live else None


class Collector(Protocol):
    """One source. A failure to read is a `Reading` that says what was searched and why it failed."""

    @property
    def name(self) -> str:
        """The key under `[sources]` in incident.toml."""

    def survey(self, ask: Ask) -> tuple[str, ...]:
        """What `collect` would read, a line each; what is missing is left out. Nothing is opened."""

    def collect(self, ask: Ask) -> Collected:
        """Read; the same source gives the same ids and the same bytes."""
