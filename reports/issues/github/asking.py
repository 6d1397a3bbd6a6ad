"""Reads that are repeated and writes that never are, unless GitHub itself put them off."""

from collections.abc import Callable, Mapping
from typing import NamedTuple
from urllib.parse import parse_qsl, quote, urlsplit

from incidents.github.exchange import Answer, Ask
from incidents.github.failures import BrokenOffError, BusyError, GivenUpError, MisplacedError, RefusedError
from incidents.github.links import next_page
from incidents.github.patience import Patience
from incidents.github.place import REPOSITORY, GitHubPlace
from incidents.github.refusals import NoSuccess, is_trouble_of_its_own, limit_of, what_was_said
from incidents.github.token import Token
from incidents.timing.pacing import Pace, Pacer
from incidents.timing.timer import Timer
from reports.issues.github.troubles import Deed, given_up, refusal, uncertain, unreachable
from reports.issues.tracker import TrackerError, Trouble

# GitHub stops those who write more than 80 times a minute (2026-03).
_WRITES = Pace(a_minute=50, at_once=25)
_MOST_PAGES = 1000
_SETTLING = Deed("read the repository")


class Listed(NamedTuple):
    """All objects of a list, and when it was by GitHub's clock: the header `Date` of the first page, "" without one."""

    objects: tuple[object, ...]
    date: str


class GitHubAsking:
    """Every method raises TrackerError; paths are below the repository, whose present name is asked for once."""

    def __init__(
        self,
        send: Callable[[Ask], Answer],
        place: GitHubPlace,
        token: Token,
        timer: Timer,
        tell: Callable[[str], None],
    ) -> None:
        """`send` gives one answer, as `exchange` does; `tell` is told of long waits."""
        self._send = send
        self._token = token
        self._patience = Patience(timer, name="filing", tell=tell)
        self._pacer = Pacer(timer, _WRITES)
        self._name: str | None = None
        self.place = place

    @property
    def renamed(self) -> str | None:
        """The present name once it is known, where the configuration has another; capitals are no difference."""
        name = self._name
        return name if name is not None and name.lower() != self.place.repository.lower() else None

    def read(self, below: str, deed: Deed, parameters: Mapping[str, str] | None = None) -> Answer:
        return self._read(Ask("GET", self._path(below), dict(parameters or {})), deed)

    def write(self, method: str, below: str, deed: Deed, body: dict[str, object] | None = None) -> Answer:
        ask = Ask(method, self._path(below), {}, body)
        self._pacer.wait()
        return self._patiently(lambda: self._write_once(ask, deed), deed)

    def pages(self, below: str, deed: Deed, parameters: Mapping[str, str] | None = None) -> Listed:
        """A whole list or none of it."""
        current = {**(parameters or {}), "per_page": "100"}
        found: list[object] = []
        seen: list[dict[str, str]] = []
        date = ""
        while current not in seen and len(seen) < _MOST_PAGES:
            answer = self.read(below, deed, current)
            if not isinstance(answer.body, list):
                raise self.not_github()
            found += answer.body
            seen.append(current)
            date = date or answer.headers.get("date", "")
            link = next_page(answer.headers.get("link", ""))
            if link is None:
                return Listed(tuple(found), date)
            # Only the query is followed: the token goes to no other place that an answer might name.
            current = dict(parse_qsl(urlsplit(link).query, keep_blank_values=True))
        raise TrackerError(Trouble.UNREACHABLE, f"could not {deed.words}: there is no end after {len(seen)} pages")

    def not_github(self) -> TrackerError:
        return unreachable(MisplacedError(f"{self.place.host} does not answer as GitHub does"))

    def _path(self, below: str) -> str:
        if self._name is None:
            # GitHub answers a read under an old name, but forgets the rest of the question; a write it refuses.
            answer = self._read(Ask("GET", f"/repos/{quote(self.place.repository)}", {}), _SETTLING)
            name = answer.body.get("full_name") if isinstance(answer.body, dict) else None
            if not isinstance(name, str) or not REPOSITORY.fullmatch(name):
                raise self.not_github()
            self._name = name
        return f"/repos/{quote(self._name)}/{below}"

    def _read(self, ask: Ask, deed: Deed) -> Answer:
        return self._patiently(lambda: self._read_once(ask, deed), deed)

    def _patiently(self, once: Callable[[], Answer], deed: Deed) -> Answer:
        try:
            return self._patience.ask(once)
        except GivenUpError as error:
            raise given_up(error, deed) from error
        except RefusedError as error:
            raise unreachable(error) from error

    def _read_once(self, ask: Ask, deed: Deed) -> Answer:
        answer = self._send(ask)
        if is_trouble_of_its_own(failed := _failed(answer)):
            raise BusyError(f"GitHub could not answer ({what_was_said(failed, self._token)})")
        return self._judged(answer, deed)

    def _write_once(self, ask: Ask, deed: Deed) -> Answer:
        try:
            answer = self._send(ask)
        except BrokenOffError as error:
            if error.sent:
                raise uncertain(deed, str(error)) from error
            raise
        if is_trouble_of_its_own(failed := _failed(answer)):
            raise uncertain(deed, what_was_said(failed, self._token))
        return self._judged(answer, deed)

    def _judged(self, answer: Answer, deed: Deed) -> Answer:
        if 200 <= answer.status < 300:
            return answer
        failed = _failed(answer)
        raise limit_of(failed, self._token) or refusal(failed, deed, self.place, self._token)


def _failed(answer: Answer) -> NoSuccess:
    return NoSuccess(answer.status, answer.headers, answer.message)
