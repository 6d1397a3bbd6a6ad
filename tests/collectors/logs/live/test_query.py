import pytest

from collectors.logs.live.query import Query, query_of
from incidents.model.instant import Instant
from incidents.model.scope import Scope, ServiceScope, Span

START, END, NOW = (Instant.parse(f"2026-03-{day}T10:00:00.5Z") for day in ("02", "03", "04"))


def query(*services: str, project: str = "parcel", span: Span | None = None) -> Query:
    scope = Scope(
        project=project,
        region="europe-west1",
        environment="staging",
        services=tuple(ServiceScope(name=name) for name in services or ("parcel-api",)),
        span=span or Span(),
    )
    return query_of(scope, NOW)


def test_the_filter_bounds_time_and_names_services_and_logs() -> None:
    assert query("parcel-api", "parcel-web", span=Span(start=START, end=END)).filter == (
        'timestamp>="2026-03-02T10:00:00.5Z" AND timestamp<="2026-03-03T10:00:00.5Z"'
        ' AND resource.type="cloud_run_revision"'
        ' AND resource.labels.service_name=("parcel-api" OR "parcel-web")'
        ' AND logName=("projects/parcel/logs/run.googleapis.com%2Fstdout"'
        ' OR "projects/parcel/logs/run.googleapis.com%2Fstderr"'
        ' OR "projects/parcel/logs/run.googleapis.com%2Frequests"'
        ' OR "projects/parcel/logs/run.googleapis.com%2Fvarlog%2Fsystem"'
        ' OR "projects/parcel/logs/cloudaudit.googleapis.com%2Factivity"'
        ' OR "projects/parcel/logs/cloudaudit.googleapis.com%2Fsystem_event")'
    )


@pytest.mark.parametrize(
    ("asked", "start", "end"),
    [
        (Span(start=START, end=END), "2026-03-02T10:00:00.5Z", "2026-03-03T10:00:00.5Z"),
        (Span(start=START), "2026-03-02T10:00:00.5Z", "2026-03-04T10:00:00Z"),
        (Span(end=END), "2026-02-01T10:00:00.5Z", "2026-03-03T10:00:00.5Z"),
        (Span(), "2026-02-02T10:00:00Z", "2026-03-04T10:00:00Z"),
        (Span(start=NOW.plus(60)), "2026-03-04T10:01:00.5Z", "2026-03-04T10:01:00.5Z"),  # it starts after now
    ],
)
def test_open_ends_are_now_and_thirty_days_before(asked: Span, start: str, end: str) -> None:
    found = query(span=asked)
    assert found.span == Span(start=Instant.parse(start), end=Instant.parse(end))
    assert found.filter.startswith(f'timestamp>="{start}" AND timestamp<="{end}" AND ')


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ('a" OR severity>="DEFAULT', r'("a\" OR severity>=\"DEFAULT")'),
        ("a\\", r'("a\\")'),
        ("a\nb", r'("a\nb")'),
        ("käse", '("käse")'),
    ],
)
def test_no_name_leaves_its_quotes(name: str, written: str) -> None:
    assert f"resource.labels.service_name={written} AND " in query(name).filter
    assert r"\"quoted\"/logs/run" in query(project='"quoted"').filter


def test_what_was_searched_is_the_project_and_the_filter() -> None:
    found = query()
    assert found.text == f"Cloud Logging, project parcel: {found.filter}"
