"""Evidence of what the sources of the executed tests say, as of the commit that their run was for."""

import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import PurePosixPath

from collectors.collector import Ask
from collectors.git_history.commit_evidence import MOST_NAMES, text
from collectors.git_history.objects.blobs import read_blobs
from collectors.git_history.opening.repository import Repository
from collectors.git_history.paths.folders_of_tests import class_beside_tests, folders_of_tests
from collectors.git_history.python.python_syntax import MOST_BYTES
from collectors.git_history.test_sources.outline_of_braced_tests import ENDINGS, braced_outline
from collectors.git_history.test_sources.outline_of_tests import FileOutline, TestOutline, file_outline
from collectors.named_files import failed_reading
from collectors.problem_tally import ProblemTally
from incidents.errors import BadInputError
from incidents.model.evidence import TestFunction, TestSource
from incidents.model.record import digest
from incidents.model.scope import Reading
from incidents.model.sealed import Collected

MOST_FILES = 300
TOTAL_BYTES = 16_000_000
MOST_LISTED = 20_000
_SOURCE = "git"
_NAME = 300
ENDINGS_OF_TESTS = (".py", *ENDINGS)
_OF_CLASSES = (".java",)
_CLASS = re.compile(r"(?:[a-z_]\w*\.)+[A-Z]\w*")
"""As the reports of Java name a class; inner classes are left out."""


def read_test_sources(repository: Repository, ask: Ask) -> Collected:
    """One record for each file of tests that a commit holds, and for each that supports tests and falls back.

    Of Python what a parser tells, of JavaScript, TypeScript and Java what the text does.
    """
    held = repository.expand(ask.tests)
    return Collected.joined(_of_commit(repository, ask, held[sha], ask.tests[sha]) for sha in sorted(held))


def _of_commit(repository: Repository, ask: Ask, sha: str, files: Iterable[str]) -> Collected:
    wanted = sorted({each for each in files if each.endswith(ENDINGS_OF_TESTS) or _CLASS.fullmatch(each)})
    what = f"{repository.name}: sources of the tests at {sha[:12]}"
    if not wanted:
        return Collected()
    try:
        blobs = repository.files.of(sha, MOST_LISTED, ENDINGS_OF_TESTS)
        found = places(blobs, wanted)
        folders = folders_of_tests(blobs)
        support = {path: blob for path, blob in blobs.items() if class_beside_tests(path, folders) == "test-support"}
        held = [*(blobs[each] for each in found.values()), *support.values()]
        contents = read_blobs(repository.git, held, MOST_BYTES, TOTAL_BYTES)
    except BadInputError as error:
        return Collected(readings=(failed_reading(ask, _SOURCE, what, str(error)),))
    tally = ProblemTally()
    evidence = []
    for path in wanted:
        place = found.get(path)
        outline = _outline(place, contents[blobs[place]]) if place and blobs[place] in contents else None
        if outline is None:
            kind = "a file of tests that is not in the commit, too large or not parsed"
            tally.add(kind, ask.redactor.redact(path)[:_NAME])
        else:
            evidence.append(_record(repository, ask, sha, path, outline))
    for path in sorted(set(support) - set(found.values())):
        outline = _outline(path, contents[support[path]]) if support[path] in contents else None
        if outline is not None and outline.fallbacks:
            evidence.append(_record(repository, ask, sha, path, outline))
    reading = _reading(ask, what, len(evidence), len(wanted), tally)
    return Collected(evidence=tuple(evidence), readings=(reading,))


def _reading(ask: Ask, what: str, items: int, wanted: int, tally: ProblemTally) -> Reading:
    cut = wanted > MOST_FILES
    return Reading(
        id=f"reading-{digest(_SOURCE, what)}",
        source=_SOURCE,
        what=what,
        span=ask.scope.span,
        items=items,
        status="truncated" if cut else "complete",
        why=f"only {MOST_FILES} of {wanted} files were read" if cut else None,
        problems=tally.problems(),
    )


def places(blobs: Mapping[str, str], wanted: Sequence[str]) -> dict[str, str]:
    """Where each wanted file is: under its own path, or the only one that ends in it, as a run in a folder does.

    A class stands for the file that is named like it.
    """
    found = {}
    for path in wanted[:MOST_FILES]:
        ends = (
            [path] if path.endswith(ENDINGS_OF_TESTS) else [f"{path.replace('.', '/')}{each}" for each in _OF_CLASSES]
        )
        whole = [each for each in ends if each in blobs]
        places = whole or [each for each in blobs if each.endswith(tuple(f"/{end}" for end in ends))]
        if len(places) == 1:
            found[path] = places[0]
    return found


def _outline(path: str, content: bytes) -> FileOutline | None:
    return file_outline(content) if path.endswith(".py") else braced_outline(path, content)


def _record(repository: Repository, ask: Ask, sha: str, path: str, outline: FileOutline) -> TestSource:
    shown = ask.redactor.redact(text(path.encode("utf-8", "surrogateescape")))
    checks = sum(each.checks > 0 for each in outline.tests)
    return TestSource(
        id=f"source-{digest(sha, path)}",
        at=None,
        source=_SOURCE,
        locator=f"{repository.name}@{sha}:{shown}",
        excerpt=f"{len(outline.tests)} tests in {PurePosixPath(shown).name}, {checks} of them with an assertion",
        commit=sha,
        path=shown,
        imports=_clean(outline.imports, ask),
        fallbacks=_clean(outline.fallbacks, ask),
        functions=tuple(_function(each, ask) for each in outline.tests),
    )


def _function(test: TestOutline, ask: Ask) -> TestFunction:
    return TestFunction(
        name=ask.redactor.redact(test.name)[:_NAME],
        line=test.line,
        checks=test.checks,
        unseen=_clean(test.unseen, ask),
        stand_ins=_clean(test.stand_ins, ask),
    )


def _clean(names: tuple[str, ...], ask: Ask) -> tuple[str, ...]:
    return tuple(ask.redactor.redact(each)[:_NAME] for each in names[:MOST_NAMES])
