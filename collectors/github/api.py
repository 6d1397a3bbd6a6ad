"""A connection to GitHub for reading."""

from types import TracebackType
from typing import Self

import github

from incidents.github.exchange import Answer, Ask, exchange, settings
from incidents.github.place import GitHubPlace
from incidents.github.token import Token


class GitHubApi:
    """Asks with the token; to be closed. It never asks twice by itself and never waits."""

    def __init__(self, place: GitHubPlace, token: Token, seconds: int = 30) -> None:
        self._place = place
        self._github = github.Github(auth=github.Auth.Token(token.secret), **settings(place, seconds))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._github.close()

    def get(self, path: str, parameters: dict[str, str]) -> Answer:
        """The answer, whatever its status; raises BusyError where none came, RefusedError where none can come."""
        return exchange(self._github.requester, self._place, Ask("GET", path, parameters))
