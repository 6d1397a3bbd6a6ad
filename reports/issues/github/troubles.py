"""What an answer of GitHub that is no success means for filing."""

from typing import NamedTuple

from incidents.github.failures import BrokenOffError, GivenUpError, MisplacedError, RefusedError
from incidents.github.place import GitHubPlace
from incidents.github.refusals import NoSuccess, what_was_said
from incidents.github.token import Token
from reports.issues.tracker import TrackerError, Trouble


class Deed(NamedTuple):
    """What is tried, as in "to create an issue"; `issue` is the number of the one it is about."""

    words: str
    issue: str | None = None


def refusal(answer: NoSuccess, deed: Deed, place: GitHubPlace, token: Token) -> TrackerError:
    """For every status that is neither a success nor passes by itself."""
    said = what_was_said(answer, token)
    if answer.status == 401:
        return TrackerError(Trouble.NOT_ACCEPTED, f"the token in {token.variable} was not accepted ({said})")
    if answer.status == 403:
        return TrackerError(Trouble.FORBIDDEN, _forbidden(answer, deed, token, said))
    if answer.status in {404, 410}:
        return _missing(answer, deed, place, token)
    if answer.status in {301, 302, 307, 308}:
        return TrackerError(Trouble.MOVED, f"{place.shown} has moved ({said})")
    return TrackerError(Trouble.INVALID, f"GitHub refused to {deed.words} ({said})")


def given_up(error: GivenUpError, deed: Deed) -> TrackerError:
    """After as much patience as there is; nothing of the deed was done."""
    kind = Trouble.UNREACHABLE if isinstance(error.last, BrokenOffError) else Trouble.BUSY
    return TrackerError(kind, f"could not {deed.words}: {error}")


def unreachable(error: RefusedError) -> TrackerError:
    """Where no GitHub answers at all, or none that can be trusted."""
    return TrackerError(Trouble.UNREACHABLE, error.seen if isinstance(error, MisplacedError) else str(error))


def uncertain(deed: Deed, why: str) -> TrackerError:
    return TrackerError(Trouble.UNCERTAIN, f"it is not known whether GitHub did {deed.words} ({why})")


def _missing(answer: NoSuccess, deed: Deed, place: GitHubPlace, token: Token) -> TrackerError:
    said = what_was_said(answer, token)
    if deed.issue is not None:
        return TrackerError(Trouble.GONE, f"#{deed.issue} of {place.shown} is not there ({said})")
    if answer.status == 410:
        return TrackerError(Trouble.SWITCHED_OFF, f"the issues of {place.shown} are switched off ({said})")
    return TrackerError(Trouble.NOT_FOUND, f"GitHub shows no {place.shown} to the token in {token.variable} ({said})")


def _forbidden(answer: NoSuccess, deed: Deed, token: Token, said: str) -> str:
    if "x-github-sso" in answer.headers:
        return f"the token in {token.variable} is not authorised for the organisation's single sign-on ({said})"
    return f"GitHub refused to {deed.words} with the token in {token.variable} ({said})"
