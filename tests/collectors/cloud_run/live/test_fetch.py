from dataclasses import dataclass, field

from collectors.cloud_run.live.api import patience
from collectors.cloud_run.live.fetch import Answer, fetch
from collectors.cloud_run.live.pages import Page
from collectors.google_api.failures import AbsentError, BusyError, RefusedError
from tests.incidents.timing.fake_time import FakeTime

LOCATION = "projects/p/locations/r"
API = "Cloud Run Admin API v2"


@dataclass
class Answers:
    """Pages by what is asked and the token; a failure in the place of a page is raised."""

    pages: dict[tuple[str, str], Page | Exception]
    asked: list[str] = field(default_factory=list)

    def service(self, name: str, token: str, seconds: float) -> Page:
        return self._page(f"service {name.rpartition('/')[2]}", token, seconds)

    def revisions(self, service: str, token: str, seconds: float) -> Page:
        return self._page(f"revisions {service.rpartition('/')[2]}", token, seconds)

    def services(self, location: str, token: str, seconds: float) -> Page:
        return self._page(f"services {location}", token, seconds)

    def _page(self, what: str, token: str, seconds: float) -> Page:
        assert 0 < seconds <= 60
        self.asked.append(what)
        found = self.pages[what, token]
        if isinstance(found, Exception):
            raise found
        return found


def one(name: str, more: str = "", unreadable: int = 0) -> Page:
    return Page(({"name": name},), more, unreadable)


def fetched(answers: Answers, *services: str, passing: FakeTime | None = None) -> tuple[Answer, ...]:
    return fetch(answers, LOCATION, services, patience((passing or FakeTime()).timer))


def test_two_answers_for_each_service_in_the_order_of_the_scope() -> None:
    answers = Answers(
        {
            ("service b", ""): one("b"),
            ("revisions b", ""): one("b1", "next", unreadable=2),
            ("revisions b", "next"): one("b2"),
            ("service a", ""): one("a"),
            ("revisions a", ""): Page((), "", 0),
        }
    )
    paths = [f"{LOCATION}/services/{name}" for name in "ba"]
    assert fetched(answers, "b", "a") == (
        Answer(f"{API}, GetService {paths[0]}", ({"name": "b"},), 1),
        Answer(f"{API}, ListRevisions {paths[0]}", ({"name": "b1"}, {"name": "b2"}), 2, 2),
        Answer(f"{API}, GetService {paths[1]}", ({"name": "a"},), 1),
        Answer(f"{API}, ListRevisions {paths[1]}", (), 1),
    )


def test_what_came_before_a_failure_stays() -> None:
    answers = Answers(
        {
            ("service a", ""): RefusedError("no"),
            ("revisions a", ""): one("a1", "next"),
            ("revisions a", "next"): RefusedError("gone"),
        }
    )
    assert [(each.records, each.pages, each.broken) for each in fetched(answers, "a")] == [
        ((), 0, "no"),
        (({"name": "a1"},), 1, "gone"),
    ]


def test_the_services_that_there_are_are_listed_once_and_named() -> None:
    held = [{"name": f"{LOCATION}/services/s{number:02}"} for number in range(12)]
    answers = Answers(
        {
            ("service s1", ""): AbsentError("none"),
            ("service zz", ""): AbsentError("none"),
            (f"services {LOCATION}", ""): Page(tuple(held), "", 0),
        }
    )
    names = ", ".join(f"s{number:02}" for number in range(10))
    assert [each.broken for each in fetched(answers, "s1", "zz")] == [
        f"none; the region holds {names} and 2 more. Did you mean `s11`?",
        f"none; the region holds {names} and 2 more",
    ]
    assert answers.asked == ["service s1", f"services {LOCATION}", "service zz"]


def test_after_an_answer_silence_fails_one_question_only() -> None:
    passing = FakeTime()
    answers = Answers(
        {
            ("service a", ""): one("a"),
            ("revisions a", ""): BusyError("busy"),
            ("service b", ""): one("b"),
            ("revisions b", ""): one("b1"),
        }
    )
    broken = [each.broken for each in fetched(answers, "a", "b", passing=passing)]
    assert broken == [None, "busy, 7 times in a row", None, None]


def test_silence_at_the_first_question_ends_the_read() -> None:
    answers = Answers({("service a", ""): BusyError("busy")})
    assert fetched(answers, "a", "b") == (Answer(f"{API}, {LOCATION}", broken="busy, 7 times in a row"),)
    assert len(answers.asked) == 7
