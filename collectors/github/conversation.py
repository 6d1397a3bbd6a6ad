"""Questions about one repository, asked with patience, page by page where the answer has pages."""

import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import parse_qsl, quote, urlsplit

from incidents.github.exchange import Answer
from incidents.github.failures import MisplacedError, RefusedError
from incidents.github.links import next_page
from incidents.github.patience import Patience
from incidents.github.place import REPOSITORY, GitHubPlace
from incidents.github.refusals import NoSuccess, Question, failure_of
from incidents.github.token import Token, token_in
from incidents.timing.timer import Timer

if TYPE_CHECKING:
    from collectors.github.api import GitHubApi

MOST_PAGES = 200
Json = dict[str, object]
Report = Callable[[int], None]


class Listing(NamedTuple):
    """The objects of all pages; `total` as GitHub states it, `broken` says why no more came, None when all did."""

    objects: tuple[Json, ...] = ()
    pages: int = 0
    total: int | None = None
    broken: str | None = None


class Conversation:
    """Every method raises RefusedError; `repository` is the present name once `settle` was called."""

    def __init__(self, api: "GitHubApi", place: GitHubPlace, token: Token, patience: Patience) -> None:
        self._api = api
        self._token = token
        self.patience = patience
        self.place = place
        self.repository = place.repository

    def settle(self) -> None:
        """Learn the repository's present name: GitHub answers under an old one, but forgets the rest of a question."""
        question = Question(f"the repository {self.place.shown}", "read access to the repository's metadata")
        body = self._ask(f"/repos/{quote(self.repository)}", {}, question, 200).body
        name = body.get("full_name") if isinstance(body, dict) else None
        if not isinstance(name, str) or not REPOSITORY.fullmatch(name):
            raise MisplacedError(f"{self.place.host} does not answer as GitHub does")
        self.repository = name

    @property
    def renamed(self) -> str | None:
        """The present name, where the configuration has another; capitals are no difference."""
        return self.repository if self.repository.lower() != self.place.repository.lower() else None

    def pages(self, below: str, parameters: Mapping[str, str], question: Question, key: str | None = None) -> Listing:
        """All objects of a list below the repository, under `key` where the list is held by an object.

        A failure after the first page ends the listing, which then says so; one before it is raised.
        """
        listing, current = Listing(), dict(parameters)
        seen: list[dict[str, str]] = []
        while True:
            try:
                answer = self._ask(f"/repos/{quote(self.repository)}/{below}", current, question, 200)
                listing = _with_page(listing, answer, key, self.place)
            except RefusedError as error:
                if not listing.pages:
                    raise
                return listing._replace(broken=str(error))
            seen.append(current)
            link = next_page(answer.headers.get("link", ""))
            if link is None:
                return listing
            # Only the query is followed: the token goes to no other place that an answer might name.
            current = dict(parse_qsl(urlsplit(link).query, keep_blank_values=True))
            if current in seen or len(seen) >= MOST_PAGES:
                return listing._replace(broken=f"the list does not end after {len(seen)} pages")

    def first_page(self, below: str, parameters: Mapping[str, str], question: Question, key: str | None) -> None:
        """Try whether the list can be read."""
        answer = self._ask(f"/repos/{quote(self.repository)}/{below}", dict(parameters), question, 200)
        _with_page(Listing(), answer, key, self.place)

    def redirect(self, below: str, question: Question) -> str:
        """Where an answer is fetched instead, which is not asked here."""
        answer = self._ask(f"/repos/{quote(self.repository)}/{below}", {}, question, 302)
        location = answer.headers.get("location", "")
        if not location:
            raise RefusedError(f"GitHub names no place for {question.what}")
        return location

    def _ask(self, path: str, parameters: dict[str, str], question: Question, expected: int) -> Answer:
        return self.patience.ask(lambda: self._once(path, parameters, question, expected))

    def _once(self, path: str, parameters: dict[str, str], question: Question, expected: int) -> Answer:
        answer = self._api.get(path, parameters)
        if answer.status != expected:
            raise failure_of(NoSuccess(answer.status, answer.headers, answer.message), question, self._token)
        return answer


@contextmanager
def conversation(
    place: GitHubPlace, timer: Timer, patience: Patience | None = None, seconds: int = 30
) -> Iterator[Conversation]:
    """With the token of the environment, and the repository's present name; raises RefusedError."""
    token = token_in(os.environ)
    # Only a live read pays for PyGithub.
    from collectors.github.api import GitHubApi  # noqa: PLC0415

    with GitHubApi(place, token, seconds) as api:
        opened = Conversation(api, place, token, patience or Patience(timer))
        opened.settle()
        yield opened


def _with_page(listing: Listing, answer: Answer, key: str | None, place: GitHubPlace) -> Listing:
    body, total = answer.body, None
    if key is not None and isinstance(body, dict):
        stated = body.get("total_count")
        total, body = (stated if isinstance(stated, int) else None), body.get(key)
    if not isinstance(body, list):
        raise MisplacedError(f"{place.host} does not answer as GitHub does")
    objects = tuple(each for each in body if isinstance(each, dict))
    return Listing((*listing.objects, *objects), listing.pages + 1, total if total is not None else listing.total)
