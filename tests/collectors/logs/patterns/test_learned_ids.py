import random

import pytest

from collectors.logs.patterns.learned_ids import learned

_SLUGS = [f"/shops/{name}/stock" for name in (f"shop{chr(97 + i)}" for i in range(24))]


def _of(routes: dict[str, int], service: str = "api") -> dict[str, str]:
    found = learned({(service, route): count for route, count in routes.items()})
    return {route: now for (_, route), now in found.items()}


@pytest.mark.parametrize(
    ("routes", "expected"),
    [
        # beside an id that the masks know
        ({"/members/{id}/points": 80, "/members/mk2x/points": 7}, {"/members/mk2x/points": "/members/{id}/points"}),
        # asked so often that it is a name of its own
        ({"/parcels/{id}": 50, "/parcels/top10": 40}, {}),
        ({"/parcels/{id}": 90, "/parcels/search": 2}, {}),
        # versions and names with a number are none
        ({"/{id}/health": 90, "/v1/health": 1, "/v2/health": 1, "/oauth2/health": 1}, {}),
        # one or two are no place of ids yet
        ({"/halls/a1": 1, "/halls/b2": 1, "/halls/list": 30}, {}),
        (
            {"/halls/a1": 1, "/halls/b2": 1, "/halls/c3": 1, "/halls/list": 30},
            {"/halls/a1": "/halls/{id}", "/halls/b2": "/halls/{id}", "/halls/c3": "/halls/{id}"},
        ),
        # codes in capitals, however often one of them is asked
        (
            {"/rates/EUR": 90, "/rates/USD": 8, "/rates/GBP": 7, "/rates/latest": 40},
            {"/rates/EUR": "/rates/{id}", "/rates/USD": "/rates/{id}", "/rates/GBP": "/rates/{id}"},
        ),
        ({"/rates/EUR": 9, "/rates/USD": 9, "/rates/Latest": 9, "/rates/list": 9}, {}),
        # letters alone: many, seldom, and within a path
        (dict.fromkeys(_SLUGS, 2), dict.fromkeys(_SLUGS, "/shops/{id}/stock")),
        (dict.fromkeys(_SLUGS[:19], 2), {}),
        (dict.fromkeys(_SLUGS, 5), {}),
        ({each.removesuffix("/stock"): 2 for each in _SLUGS}, {}),
    ],
)
def test_a_segment_is_an_id_by_what_else_was_asked_in_its_place(
    routes: dict[str, int], expected: dict[str, str]
) -> None:
    assert _of(routes) == expected


def test_two_places_of_ids_are_seen_one_after_the_other() -> None:
    routes = {f"/halls/h{hall}x/seats/s{seat}y": 1 for hall in range(4) for seat in range(4)}
    assert set(_of(routes).values()) == {"/halls/{id}/seats/{id}"}


def test_the_order_of_the_routes_does_not_matter() -> None:
    routes = {("api", f"/halls/h{number}x/seats"): 1 + number % 3 for number in range(40)} | {("api", "/{id}"): 3}
    shuffled = list(routes.items())
    random.Random(5).shuffle(shuffled)
    assert learned(dict(shuffled)) == learned(routes)


def test_services_do_not_teach_one_another() -> None:
    assert learned({("api", "/halls/{id}"): 9, ("web", "/halls/a1"): 1, ("web", "/halls/list"): 9}) == {}
