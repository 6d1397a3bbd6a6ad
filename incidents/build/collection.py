"""Everything that is read for one incident, in the order in which it can be asked for."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from collectors.collector import Code, Collector, Progress
from collectors.git_history.last_changes import read_last_changes
from incidents.analysis.window.deployments import Deployments
from incidents.analysis.window.point import Point
from incidents.analysis.window.propose import propose
from incidents.analysis.window.resolve import end_of, newest, resolve
from incidents.build.baseline import earlier_incident
from incidents.build.declarations import declared
from incidents.build.earlier_failures import stored_before
from incidents.build.executed_tests import files_by_commit, ran
from incidents.build.named_points import GitNames, point_of
from incidents.build.older_failures import older
from incidents.build.sources import CLOUD_RUN, COVERAGE, GIT, GROUND, LOGS, asked
from incidents.config.config import Config
from incidents.errors import WindowError
from incidents.model.evidence import Revision
from incidents.model.instant import Instant
from incidents.model.scope import Span
from incidents.model.sealed import Collected, SealedEvidence
from incidents.model.window import Window

_WHOLE_COMMIT = 40


def collect(
    settings: Config,
    since: str | None,
    until: str | None,
    progress: Progress | None = None,
    now: Instant | None = None,
) -> SealedEvidence:
    """Read what is small, find the window with it, read the logs and the commits, and seal all of it.

    `now` ends what is read live where `until` does not; without live sources it is not needed. Raises WindowError
    when `since` or `until` names nothing, before anything is written.
    """
    platform = _read(settings, (CLOUD_RUN,), Span(), progress)
    names = GitNames(settings)
    deployments = _deployments(platform, names)
    last = point_of("--until", until, deployments, names) if until else None
    end = end_of(last, deployments) if last else None
    good = point_of("--since", since, deployments, names) if since else None
    span = _asked_span(good, end, now)
    ground = Collected.joined([platform, _read(settings, GROUND, span, progress, _heads(deployments, span))])
    covered = _read_coverage(settings, ground, progress)
    logs = _read_logs(settings, deployments, span, progress)
    seen = Collected.joined([_until(Collected.joined([ground, covered]), end), logs])
    window = _window(good, end, deployments, seen, settings.environment)
    commits = _read_commits(settings, window, files_by_commit(window, seen.evidence), progress)
    name = _name(window)
    stored = stored_before(settings.report_folder, settings.scope(), window, name)
    earlier, runs = earlier_incident(settings.report_folder, stored.latest)
    declarations, policy = declared(settings)
    sealed = SealedEvidence(
        name=name,
        scope=settings.scope(_whole(window)),
        policy=policy,
        window=window,
        collected=Collected.joined([runs, seen, commits, declarations, Collected(evidence=stored.failures)]),
        baseline=earlier.name if earlier else None,
        earlier=earlier,
        stored_before=stored.names,
    )
    before = _read_last_changes(settings, sealed, progress)
    return sealed.model_copy(update={"collected": Collected.joined([sealed.collected, before])})


def _read(
    settings: Config,
    collectors: Sequence[Collector],
    span: Span,
    progress: Progress | None,
    heads: tuple[str, ...] = (),
) -> Collected:
    asks = [(each, asked(settings, each.name, span, progress)) for each in collectors]
    return Collected.joined([each.collect(replace(ask, heads=heads)) for each, ask in asks if ask is not None])


def _heads(deployments: Deployments, span: Span) -> tuple[str, ...]:
    """The commits deployed within the span, whole ones only, the newest last: their checks may have run before it."""
    commits = (deployments.commit(each.revision) for each in deployments if span.holds(each.at))
    return tuple(dict.fromkeys(commit for commit in commits if commit and len(commit) == _WHOLE_COMMIT))


def _read_coverage(settings: Config, ground: Collected, progress: Progress | None) -> Collected:
    ask = asked(settings, COVERAGE.name, None, progress)
    return COVERAGE.collect(replace(ask, runs=ran(ground.evidence))) if ask else Collected()


def _read_logs(settings: Config, deployments: Deployments, span: Span, progress: Progress | None) -> Collected:
    ask = asked(settings, LOGS.name, span, progress)
    return LOGS.collect(replace(ask, code=_code(settings, deployments))) if ask else Collected()


def _code(settings: Config, deployments: Deployments) -> Code | None:
    """The repository with the commits of all deployments that are known whole."""
    source = settings.sources.git
    if source is None or not source.globs:
        return None
    commits = {each.revision.name: deployments.commit(each.revision) for each in deployments}
    known = {name: commit for name, commit in commits.items() if commit and len(commit) == _WHOLE_COMMIT}
    return Code(settings.root / source.globs[0], source.globs[0], known)


def _read_commits(
    settings: Config, window: Window, tests: Mapping[str, frozenset[str]], progress: Progress | None
) -> Collected:
    ask = asked(settings, GIT.name, _whole(window), progress)
    return GIT.collect(replace(ask, commits=window.commits, tests=tests)) if ask else Collected()


def _read_last_changes(settings: Config, sealed: SealedEvidence, progress: Progress | None) -> Collected:
    ask = asked(settings, GIT.name, sealed.scope.span, progress)
    return read_last_changes(ask, older(sealed)) if ask else Collected()


def _deployments(ground: Collected, names: GitNames) -> Deployments:
    revisions = [each for each in ground.evidence if isinstance(each, Revision)]
    if not revisions:
        failed = [f"{each.what}: {each.why}" for each in ground.readings if each.source == "cloud_run" and each.why]
        said = f" ({'; '.join(failed)})" if failed else ""
        raise WindowError(f"no revision of a service in scope was read{said}, so there is no window. Nothing was built")
    return Deployments(revisions, names.whole({each.commit for each in revisions if each.commit}))


def _window(
    good: Point | None, end: Instant | None, deployments: Deployments, seen: Collected, environment: str
) -> Window:
    point = good or propose(deployments, seen.evidence, environment)
    last = end or newest(seen.evidence)
    if last is None:
        raise WindowError(
            "nothing that was read tells a time, so the window has no end; give --until. Nothing was built"
        )
    return resolve(point, last, deployments, proposed=good is None)


def _asked_span(good: Point | None, end: Instant | None, now: Instant | None) -> Span:
    """From as long before the last good point as there is time after it; what lies before is another incident's."""
    last = end or now
    if good is None or last is None or last < good.at:
        return Span(end=last)
    return Span(start=good.at.plus(-good.at.seconds_until(last)), end=last)


def _until(ground: Collected, end: Instant | None) -> Collected:
    """What was known at the end of the window: later runs, revisions and probes belong to another incident."""
    if end is None:
        return ground
    late = {each.id for each in ground.evidence if each.at is not None and each.at > end}
    kept = [each for each in ground.evidence if each.id not in late and getattr(each, "run", None) not in late]
    return Collected(evidence=tuple(kept), readings=ground.readings)


def _whole(window: Window) -> Span:
    return Span(start=window.baseline.span.start, end=window.candidate.span.end)


def _name(window: Window) -> str:
    """The day the candidate side starts and the revision it is about; the same window always has the same name."""
    revisions = window.candidate.revisions or window.baseline.revisions
    return f"{str(window.candidate.span.start)[:10]}-{revisions[0].revision if revisions else 'no-revision'}"
