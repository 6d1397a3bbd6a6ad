"""GitHub's REST interface through PyGithub's requester: one question, one answer.

The typed objects of PyGithub are left aside: `raw_data` of a listed object asks for that object once more.
"""

import json
import logging
from types import TracebackType
from typing import NamedTuple, Self

import github

from incidents.github.failures import BusyError, RefusedError
from incidents.github.place import GitHubPlace
from incidents.github.token import Token

PAGE_SIZE = 100
# PyGithub writes to stderr what it follows and waits for; all of it comes out as readings here.
logging.getLogger("github").setLevel(logging.CRITICAL)


class Answer(NamedTuple):
    """`headers` have names in small letters; `body` is the JSON, None where there is none."""

    status: int
    headers: dict[str, str]
    body: object

    @property
    def message(self) -> str:
        """What GitHub says about a failure."""
        held = self.body.get("message") if isinstance(self.body, dict) else None
        return held if isinstance(held, str) else ""


class GitHubApi:
    """Asks with the token; to be closed. It never asks twice by itself and never waits."""

    def __init__(self, place: GitHubPlace, token: Token, seconds: int = 30) -> None:
        self._token = token
        self._place = place
        self._github = github.Github(
            base_url=place.api_url,
            auth=github.Auth.Token(token.secret),
            per_page=PAGE_SIZE,
            timeout=seconds,
            user_agent="staging-incident",
            # Its own retry knows no deadline, waits up to an hour for a limit, and in writes repeats them.
            retry=None,
            seconds_between_requests=None,
            seconds_between_writes=None,
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._github.close()

    def get(self, path: str, parameters: dict[str, str]) -> Answer:
        """The answer, whatever its status; raises BusyError where none came, RefusedError where none can come.

        PyGithub follows a 301 on the same host itself and loses the parameters: ask for what may have moved without.
        """
        try:
            status, headers, text = self._github.requester.requestJson("GET", path, dict(parameters))
        except OSError as error:
            # All failures of `requests` are OSErrors, of a connection cut within an answer too.
            raise self._unreached(error) from error
        except (RuntimeError, AssertionError, github.GithubException) as error:
            # A redirect to another host, or one that never ends.
            raise RefusedError(
                f"{self._place.host} sends its reader elsewhere; check `api_url` in incident.toml"
            ) from error
        return Answer(status, {name: str(value) for name, value in headers.items()}, _json(text))

    def _unreached(self, error: OSError) -> BusyError | RefusedError:
        kind = type(error).__name__
        if kind == "SSLError":
            return RefusedError(f"the certificate of {self._place.host} could not be verified")
        return BusyError(f"{self._place.host} could not be reached or broke off ({kind})")


def _json(text: object) -> object:
    try:
        return json.loads(text) if isinstance(text, str) else None
    except (ValueError, RecursionError):
        return None
