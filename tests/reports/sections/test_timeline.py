from incidents.model.claim import Claim, Value
from incidents.model.instant import Instant
from incidents.model.timeline import Moment, MomentKind
from reports.citations import Citations
from reports.sections.timeline import Timeline, timeline
from tests.builders import at, finding, incident, log_pattern

LOG = log_pattern().id


def told(*moments: Moment) -> Timeline:
    findings = (finding(), finding(id="finding-old", title="It is slow", state="persisting"))
    given = incident(timeline=moments, findings=findings, claims=())
    return timeline(given, Citations(given, {}))


def happened(when: Instant, words: str, kind: MomentKind = "deployment", template: str = "{title}.") -> Moment:
    value = Value(name="title", form="text", value=words)
    claim = Claim(
        id=f"moment-{when.nanoseconds}-{kind}", kind="observed", template=template, values=(value,), cites=(LOG,)
    )
    return Moment(at=when, kind=kind, claim=claim)


def test_rows_are_in_the_order_of_time_and_cite_what_dates_them() -> None:
    found = told(happened(at(2), "It was deployed"), happened(at(1), "It was committed", "commit"))
    assert [(row.at, row.what) for row in found.rows] == [
        ("2026-03-02 10:00:00Z", f"It was committed.[^{LOG}]"),
        ("2026-03-02 11:00:00Z", f"It was deployed.[^{LOG}]"),
    ]
    assert found.more == 0


def test_the_same_is_drawn() -> None:
    found = told(happened(at(2), "It was deployed"), happened(at(1), "It was committed", "commit"))
    assert found.drawn == (
        "```mermaid\ntimeline\n  title What happened, in UTC\n  10#58;00#58;00 : It was committed\n"
        "  11#58;00#58;00 : It was deployed\n```"
    )


def test_what_weighs_least_is_left_out_and_counted() -> None:
    issues = (happened(at(1, number), "an issue", "issue") for number in range(30))
    found = told(*issues, happened(at(3), "It was deployed"))
    assert (len(found.rows), found.more) == (24, 7)
    assert found.rows[-1].what.startswith("It was deployed")
    assert found.drawn
    assert "It was deployed" in found.drawn


def test_the_first_sight_of_the_urgent_failure_weighs_more_than_the_last_sight_of_another() -> None:
    others = (happened(at(1, number), "It is slow", "signature", "Last seen: {title}.") for number in range(24))
    found = told(*others, happened(at(3), "Labels are not printed", "signature", "First seen: {title}."))
    assert found.rows[-1].what.startswith("First seen: Labels are not printed")


def test_without_moments_there_is_nothing_to_draw() -> None:
    assert told() == Timeline((), 0, None)
    assert told(happened(at(1), "It was deployed")).drawn is None
