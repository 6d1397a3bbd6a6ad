"""A process that listens on another port than the one that the platform asks."""

import pytest

from incidents.analysis.causes.code import changed_port
from incidents.analysis.causes.elsewhere import unheard
from incidents.analysis.causes.settings.ports import other_port
from incidents.analysis.course.symptom import LastLine, Symptom
from incidents.analysis.facts import Facts
from tests import builders
from tests.builders import BAD, GOOD
from tests.incidents.analysis.causes.symptoms import change, symptom

PROBED = 'Default STARTUP TCP probe failed 1 time consecutively for container "a" on port 8080.'


def said(*lines: str, message: str = PROBED) -> Symptom:
    return symptom(message, revision=BAD, start_up=tuple(LastLine(each, None, "log-1") for each in lines))


@pytest.mark.parametrize(
    "line",
    [
        "[2026-05-06 10:50:05 +0000] [1] [INFO] Listening at: http://0.0.0.0:5000 (1)",
        "INFO:     Uvicorn running on http://0.0.0.0:5000 (Press CTRL+C to quit)",
        " * Running on http://127.0.0.1:5000",
        "Server listening on port 5000",
        "Tomcat started on port(s): 5000 (http) with context path ''",
        "Now listening on: http://[::]:5000",
        "listening on :5000",
    ],
)
def test_the_port_is_read_as_servers_print_it(line: str) -> None:
    found = other_port(said("loading catalogue", line))
    assert found is not None
    assert (found.heard, found.asked) == ("5000", "8080")


@pytest.mark.parametrize(
    "given",
    [
        said("Listening at: http://0.0.0.0:8080 (1)"),
        said("Listening at: http://0.0.0.0:5000", "Listening at: http://0.0.0.0:8080"),  # the other one is for metrics
        said("Prometheus metrics server listening on :9090", "RuntimeError: no disk"),
        said("Debugger listening on ws://127.0.0.1:9229/a1"),
        said("connected, database is ready at 10.0.0.3:5432"),
        said("started at 10:50:05"),
        said("Listening at: http://0.0.0.0:5000", message="RuntimeError: no disk"),
        symptom(PROBED, revision=BAD),
    ],
)
def test_the_asked_port_or_no_number_is_no_other_port(given: Symptom) -> None:
    assert other_port(given) is None


LISTENS = said("Listening at: http://0.0.0.0:5000 (1)")


@pytest.mark.parametrize(
    ("lines", "weight"),
    [
        (("-bind = os.environ.get('PORT', '8080')", "+bind = os.environ.get('DESK_PORT', '5000')"), 1.0),
        (("-EXPOSE 8080", "+EXPOSE 5000"), 0.9),
        (("-CMD exec app --port $PORT", "+CMD exec app"), 0.85),
    ],
)
def test_the_change_of_the_number_or_of_what_is_read_is_the_cause(lines: tuple[str, ...], weight: float) -> None:
    (tie,) = changed_port.ties([change(*lines)], LISTENS)
    assert (tie.strong, tie.closest, tie.weight) == (True, True, weight)
    assert tie.how == "the process says that it listens on port 5000, and the platform asks on port 8080"


@pytest.mark.parametrize(
    "lines",
    [
        ("-bind = 'x:5000'", "+bind = 'y:5000'"),  # the number was there before
        ("+timeout = 50000",),
        ("-port = os.environ['PORT']", "+port = int(os.environ['PORT'])"),
    ],
)
def test_a_change_that_moves_no_port_is_none(lines: tuple[str, ...]) -> None:
    assert changed_port.ties([change(*lines)], LISTENS) == []
    assert changed_port.ties([change("+EXPOSE 5000")], symptom(PROBED)) == []


def test_the_two_numbers_are_the_cause_where_no_change_is_known() -> None:
    facts = Facts(builders.sealed(collected=builders.collected(builders.revision(name=GOOD), builders.revision())))
    found = unheard.cause(facts, builders.finding(kind="deployment"), LISTENS)
    assert found is not None
    assert (found.claim, found.change) == (
        f"{BAD} listens on port 5000, and the platform asks for it on port 8080",
        None,
    )
    assert found.confidence == "probable"
    assert unheard.cause(facts, builders.finding(kind="deployment"), symptom(PROBED, revision=BAD)) is None
