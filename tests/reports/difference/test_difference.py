from reports.difference.change import Change
from reports.difference.difference import difference
from tests.builders import claim, finding, incident
from tests.reports.incident_by_hand import rich_incident

OTHER = finding(id="finding-other", title="Other", signature="Other")


def test_an_incident_does_not_differ_from_itself() -> None:
    rich = rich_incident()
    found = difference(rich, rich)
    assert found.changes == ()
    assert found.unchanged["finding"] == len(rich.findings)
    assert found.unchanged["cause"] > 0
    assert found.unchanged["statement"] > 0


def test_what_came_and_what_went_is_told() -> None:
    before, now = incident(findings=(finding(),), claims=()), incident(findings=(OTHER,), claims=())
    level = finding().priority.level
    assert difference(before, now).changes == (
        Change(
            "finding",
            "withdrawn",
            finding().id,
            f"{level} new, 12 entries: {finding().title}",
            None,
            "it is no longer said",
        ),
        Change("finding", "added", OTHER.id, None, f"{level} new, 12 entries: Other", "it was not said before"),
    )


def test_findings_come_before_statements_and_denials_before_additions() -> None:
    statement = claim(id="claim-own")
    before = incident(findings=(finding(),), claims=())
    now = incident(findings=(finding(state="persisting"), OTHER), claims=(statement,))
    found = difference(before, now)
    assert [(each.what, each.movement) for each in found.changes] == [
        ("finding", "contradicted"),
        ("finding", "added"),
        ("statement", "added"),
    ]
    assert dict(found.unchanged) == {"finding": 0, "cause": 0, "statement": 0}


def test_a_statement_that_repeats_a_finding_is_not_told_twice() -> None:
    repeated = claim(id=f"claim-{OTHER.id}")
    found = difference(incident(claims=()), incident(findings=(finding(), OTHER), claims=(repeated,)))
    assert [each.what for each in found.changes] == ["finding"]
    assert found.unchanged["statement"] == 0
