import pytest

from incidents.model.scope import Problem, Span
from reports.sections.coverage import footer, reading_rows
from tests.builders import at, claim, incident, reading


def test_what_failed_comes_first() -> None:
    readings = (
        reading(),
        reading(what="b.json", status="truncated", why="it ends inside an entry"),
        reading(what="c.json", status="failed", items=0, why="no such file"),
    )
    rows = reading_rows(incident(readings=readings))
    assert [(row.what, row.items, row.status) for row in rows] == [
        ("`c.json`", "0", "failed: no such file"),
        ("`b.json`", "12", "truncated: it ends inside an entry"),
        ("`logs/app.json`", "12", "complete"),
    ]


def test_what_could_not_be_used_is_counted() -> None:
    problems = (
        Problem(what="no JSON", count=1, first="a.json:3"),
        Problem(what="a time without a zone", count=2, first="a.json:7"),
    )
    (row,) = reading_rows(incident(readings=(reading(problems=problems),)))
    assert row.status == "complete; no JSON: 1 time, first `a.json:3`; a time without a zone: 2 times, first `a.json:7`"


@pytest.mark.parametrize(
    ("span", "shown"),
    [
        (Span(start=at(), end=at(1)), "2026-03-02 09:00:00Z to 2026-03-02 10:00:00Z"),
        (Span(start=at()), "2026-03-02 09:00:00Z to open"),
        (Span(end=at()), "open to 2026-03-02 09:00:00Z"),
        (Span(), "no bounds"),
    ],
)
def test_an_open_end_is_said_to_be_open(span: Span, shown: str) -> None:
    (row,) = reading_rows(incident(readings=(reading(span=span),)))
    assert row.span == shown


def test_the_footer_tells_how_to_rebuild_and_counts_the_statements() -> None:
    claims = (claim(), claim(id="claim-two"), claim(id="claim-three", kind="unknown"))
    found = footer(incident(claims=claims))
    assert found.rebuild == "`incident render 2026-03-02-parcel-api-00008-fox`"
    assert found.statements == "2 observed, 1 not known"
    assert footer(incident(claims=())).statements == "none"
