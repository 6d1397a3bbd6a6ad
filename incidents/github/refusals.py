"""What an answer of GitHub that is no success means: whether to wait, and what to tell the person.

https://docs.github.com/en/rest/using-the-rest-api/rate-limits-for-the-rest-api (2026-03)
"""

from collections.abc import Mapping
from dataclasses import dataclass
from email.utils import parsedate_to_datetime

from incidents.github.failures import BusyError, GoneError, RefusedError
from incidents.github.token import Token
from incidents.model.instant import Instant

# Where no time is named, GitHub asks for a minute at least.
_A_MINUTE = 60.0
_LONGEST = 200
# The second is how an older Enterprise names a secondary limit.
_OF_A_LIMIT = ("rate limit", "abuse detection")


@dataclass(frozen=True)
class Question:
    """What was asked for, in words, and the permission that it takes."""

    what: str
    permission: str


@dataclass(frozen=True)
class NoSuccess:
    """A status other than 2xx; the names of the headers are in small letters, `message` is GitHub's own."""

    status: int
    headers: Mapping[str, str]
    message: str = ""


def failure_of(answer: NoSuccess, question: Question, token: Token) -> BusyError | RefusedError:
    """The failure to be raised; no text of it holds the token."""
    said = what_was_said(answer, token)
    limit = limit_of(answer, token)
    if limit is not None:
        return limit
    if is_trouble_of_its_own(answer):
        return BusyError(f"GitHub could not answer ({said})")
    return _refused(answer, question, token, said)


def what_was_said(answer: NoSuccess, token: Token) -> str:
    """The status and GitHub's words in one line, without the token."""
    message = token.hidden_in(" ".join(answer.message.split()))[:_LONGEST]
    return f"{answer.status} {message}".strip()


def is_trouble_of_its_own(answer: NoSuccess) -> bool:
    """Whether GitHub itself is in trouble; a write may have been carried out before it was."""
    return answer.status >= 500 or answer.status == 408


def limit_of(answer: NoSuccess, token: Token) -> BusyError | None:
    """The limit that was reached: it comes as 403 or 429, and what it is about only headers and words tell."""
    if answer.status not in {403, 429}:
        return None
    said = what_was_said(answer, token)
    wait = _whole_number(answer.headers.get("retry-after"))
    if wait is not None:
        return BusyError(f"GitHub asked to wait {wait} seconds ({said})", wait)
    reset = _whole_number(answer.headers.get("x-ratelimit-reset"))
    if answer.headers.get("x-ratelimit-remaining") == "0" and reset is not None:
        until = Instant(reset * 1_000_000_000)
        # GitHub's own clock, for ours may be wrong; a second more, as the reset falls somewhere within its second.
        now = _date(answer.headers.get("date"))
        left = max(0.0, now.seconds_until(until)) + 1 if now else _A_MINUTE
        return BusyError(f"the token's rate limit is used up until {until}", left)
    if answer.status == 429 or any(words in said.lower() for words in _OF_A_LIMIT):
        return BusyError(f"GitHub asked to wait ({said})", _A_MINUTE)
    return None


def _refused(answer: NoSuccess, question: Question, token: Token, said: str) -> RefusedError:
    if answer.status == 401:
        return RefusedError(f"the token in {token.variable} was not accepted ({said}); it may have expired")
    if answer.status == 403:
        return _forbidden(answer, question, token, said)
    if answer.status == 404:
        return GoneError(
            f"{question.what} could not be found, or the token in {token.variable} may not see it ({said}); it needs"
            f" {question.permission}"
        )
    if answer.status == 410:
        return GoneError(f"{question.what} is no longer kept, or is switched off ({said})")
    if answer.status in {301, 302, 307, 308}:
        return RefusedError(f"{question.what} has moved ({said}); write its present name into incident.toml")
    return RefusedError(f"GitHub refused to answer for {question.what} ({said})")


def _forbidden(answer: NoSuccess, question: Question, token: Token, said: str) -> RefusedError:
    if "x-github-sso" in answer.headers:
        return RefusedError(
            f"the token in {token.variable} is not authorised for the organisation's single sign-on ({said});"
            " authorise it in GitHub's settings"
        )
    return RefusedError(
        f"{question.what} may not be read with the token in {token.variable} ({said}); it needs {question.permission}"
    )


def _whole_number(text: str | None) -> int | None:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 12 else None


def _date(text: str | None) -> Instant | None:
    try:
        moment = parsedate_to_datetime(text or "")
    except ValueError:
        return None
    return Instant.of(moment) if moment.tzinfo is not None else None
