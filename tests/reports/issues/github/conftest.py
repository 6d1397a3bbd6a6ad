from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest

from incidents.github.place import GitHubPlace
from reports.issues.github.github_tracker import GitHubTracker, github_tracker
from tests.incidents.timing.fake_time import FakeTime
from tests.loopback_github.fake_github import TOKEN, FakeGitHub
from tests.loopback_github.http_loopback import served
from tests.loopback_github.shapes import REPOSITORY

Tracking = Callable[[FakeGitHub], GitHubTracker]


@pytest.fixture
def passing() -> FakeTime:
    return FakeTime()


@pytest.fixture
def tracking(passing: FakeTime) -> Iterator[Tracking]:
    """The tracker of a stand-in that is served for as long as the test runs; GitHub would understand every request."""
    served_here: list[FakeGitHub] = []
    with ExitStack() as stack:

        def on(github: FakeGitHub) -> GitHubTracker:
            served_here.append(github)
            place = GitHubPlace(REPOSITORY, stack.enter_context(served(github.answer)) + github.prefix)
            return stack.enter_context(github_tracker(place, {"GITHUB_TOKEN": TOKEN}, passing.timer, seconds=1))

        yield on
    assert [each for github in served_here for each in github.misfits] == []
