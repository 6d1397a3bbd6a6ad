import time

import pytest

from incidents.analysis.causes.code import removed_route
from incidents.analysis.causes.code.declared_routes import added
from tests.incidents.analysis.causes.symptoms import change, symptom

GONE = symptom("GET /goods/{id} 404", routes=("GET /goods/{id}",))


@pytest.mark.parametrize(
    ("line", "path"),
    [
        ('web.get("/goods/{code}", goods)', "/goods/AMX"),
        ("@app.route('/goods/<int:code>/price')", "/goods/{id}/price"),
        ("router.get('/goods/:code', goods)", "/goods/{id}"),
        ('mux.Handle("GET /goods/{id}", goods)', "/goods/17"),
        ("re_path('^goods/<code>$', goods)", "/goods/17"),
        # mounted below a prefix
        ('@router.get("/goods/{code}")', "/api/v2/goods/{id}?at=3"),
    ],
)
def test_a_literal_answers_a_path_by_its_fixed_segments_from_the_end(line: str, path: str) -> None:
    (literal,) = added(change(f"-    {line}"), path)
    assert "goods" in literal


@pytest.mark.parametrize(
    ("line", "path"),
    [
        ('web.get("/goods/{code}", goods)', "/goods"),
        ('web.get("/goods/{code}", goods)', "/goods/17/price"),
        ('web.get("/goods/{code}", goods)', "/wares/17"),
        ('web.get("/{anything}", goods)', "/goods"),
        ('web.get("/goods/search", goods)', "/goods/search"),
    ],
)
def test_another_path_a_parameter_alone_and_a_path_without_one_say_nothing(line: str, path: str) -> None:
    assert added(change(f"-    {line}"), path) == {}


def test_a_route_that_was_taken_out_is_tied_to_requests_that_find_none() -> None:
    taken = change(
        '-    web.get("/goods/{code}", goods),', '+    web.get("/shelf/{code}", goods),', path="api/server.py"
    )
    (tie,) = removed_route.ties([taken], GONE)
    assert (tie.did, tie.strong) == ("takes the route `/goods/{code}` out of api/server.py", True)
    assert tie.how.startswith("its requests are answered 404,")
    assert removed_route.ties([taken], symptom("GET /goods/{id} 500", routes=("GET /goods/{id}",))) == []
    assert removed_route.ties([change(*taken.hunks[0].text.split("\n"), path_class="test")], GONE) == []


def test_a_route_that_is_written_in_another_place_of_the_change_is_still_there() -> None:
    taken = change('-    web.get("/goods/{code}", goods),')
    moved = change('+    web.get("/goods/{number}", goods),', path="api/routes.py")
    assert removed_route.ties([taken, moved], GONE) == []


def test_a_long_line_of_hostile_text_takes_no_time() -> None:
    begun = time.process_time()
    for text in ('"/' + "{" * 100_000, '"/a' + "/a" * 100_000, '"' * 100_000):
        added(change(f"-{text}"), "/a/b")
    assert time.process_time() - begun < 1
