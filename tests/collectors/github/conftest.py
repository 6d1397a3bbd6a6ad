from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest

from incidents.github.place import GitHubPlace
from incidents.github.token import VARIABLES
from tests.collectors.github.fake_github import TOKEN, FakeGitHub
from tests.collectors.github.http_loopback import served
from tests.collectors.github.shapes import REPOSITORY
from tests.collectors.google_api.fake_time import FakeTime

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
    """Serves for as long as the test runs; gives the repository's place."""
    with ExitStack() as stack:

        def serving(github: FakeGitHub) -> GitHubPlace:
            return GitHubPlace(REPOSITORY, stack.enter_context(served(github.answer)) + github.prefix)

        yield serving
