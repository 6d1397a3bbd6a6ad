"""One question to GitHub's REST interface through PyGithub's requester, and its answer or what came instead.

The typed objects of PyGithub are left aside: `raw_data` of a listed object asks for that object once more. PyGithub
itself is loaded by those who open a connection with it.
"""

import json
import logging
from typing import Any, NamedTuple, Protocol

from incidents.github.failures import BrokenOffError, MisplacedError, RefusedError
from incidents.github.place import GitHubPlace

PAGE_SIZE = 100


class Requester(Protocol):
    """What is used of PyGithub's."""

    def requestJson(  # noqa: N802 - its name there
        self,
        verb: str,
        url: str,
        parameters: dict[str, Any] | None = ...,
        *,
        input: Any | None = ...,  # noqa: A002, ANN401 - the same
    ) -> tuple[int, dict[str, Any], str]: ...


class Answer(NamedTuple):
    """`headers` have names in small letters; `body` is the JSON, None where there is none."""

    status: int
    headers: dict[str, str]
    body: object

    @property
    def message(self) -> str:
        """What GitHub says about a failure, and of which fields."""
        held = self.body if isinstance(self.body, dict) else {}
        errors = held.get("errors")
        parts = [held.get("message"), *(map(_error, errors) if isinstance(errors, list) else ())]
        return ": ".join(each for each in parts if isinstance(each, str) and each)


class Ask(NamedTuple):
    """A question; `body` is sent as JSON."""

    method: str
    path: str
    parameters: dict[str, str]
    body: dict[str, object] | None = None


def settings(place: GitHubPlace, seconds: int) -> dict[str, Any]:
    """How PyGithub is opened: it never asks twice by itself, never waits and says nothing."""
    # It writes to stderr what it follows, which we tell; and it says so anew each time it is imported.
    logging.getLogger("github").setLevel(logging.CRITICAL)
    return {
        "base_url": place.api_url,
        "per_page": PAGE_SIZE,
        "timeout": seconds,
        "user_agent": "staging-incident",
        # Its own retry knows no deadline, waits up to an hour for a limit, and repeats writes that were carried out.
        "retry": None,
        "seconds_between_requests": None,
        "seconds_between_writes": None,
    }


def exchange(requester: Requester, place: GitHubPlace, ask: Ask) -> Answer:
    """The answer, whatever its status; raises BrokenOffError where none came, RefusedError where none can come.

    PyGithub follows a 301 on the same host itself and loses the parameters: ask for what may have moved without.
    """
    try:
        status, headers, text = requester.requestJson(ask.method, ask.path, dict(ask.parameters), input=ask.body)
    except OSError as error:
        # All failures of `requests` are OSErrors, of a connection cut within an answer too.
        raise _unreached(place, error) from error
    except (RuntimeError, AssertionError) as error:
        # A redirect to another host, or one that never ends.
        raise MisplacedError(f"{place.host} sends its reader elsewhere") from error
    return Answer(status, {name: str(value) for name, value in headers.items()}, _json(text))


def _unreached(place: GitHubPlace, error: OSError) -> BrokenOffError | RefusedError:
    kind = type(error).__name__
    if kind == "SSLError":
        return RefusedError(f"the certificate of {place.host} could not be verified")
    # The reason lies within: no connection was made, so nothing was sent.
    reason = getattr(error.args[0] if error.args else None, "reason", None)
    unsent = {"NewConnectionError", "ConnectTimeoutError"} & {each.__name__ for each in type(reason).__mro__}
    return BrokenOffError(f"{place.host} could not be reached or broke off ({kind})", sent=not unsent)


def _json(text: object) -> object:
    try:
        return json.loads(text) if isinstance(text, str) else None
    except (ValueError, RecursionError):
        return None


def _error(error: object) -> str:
    """One of the errors that a 422 lists."""
    if not isinstance(error, dict):
        return str(error)
    known = error.get("message") or " ".join(str(error[each]) for each in ("field", "code") if each in error)
    return str(known)
