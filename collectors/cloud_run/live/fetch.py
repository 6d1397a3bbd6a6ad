"""Asks for the services in scope and their revisions, for as long as answers come."""

import difflib
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from collectors.cloud_run.foreign_json import Fields, text
from collectors.cloud_run.live.pages import Page, Pages
from collectors.google_api.failures import AbsentError, RefusedError, SilentError
from collectors.google_api.patience import Patience

_MOST_NAMED = 10
_API = "Cloud Run Admin API v2"


@dataclass(frozen=True)
class Answer:
    """How much came of one question, and in `broken` why no more; the answer is whole where that is None."""

    what: str
    records: tuple[Fields, ...] = ()
    pages: int = 0
    unreadable: int = 0
    broken: str | None = None

    def with_page(self, page: Page) -> "Answer":
        return Answer(self.what, self.records + page.records, self.pages + 1, self.unreadable + page.unreadable)


def asked_of(location: str) -> str:
    """How the whole question is named."""
    return f"{_API}, {location}"


def fetch(pages: Pages, location: str, services: Iterable[str], patience: Patience) -> tuple[Answer, ...]:
    """Two answers for each service, its own description first; one alone where the service does not exist.

    Where nobody answers the first question, no other is asked. `location` is such as `projects/p/locations/r`.
    """
    answers: list[Answer] = []
    held: list[str] | None = None
    for name in services:
        path = f"{location}/services/{name}"
        described = Answer(f"{_API}, GetService {path}")
        try:
            described = described.with_page(_asked(patience, pages.service, path, ""))
        except AbsentError as error:
            held = _held(pages, location, patience) if held is None else held
            answers.append(Answer(described.what, broken=f"{error}{_near(name, held)}"))
            continue
        except SilentError as error:
            if not answers:
                return (Answer(asked_of(location), broken=str(error)),)
            described = Answer(described.what, broken=str(error))
        except RefusedError as error:
            described = Answer(described.what, broken=str(error))
        answers += [described, _all(pages.revisions, path, f"{_API}, ListRevisions {path}", patience)]
    return tuple(answers)


def _all(page: Callable[[str, str, float], Page], path: str, what: str, patience: Patience) -> Answer:
    """All pages of a list; what came before a failure stays."""
    answer, token = Answer(what), ""
    while True:
        try:
            more = _asked(patience, page, path, token)
        except RefusedError as error:
            return Answer(what, answer.records, answer.pages, answer.unreadable, str(error))
        answer = answer.with_page(more)
        token = more.next_token
        if not token:
            return answer


def _asked(patience: Patience, page: Callable[[str, str, float], Page], path: str, token: str) -> Page:
    return patience.ask(lambda seconds: page(path, token, seconds))


def _held(pages: Pages, location: str, patience: Patience) -> list[str]:
    """The services that there are, as far as they can be listed."""
    names = (text(each.get("name")) for each in _all(pages.services, location, location, patience).records)
    return sorted(name.rsplit("/", 1)[-1] for name in names if name)


def _near(name: str, held: list[str]) -> str:
    if not held:
        return ""
    near = difflib.get_close_matches(name, held, n=1)
    more = f" and {len(held) - _MOST_NAMED} more" if len(held) > _MOST_NAMED else ""
    return f"; the region holds {', '.join(held[:_MOST_NAMED])}{more}" + (
        f". Did you mean `{near[0]}`?" if near else ""
    )
