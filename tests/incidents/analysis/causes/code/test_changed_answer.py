"""Functions that give back something made in another way than a test reads it."""

import time

import pytest

from incidents.analysis.causes.code.changed_answer import ties
from incidents.analysis.causes.code.returned import returned
from incidents.analysis.causes.tie import Tie
from incidents.analysis.course.misread import Misread
from incidents.analysis.course.test_requests import Asked
from incidents.model.evidence import CallSite
from tests.incidents.analysis.causes.symptoms import change, symptom

ASKED = (Asked("api", "GET", "/v1/labels", ")"),)
LIST, OBJECT = "    return [one(each) for each in rows]", '    return {"count": len(rows), "labels": rows}'
STRING, INTEGERS = "TypeError: string indices must be integers", "TypeError: list indices must be integers or slices"


def tied(*lines: str, said: str = STRING, keys: frozenset[str] = frozenset(), path: str = "shop/parts.py") -> list[Tie]:
    read = Misread(ASKED, said, raised=not keys, keys=keys)
    return ties([change(*lines, path=path, functions=("shown",))], symptom(said, misread=(read,)))


@pytest.mark.parametrize(
    ("lines", "said", "did"),
    [
        ((f"-{LIST}", f"+{OBJECT}"), STRING, "an object instead of a list"),
        ((f"-{OBJECT}", f"+{LIST}"), INTEGERS, "a list instead of an object"),
        (
            (f"-{OBJECT}", "+    return None"),
            "TypeError: 'NoneType' object is not subscriptable",
            "nothing instead of an object",
        ),
        (
            ('-    return {"id": 1, "size": 4}', '+    return {"id": 1, "extent": 4}'),
            "KeyError: 'size'",
            "an object without `size` and with `extent`",
        ),
        # what it gave back is kept in a name, and given back behind a key
        (
            ("-    return load(rows)", "+    seen = load(rows)", '+    return {"labels": seen}'),
            STRING,
            "what it gave back within an object",
        ),
        (
            ("-  res.json(rows)", "+  res.json({", "+    labels: rows,", "+  })"),
            "TypeError: body.map is not a function",
            "what it gave back within an object",
        ),
        (
            ("-    return Label(id=1, size=4)", "+    return Label(id=1)"),
            "KeyError: 'size'",
            "an object without `size`",
        ),
    ],
)
def test_what_makes_the_tests_code_stop_in_just_this_way_is_strong(lines: tuple[str, ...], said: str, did: str) -> None:
    (found,) = tied(*lines, said=said)
    assert (found.did, found.strong) == (f"makes shown in shop/parts.py give back {did}", True)


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ((f"-{LIST}", f"+{OBJECT}"), INTEGERS),  # the other way round
        ((f"-{OBJECT}", "+    return {'count': 0, 'labels': rows}"), STRING),  # other values of the same keys
        (('-    return {"id": 1, "size": 4}', '+    return {"size": 4}'), "KeyError: 'size'"),
        (("-    return load(rows)", '+    return {"labels": rows}'), "KeyError: 'size'"),  # what there was is gone
        ((f" {OBJECT}", "+    log()"), STRING),  # nothing given back was changed
    ],
)
def test_another_change_of_what_is_given_back_ties_nothing(lines: tuple[str, ...], said: str) -> None:
    assert tied(*lines, said=said) == []


def test_in_the_handler_of_the_route_another_shape_ties_weakly() -> None:
    (found,) = tied(f"-{LIST}", f"+{OBJECT}", said=INTEGERS, path="shop/routes/labels.py")
    assert not found.strong


def test_a_key_of_an_answer_that_was_counted_as_a_whole_ties_what_brings_it() -> None:
    keys = frozenset({"count", "labels"})
    (found,) = tied("+    class Page:", "+        count: int", keys=keys)
    assert (found.did, found.strong) == ("brings `count` in shop/parts.py", True)
    assert tied('-    "count": a', '+    "count": b', keys=keys) == []  # it was there before
    assert tied("+    count = 5 - recount(rows)".replace("count = ", "n = "), keys=keys) == []  # a name within another


def test_what_is_as_short_as_a_letter_may_stand_anywhere_and_is_not_said_to_be_kept() -> None:
    (short,), (told,) = (
        returned(change(f"-    return {each}", f'+    return {{"id": {each}}}')) for each in ("x", "row")
    )
    assert (short.kept, told.kept) == (False, True)


def test_a_diff_of_statements_that_never_end_takes_no_time() -> None:
    hostile = change(*["+    return [{" for _ in range(3000)], *["-    return [" for _ in range(3000)])
    begun = time.process_time()
    assert returned(hostile)
    assert returned(change("-    return rows", f"+    return Label(id={'a' * 200_000})"))
    assert time.process_time() - begun < 3


def test_what_answers_the_request_and_uses_the_function_is_the_closest() -> None:
    read = Misread(ASKED, STRING, raised=True, keys=frozenset())
    lines = change(f"-{LIST}", f"+{OBJECT}", path="shop/parts.py", functions=("shown",))
    site = CallSite(
        id="site-1",
        at=None,
        source="git",
        locator="repo",
        excerpt="return shown(rows)",
        commit="2" * 40,
        path="shop/routes.py",
        function="labels",
        line=8,
        routes=("GET /v1/labels",),
        used_path="shop/parts.py",
        used="shown",
    )
    elsewhere = site.model_copy(update={"routes": ("GET /v1/bags",)})
    near, far = (ties([lines], symptom(STRING, misread=(read,), uses=(each,)))[0] for each in (site, elsewhere))
    assert (near.closest, far.closest) == (True, False)
    assert near.how.endswith("; line 8 of shop/routes.py uses shown")
    assert set(near.cites) == {lines.id, site.id}
