"""When somebody comes: customers by day and a few at night, the health checks, and the test runs."""

from collections.abc import Iterator

from incidents.demo.artifacts import RUNS, TestCall, calls_of
from incidents.demo.calls import MS, Call, Client, own_time
from incidents.demo.chance import drawn
from incidents.demo.instances import SECOND
from incidents.demo.staging import UNTIL, Staging
from incidents.model.instant import Instant

TESTS = Client("parcel-e2e/1.2", "192.0.2.61")
_CHECKS = Client("GoogleStackdriverMonitoring-UptimeChecks(https://cloud.google.com/monitoring)", "35.187.242.246")
_HOUR = 3600 * SECOND
_DAYTIME = range(7, 18)


def arrivals(environment: Staging, service: str, *, by_day: int, by_night: int) -> Iterator[tuple[int, str]]:
    """Moments, so many in an hour, each with a key that is its own."""
    for hour in range(environment.since // _HOUR, UNTIL // _HOUR + 1):
        wanted = by_day if hour % 24 in _DAYTIME else by_night
        for number in range(wanted):
            key = f"{service} {hour} {number}"
            at = hour * _HOUR + (number * _HOUR + drawn(_HOUR, "arrival", key)) // wanted
            if environment.since + 30 * SECOND < at < UNTIL:
                yield at, key


def calls_of_tests(service: str, *, healthy: bool) -> Iterator[tuple[int, int, str, TestCall]]:
    """The moment and the duration of each request that a test run made of the service, with a key of its own."""
    for run in RUNS:
        at = Instant.parse(run.at).nanoseconds + 530 * MS
        for number, each in enumerate(calls_of(run, healthy=healthy)):
            key = f"{run.folder} {number}"
            if each.service == service:
                yield at, each.took_ms * MS - drawn(3 * MS, "way", key), key, each
            at += (each.took_ms + 2) * MS


def health_checks(environment: Staging, service: str) -> Iterator[Call]:
    """One every ten minutes."""
    for due in range(environment.since + 41 * SECOND, UNTIL, 600 * SECOND):
        at = due + drawn(SECOND, "check", service, due)
        instance = environment.serving(service, at, 1)
        exchange = environment.answer(instance, "health")
        assert exchange is not None
        yield Call(at, instance, exchange, _CHECKS, own_time(1, 3, service, due))
