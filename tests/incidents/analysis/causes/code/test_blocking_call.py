import pytest

from incidents.analysis.causes.code.blocking_call import ties
from incidents.analysis.causes.code.costly_lines import costly
from incidents.analysis.causes.code.handler_of import handled
from tests.incidents.analysis.causes.symptoms import change, symptom

ASYNC = (" async def weigh(parcel):", "-    await client.get(URL)", "+    requests.get(URL)")
SCALES = "services/depot/scales.py"
SLOW = symptom("GET /parcels/{id}/label p50 700 ms", slower=True, routes=("GET /parcels/{id}/label",))


@pytest.mark.parametrize(
    ("lines", "path", "did"),
    [
        (ASYNC, "a.py", "adds `requests.get(`, which blocks, to the async function weigh in"),
        ((" async def weigh(p):", "+    await to_thread(time.sleep(1))"), "a.py", "adds `time.sleep(` to"),
        ((" def weigh(p):", "+    subprocess.run(ARGS)"), "a.py", "adds `subprocess.run(` to"),
        ((" for each in parcels:", "+    db.execute(ONE, each)"), "a.py", "adds `.execute(` inside of a loop in"),
        (
            ("+for each in parcels:", "+    found.append(db.fetchone(each))"),
            "a.py",
            "adds `.fetchone(` inside of a loop",
        ),
        (("+  const text = fs.readFileSync(name)",), "a.js", "adds `readFileSync(` to"),
        (("+        Thread.sleep(500);",), "A.java", "adds `Thread.sleep` to"),
        (("-@lru_cache(maxsize=100)", " def weigh(p):"), "a.py", "takes out `@lru_cache` in"),
        (("-    return Parcel.objects.select_related('depot')", "+    return Parcel.objects"), "a.py", "takes out"),
        (("-CREATE INDEX parcels_by_depot ON parcels (depot);",), "a.sql", "takes out `CREATE INDEX` in"),
    ],
)
def test_work_that_waits_or_grows_is_told(lines: tuple[str, ...], path: str, did: str) -> None:
    found = costly(change(*lines, path=path))
    assert found is not None
    assert found.did.startswith(did)


@pytest.mark.parametrize(
    "lines",
    [
        ("-    time.sleep(1)", "+        time.sleep(1)"),  # it only moved
        ("-    time.sleep(2)", "+    time.sleep(1)"),
        ("+    # time.sleep(1) was here",),
        (" for each in parcels:", "+    names.append(labels.get(each))"),  # of a mapping
        (" for each in parcels:", "     weigh(each)", " def other():", "+    db.execute(ALL)"),
        (" for each in parcels:", "     weigh(each)", "+db.execute(ALL)"),  # behind the loop
        (" for each in parcels:", "     def late():", "+        db.execute(ALL)"),  # the loop does not call it
        ("-@lru_cache(maxsize=100)", "+@lru_cache(maxsize=200)"),
    ],
)
def test_other_lines_are_no_work_added(lines: tuple[str, ...]) -> None:
    assert costly(change(*lines)) is None


@pytest.mark.parametrize(
    ("line", "route"),
    [
        (' @router.get("/{number}/label")', "GET /parcels/{id}/label"),
        (" @app.route('/parcels/<int:number>/label')", "GET /parcels/{id}/label"),
        (' path("parcels/<int:number>/label", views.one),', "GET /parcels/{id}/label"),
        (" app.get('/parcels/:number/label', async (req, res) => {", "GET /parcels/<id>/label"),
        (' r.GET("/parcels/:number/label", one)', "GET /parcels/<id>/label"),
        (" get '/parcels/:number/label', to: 'labels#show'", "GET /parcels/<id>/label"),
        (" app.get(`/parcels/${NUMBER}/label`, one)", "GET /parcels/<id>/label"),
    ],
)
def test_a_handler_is_known_by_the_path_that_it_declares(line: str, route: str) -> None:
    assert handled(change(line, "+    x()", path=SCALES, functions=("one",)), route)
    assert not handled(change(line, "+    x()", path=SCALES, functions=("one",)), "GET /parcels/{id}/depot")


def test_a_handler_is_known_by_the_words_of_file_or_function() -> None:
    assert handled(change("+x", path="api/labels.py", functions=("one",)), "GET /parcels/{id}/label")
    assert handled(change("+x", path=SCALES, functions=("print_label",)), "GET /parcels/{id}/label")
    assert not handled(change("+x", path=SCALES, functions=("one",)), "GET /parcels/{id}/label")
    assert not handled(
        change('+    requests.get("/label")', path=SCALES, functions=("one",)), "GET /parcels/{id}/label"
    )


def test_added_work_in_the_handler_of_the_slower_route_is_a_strong_tie() -> None:
    in_handler = change(' @router.get("/{number}/label")', *ASYNC, path=SCALES)
    (tie,) = ties([in_handler], SLOW)
    assert tie.strong
    assert tie.how.endswith("names the route GET /parcels/{id}/label, whose answers take too long")
    assert [each.strong for each in ties([change(*ASYNC, path=SCALES, functions=("weigh",))], SLOW)] == [False]


def test_a_blocked_event_loop_is_a_strong_tie_where_most_routes_are_slower() -> None:
    every = symptom("slower", slower=True, all_slower=True, routes=("GET /ready",))
    assert [each.strong for each in ties([change(*ASYNC, path=SCALES)], every)] == [True]
    assert [each.strong for each in ties([change("+    time.sleep(1)", path=SCALES)], every)] == [False]


def test_only_what_takes_too_long_is_tied_and_only_by_what_runs() -> None:
    blocks = change(*ASYNC, path=SCALES)
    assert ties([blocks], symptom("label lost")) == []
    assert [each.strong for each in ties([blocks], symptom("request timed out"))] == [False]
    assert ties([change(*ASYNC, path="tests/test_a.py", path_class="test")], SLOW) == []
