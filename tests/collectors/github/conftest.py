from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest

from incidents.github.place import GitHubPlace
from incidents.github.token import VARIABLES
from tests.incidents.timing.fake_time import FakeTime
from tests.loopback_github.fake_github import TOKEN, FakeGitHub
from tests.loopback_github.http_loopback import served
from tests.loopback_github.shapes import REPOSITORY

Serve = Callable[[FakeGitHub], GitHubPlace]


@pytest.fixture
def passing() -> FakeTime:
    return FakeTime()


@pytest.fixture(autouse=True)
def token(monkeypatch: pytest.MonkeyPatch) -> str:
    for variable in VARIABLES:
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.setenv("GITHUB_TOKEN", TOKEN)
    return TOKEN


@pytest.fixture
def serve() -> Iterator[Serve]:
    """Serves for as long as the test runs; gives the repository's place. GitHub would understand every question."""
    served_here: list[FakeGitHub] = []
    with ExitStack() as stack:

        def serving(github: FakeGitHub) -> GitHubPlace:
            served_here.append(github)
            return GitHubPlace(REPOSITORY, stack.enter_context(served(github.answer)) + github.prefix)

        yield serving
    assert [each for github in served_here for each in github.misfits] == []
