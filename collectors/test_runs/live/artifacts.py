"""Artifacts of workflow runs, downloaded one after the other to a private file that is read and removed."""

import re
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from glob import escape
from pathlib import Path
from tempfile import TemporaryDirectory

from collectors.collector import Ask, Source
from collectors.github.conversation import Conversation, conversation
from collectors.github.download import download
from collectors.named_files import failed_reading
from collectors.test_runs.evidence import SOURCE
from collectors.test_runs.job import Job
from collectors.test_runs.live.listing import Account, artifacts, runs, span_of
from collectors.test_runs.live.workflow_run import Artifact, WorkflowRun
from incidents.github.failures import GoneError, RefusedError
from incidents.github.refusals import Question
from incidents.model.instant import Instant
from incidents.model.record import digest
from incidents.model.scope import Reading
from incidents.timing.timer import Timer

LARGEST_ARTIFACT = 128 * 1024 * 1024
LARGEST_IN_ALL = 1024 * 1024 * 1024
_ODD = re.compile(r"[^A-Za-z0-9._ ()+-]+")


@dataclass
class LiveArtifacts:
    """One read of the artifacts; `readings` tells of it once `each` has come to its end."""

    ask: Ask
    now: Instant
    timer: Timer
    folder: Path | None
    _account: Account = field(default_factory=Account)
    _failed: list[Reading] = field(default_factory=list)
    _bytes: int = 0
    _read: int = 0

    def each(self) -> Iterator[tuple[Ask, Job]]:
        """A question about the file of each artifact, which is there until the next one is asked for."""
        place = self.ask.repository
        assert place is not None
        if self.folder is None:
            self._account.broken.append("no folder for temporary files could be made")
            return
        try:
            with conversation(place, self.timer) as asked:
                yield from self._downloaded(asked, self.folder)
        except RefusedError as error:
            self._account.broken.append(str(error))

    def without_report(self, ask: Ask) -> None:
        """Count the artifact as one that is about something else."""
        where = self.ask.redactor.redact(ask.source.globs[0])
        self._account.tally.add("artifacts in which no test report was found", where, harmless=True)

    def readings(self) -> tuple[Reading, ...]:
        """The lists that were gone through, and each artifact that could not be had."""
        redact, account = self.ask.redactor.redact, self._account
        what = redact(question(self.ask))
        if account.whys and not account.pages:
            refused = f"{'; '.join(account.whys)}. Nothing was read"
            return (failed_reading(self.ask, SOURCE, question(self.ask), refused),)
        why = redact("; ".join(account.whys)) or None
        listed = Reading(
            id=f"reading-{digest(SOURCE, what)}",
            source=SOURCE,
            what=what,
            span=span_of(self.ask, self.now),
            items=self._read,
            pages=account.pages,
            status="truncated" if why else "complete",
            why=why,
            problems=account.tally.problems(),
        )
        return (listed, *self._failed)

    def _downloaded(self, asked: Conversation, folder: Path) -> Iterator[tuple[Ask, Job]]:
        if asked.renamed:
            what = "names of the repository that are no longer its own; it was read under the present one"
            self._account.tally.add(what, asked.repository)
        for run in runs(self.ask, span_of(self.ask, self.now), asked, self._account):
            for artifact in artifacts(run, self.ask, asked, self._account):
                file = _file(asked, run, artifact)
                if not self._fits(artifact, file) or not self._is_there(asked, artifact, folder, file):
                    continue
                self._read += 1
                self.ask.progress(f"GitHub Actions of {asked.repository}", 1)
                yield replace(self.ask, root=folder, source=Source(globs=(escape(file),))), run.job(artifact)
                (folder / file).unlink(missing_ok=True)

    def _fits(self, artifact: Artifact, file: str) -> bool:
        if artifact.size > LARGEST_ARTIFACT:
            self._account.lose(f"artifacts over {LARGEST_ARTIFACT // 2**20} MB, not downloaded", file)
            return False
        if self._bytes + artifact.size > LARGEST_IN_ALL:
            self._account.lose(f"artifacts over {LARGEST_IN_ALL // 2**20} MB in all, not downloaded", file)
            return False
        return True

    def _is_there(self, asked: Conversation, artifact: Artifact, folder: Path, file: str) -> bool:
        """Whether the file could be had; raises RefusedError where no other can be had either."""
        path = folder / file
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._bytes += asked.patience.ask(lambda: _fetch(asked, artifact, path))
        except _StoppedError as stopped:
            raise stopped.error from stopped
        except RefusedError as error:
            why = f"{error}. It was not read"
        except OSError as error:
            why = (
                f"it could not be kept in a temporary file ({error.strerror or type(error).__name__}). It was not read"
            )
        else:
            return True
        path.unlink(missing_ok=True)
        self._failed.append(failed_reading(self.ask, SOURCE, file, why))
        return False


class _StoppedError(Exception):
    """GitHub itself answers no more, while other failures are about one artifact and where it is kept."""

    def __init__(self, error: RefusedError) -> None:
        super().__init__(str(error))
        self.error = error


@contextmanager
def live_artifacts(ask: Ask, now: Instant, timer: Timer) -> Iterator[LiveArtifacts]:
    """The files are gone when the context is left."""
    with ExitStack() as stack:
        try:
            made = stack.enter_context(TemporaryDirectory(prefix="incident-", ignore_cleanup_errors=True))
        except OSError:
            yield LiveArtifacts(ask, now, timer, None)
            return
        yield LiveArtifacts(ask, now, timer, Path(made))


def question(ask: Ask) -> str:
    """What is searched, in words."""
    assert ask.repository is not None
    source = ask.source
    artifacts_named = f", artifacts {', '.join(source.artifacts)}" if source.artifacts else ""
    of_workflows = f", workflows {', '.join(source.workflows)}" if source.workflows else ""
    return f"GitHub {ask.repository.shown}: test artifacts of workflow runs{of_workflows}{artifacts_named}"


def _fetch(asked: Conversation, artifact: Artifact, path: Path) -> int:
    # The address is signed for a minute only, so that each try asks for it anew.
    try:
        location = asked.redirect(f"actions/artifacts/{artifact.id}/zip", Question("it", "read access to actions"))
    except GoneError:
        raise
    except RefusedError as error:
        raise _StoppedError(error) from error
    return download(location, path, LARGEST_ARTIFACT, artifact.digest, asked.patience)


def _file(asked: Conversation, run: WorkflowRun, artifact: Artifact) -> str:
    """Where people find it in their browser, and the name of the artifact."""
    name = _ODD.sub("-", artifact.name).strip(". ")[:100] or "artifact"
    return f"{asked.repository}/actions/runs/{run.id}/artifacts/{artifact.id}/{name}.zip"
