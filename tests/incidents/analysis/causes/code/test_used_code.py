from typing import Any

from incidents.analysis.causes.code.blocking_call import ties as slow_ties
from incidents.analysis.causes.code.handler_of import answering
from incidents.analysis.causes.code.used_code import NAME, ties
from incidents.model.evidence import CallSite, Frame
from tests import builders
from tests.incidents.analysis.causes.symptoms import change, symptom

RATES, QUOTES, API = "desk/rates.py", "desk/quotes.py", "desk/api.py"
CHANGED = change("+    return 2", path=RATES, functions=("rate",))
BLOCKS = change(" async def rate():", "+    requests.get(URL)", path=RATES, functions=("rate",))
ROUTE = "GET /quotes/{id}"


def site(path: str, function: str, used_path: str, used: str, **changes: Any) -> CallSite:
    values = {
        "id": f"call-{path}-{function}".replace("/", "-"),
        "at": None,
        "source": "git",
        "locator": "repo",
        "excerpt": f"{used}()",
        "commit": builders.BAD_COMMIT,
        "path": path,
        "function": function,
        "line": 7,
        "used_path": used_path,
        "used": used,
    }
    return CallSite(**{**values, **changes})


NEAR = site(QUOTES, "quote", RATES, "rate")
OUTER = site(API, "show", QUOTES, "quote", routes=("GET /quotes/{number}",), line=9)
USES = (OUTER, NEAR)


def test_the_way_to_what_answers_the_route_is_followed_step_by_step() -> None:
    assert answering(CHANGED, symptom("", routes=(ROUTE,), uses=USES)) == (NEAR, OUTER)
    for unlike in ("POST /quotes/{id}", "GET /quotes/{id}/print", "GET /{id}"):
        assert answering(CHANGED, symptom("", routes=(unlike,), uses=USES)) == ()
    other = change("+    return 2", path=RATES, functions=("other",))
    assert answering(other, symptom("", routes=(ROUTE,), uses=USES)) == ()


def test_a_circle_of_uses_ends_and_nothing_leads_past_what_answers_another_route() -> None:
    back = site(RATES, "rate", QUOTES, "quote", id="call-back")
    assert answering(CHANGED, symptom("", routes=("GET /depots",), uses=(*USES, back))) == ()
    behind = site(API, "all_quotes", API, "show", routes=("GET /depots",), id="call-behind")
    assert answering(CHANGED, symptom("", routes=("GET /depots",), uses=(*USES, behind))) == ()


def test_a_blocking_call_in_what_the_handler_of_the_slower_route_uses_is_a_strong_tie() -> None:
    (tie,) = slow_ties([BLOCKS], symptom("slower", slower=True, routes=(ROUTE,), uses=USES))
    assert (tie.strong, tie.cites) == (True, (BLOCKS.id, NEAR.id, OUTER.id))
    assert tie.how.endswith(
        "it is used by what answers GET /quotes/{number}, which takes too long: line 9 of desk/api.py uses quote, and "
        "line 7 of desk/quotes.py uses rate"
    )
    assert not slow_ties([BLOCKS], symptom("slower", slower=True, routes=("GET /depots",), uses=USES))[0].strong


def test_what_a_function_in_the_stack_uses_is_weakly_tied_the_less_the_farther() -> None:
    stack = (Frame(file="/srv/desk/api.py", line=9, function="show"),)
    (tie,) = ties([CHANGED], symptom("KeyError", stacks=(stack,), uses=USES))
    assert (tie.rule, tie.strong, tie.did) == (NAME, False, "changes rate in desk/rates.py")
    assert tie.how.startswith(
        "show in desk/api.py is where it failed, and line 9 of desk/api.py uses quote, and line 7"
    )
    quote = change("+x", path=QUOTES, functions=("quote",))
    (nearer,) = ties([quote], symptom("KeyError", stacks=(stack,), uses=USES))
    assert nearer.weight > tie.weight
    elsewhere = (Frame(file="/srv/desk/print.py", line=9, function="show"),)
    assert ties([CHANGED], symptom("KeyError", stacks=(elsewhere,), routes=(ROUTE,), uses=USES)) == []
    own = (Frame(file="/srv/desk/rates.py", line=2, function="rate"),)
    assert ties([CHANGED], symptom("KeyError", stacks=(own,), uses=USES)) == []


def test_without_a_stack_the_failing_route_leads_to_what_answers_it() -> None:
    (tie,) = ties([CHANGED], symptom("GET /quotes/{id} 500", routes=(ROUTE,), uses=USES))
    assert tie.how.startswith("show in desk/api.py answers GET /quotes/{number}, and line 9")
    assert ties([CHANGED], symptom("GET /quotes/{id} p50 900 ms", slower=True, routes=(ROUTE,), uses=USES)) == []
    assert ties([CHANGED], symptom("GET /quotes/{id} 500", routes=(ROUTE,))) == []
