from incidents.analysis.analyse import analyse
from incidents.analysis.facts import Facts
from incidents.analysis.unread.log_holes import holes
from incidents.model.evidence import AnyEvidence, MinuteRequests, StatusCount
from incidents.model.incident import Incident
from incidents.model.scope import Reading
from tests import builders
from tests.builders import BAD, GOOD, at


def requests(*minutes: int) -> AnyEvidence:
    """One request in each of these minutes after the bad revision was deployed."""
    rows = tuple(MinuteRequests(minute=at(2, minute), count=1, server_errors=0) for minute in minutes)
    first, last = at(2, min(minutes)), at(2, max(minutes))
    statuses = (StatusCount(status=200, count=len(rows), first=first, last=last),)
    return builders.request_statistics(revision=BAD, count=len(rows), by_minute=rows, statuses=statuses)


def files(*hours: int) -> tuple[Reading, ...]:
    """Hourly files of a sink on the day of the window, which is from 9 to 13 o'clock."""
    return tuple(builders.reading(what=f"logs/20260302_{hour:02}0000_{hour:02}5959_S0.json") for hour in hours)


def found(*evidence: AnyEvidence, readings: tuple[Reading, ...] = ()) -> list[str]:
    records = (builders.revision(name=GOOD), builders.revision(), *evidence)
    sealed = builders.sealed(collected=builders.collected(*records, readings=readings))
    return [each.what for each in holes(Facts(sealed))]


def analysed(*evidence: AnyEvidence) -> Incident:
    records = (builders.revision(name=GOOD), builders.revision(), *evidence)
    return analyse(builders.sealed(collected=builders.collected(*records)))


STEADY = tuple(range(0, 30, 2)) + tuple(range(70, 110, 2))


def test_silence_between_steady_entries_is_a_hole() -> None:
    assert found(requests(*STEADY)) == [f"logs from {at(2, 29)} to {at(2, 70)}"]


def test_a_pause_that_chance_explains_is_none() -> None:
    assert found(requests(*range(0, 30, 2), *range(40, 110, 2))) == []


def test_few_minutes_tell_nothing() -> None:
    assert found(requests(0, 1, 2, 100)) == []


def test_a_missing_hour_of_hourly_files_is_a_hole() -> None:
    assert found(requests(*range(60, 80, 2)), readings=files(9, 10, 12)) == [f"logs from {at(2)} to {at(3)}"]


def test_an_hour_without_a_file_beside_quiet_hours_is_none_since_a_sink_writes_no_empty_file() -> None:
    assert found(requests(61, 75), readings=files(9, 10, 12)) == []


def test_a_missing_hour_outside_of_the_window_or_a_series_of_two_days_is_none() -> None:
    assert found(readings=files(5, 7, 8, 9)) == []
    assert found(readings=files(2, 9)) == []
    assert found(readings=files(9, 10, 11)) == []


def test_a_sink_s_own_names_are_read_and_digits_that_are_no_date_are_not() -> None:
    hours = (9, 11)
    names = [f"logs/2026/03/02/{hour:02}:00:00_{hour:02}:59:59_S0.json" for hour in hours]
    readings = tuple(builders.reading(what=name) for name in names)
    assert found(requests(*range(0, 20, 2)), readings=readings) == [f"logs from {at(1)} to {at(2)}"]
    assert found(readings=(builders.reading(what="logs/20261392_990000_995959_S0.json"),)) == []


def test_a_hole_leaves_no_word_of_health_and_names_the_query_that_would_fill_it() -> None:
    incident = analysed(requests(*STEADY))
    assert incident.verdict == "inconclusive"
    assert [each.state for each in incident.impact.affected] == ["not-observed"]
    (hole,) = [each for each in incident.readings if each.status == "truncated"]
    (question,) = [each for each in incident.questions if each.why == hole.why]
    assert question.query.startswith("gcloud logging read")
    assert f'timestamp>="{at(2, 29)}" AND timestamp<="{at(2, 70)}"' in question.query
    assert "nothing was read of the logs from" in " ".join(each.text for each in incident.claims)
