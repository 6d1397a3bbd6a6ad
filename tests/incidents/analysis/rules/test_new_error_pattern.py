from typing import Any

from incidents.analysis.facts import Facts
from incidents.analysis.rules.new_error_pattern import find
from incidents.model.evidence import AnyEvidence, Frame, LogPattern, MinuteCount, MinuteRequests, RevisionCount
from tests import builders
from tests.builders import BAD, GOOD, at


def facts(*evidence: AnyEvidence) -> Facts:
    return Facts(builders.sealed(collected=builders.collected(*evidence)))


def counted(rows: list[tuple[str, float, int]], **changes: Any) -> LogPattern:
    """A pattern with the given counts: revision, minutes after the start, count."""
    names = sorted({name for name, _, _ in rows})
    per_revision = tuple(
        RevisionCount(
            revision=name,
            count=sum(count for each, _, count in rows if each == name),
            first=at(minutes=min(minute for each, minute, _ in rows if each == name)),
            last=at(minutes=max(minute for each, minute, _ in rows if each == name)),
        )
        for name in names
    )
    values = {
        "count": sum(count for *_, count in rows),
        "by_revision": per_revision,
        "by_minute": tuple(MinuteCount(revision=name, minute=at(minutes=m), count=n) for name, m, n in rows),
        "exemplars": (),
    }
    return builders.log_pattern(**{**values, **changes})


def traffic(revision: str, minutes: float, count: int) -> AnyEvidence:
    rows = (MinuteRequests(minute=at(minutes=minutes), count=count, server_errors=0),)
    return builders.request_statistics(revision=revision, by_minute=rows)


def test_an_error_that_only_the_new_revision_logged_is_new() -> None:
    pattern = counted([(BAD, 125, 7), (BAD, 126, 5)])
    (found,) = find(facts(builders.revision(), traffic(GOOD, 30, 40), pattern))
    assert (found.state, found.primary) == ("new", (pattern.id,))
    assert found.after is not None
    assert found.before is not None
    assert (found.before.n, found.after.n) == (0, 12)
    assert (found.first, found.last) == (at(minutes=125), at(minutes=126))


def test_none_before_is_told_only_where_something_of_the_service_was_read_before() -> None:
    pattern = counted([(BAD, 125, 12)])
    worker = counted([(GOOD, 30, 5)], severity="INFO", error_type=None, template="job done")
    (unheard,), (heard,) = find(facts(pattern)), find(facts(pattern, worker))
    assert unheard.before is None
    assert heard.before is not None
    assert heard.before.n == 0


def test_an_error_that_an_old_revision_still_logs_is_not_new() -> None:
    assert find(facts(counted([(GOOD, 30, 5), (GOOD, 130, 5)]))) == []


def test_an_error_of_the_same_rate_persists_and_is_no_finding_of_this_rule() -> None:
    rows = [(GOOD, 30.0, 5), (BAD, 130.0, 5)]
    assert find(facts(traffic(GOOD, 30, 100), traffic(BAD, 130, 100), counted(rows))) == []


def test_an_error_of_twice_the_rate_is_worse() -> None:
    rows = [(GOOD, 30.0, 20), (BAD, 130.0, 40)]
    (found,) = find(facts(traffic(GOOD, 30, 100), traffic(BAD, 130, 100), counted(rows)))
    assert found.state == "worse"


def test_twice_the_rate_is_not_worse_where_one_rate_may_give_both_counts() -> None:
    rows = [(GOOD, 30.0, 5), (BAD, 130.0, 10)]
    assert find(facts(traffic(GOOD, 30, 100), traffic(BAD, 130, 100), counted(rows))) == []


def test_one_of_many_errors_is_not_worse_for_a_rise_that_chance_gives_once_in_fifty() -> None:
    rows = [(GOOD, 30.0, 14), (BAD, 130.0, 13)]
    assert find(facts(traffic(GOOD, 30, 1300), traffic(BAD, 130, 500), counted(rows))) == []
    rows = [(GOOD, 30.0, 14), (BAD, 130.0, 15)]
    assert len(find(facts(traffic(GOOD, 30, 1300), traffic(BAD, 130, 500), counted(rows)))) == 1


def test_more_errors_with_more_traffic_are_not_worse() -> None:
    rows = [(GOOD, 30.0, 5), (BAD, 130.0, 10)]
    assert find(facts(traffic(GOOD, 30, 100), traffic(BAD, 130, 200), counted(rows))) == []


def test_a_warning_without_a_stack_is_left_alone() -> None:
    assert find(facts(counted([(BAD, 125, 7)], severity="WARNING", error_type=None))) == []


def test_lines_that_follow_the_error_in_the_same_minutes_are_its_echoes() -> None:
    head = counted([(BAD, 125, 7), (BAD, 126, 5)])
    echo = counted([(BAD, 125, 7), (BAD, 126, 5)], template="ALERT: printing failed", error_type=None)
    elsewhere = counted([(BAD, 140, 12)], template="disk is full", error_type=None)
    found = {each.primary: each.related for each in find(facts(head, echo, elsewhere))}
    assert sorted(found) == sorted([(min(head, echo, key=lambda each: each.id).id,), (elsewhere.id,)])
    assert found[elsewhere.id,] == ()
    assert len(found[min(head, echo, key=lambda each: each.id).id,]) == 1


def at_role(role: str, rows: list[tuple[str, float, int]], line: int = 19) -> LogPattern:
    frames = (Frame(file="app/badges.py", line=line, function="badge_of"),)
    said = f"'{role}' is not a valid Role"
    return counted(rows, template=f"badge refused: {said}", message=said, error_type="ValueError", frames=frames)


def test_errors_of_the_same_lines_that_differ_in_quoted_values_are_one() -> None:
    student, locum = at_role("student", [(BAD, 125, 7)]), at_role("locum", [(BAD, 125, 2), (BAD, 131, 1)])
    elsewhere = at_role("porter", [(BAD, 140, 3)], line=44)
    found = {each.primary: each for each in find(facts(student, locum, elsewhere))}
    assert set(found) == {(student.id, locum.id), (elsewhere.id,)}
    one = found[student.id, locum.id]
    assert one.title.endswith("ValueError: 'student' is not a valid Role`, and 1 more with another value")
    assert one.after is not None
    assert (one.after.n, one.first, one.last) == (10, at(minutes=125), at(minutes=131))


def test_all_values_of_an_error_that_follows_another_are_kept_with_it() -> None:
    student, locum = at_role("student", [(BAD, 125, 6)]), at_role("locum", [(BAD, 125, 4)])
    head = counted([(BAD, 125, 11)], frames=(Frame(file="app/print.py", line=8, function="print_all"),))
    (one,) = find(facts(student, locum, head))
    assert (one.primary, one.related) == ((head.id,), tuple(sorted((student.id, locum.id))))


def test_an_error_whose_line_failed_before_for_another_value_is_not_new() -> None:
    student, locum = at_role("student", [(GOOD, 30, 7)]), at_role("locum", [(BAD, 125, 7)])
    assert find(facts(traffic(GOOD, 30, 100), traffic(BAD, 130, 100), student, locum)) == []


def test_where_nothing_was_deployed_the_time_decides() -> None:
    window = builders.window()
    quiet = window.model_copy(update={"candidate": window.candidate.model_copy(update={"revisions": ()})})
    pattern = counted([(GOOD, 130, 5)])
    sealed = builders.sealed(window=quiet, collected=builders.collected(builders.revision(name=GOOD), pattern))
    assert [(each.state, each.first) for each in find(Facts(sealed))] == [("new", at(minutes=130))]
    exact = pattern.by_revision[0].model_copy(update={"first": at(minutes=130, seconds=11)})
    known = counted([(GOOD, 130, 5)], by_revision=(exact,))
    sealed = builders.sealed(window=quiet, collected=builders.collected(builders.revision(name=GOOD), known))
    assert [each.first for each in find(Facts(sealed))] == [at(minutes=130, seconds=11)]


def test_an_error_that_was_there_before_too_is_first_seen_in_the_minute_of_the_window_alone() -> None:
    window = builders.window()
    quiet = window.model_copy(update={"candidate": window.candidate.model_copy(update={"revisions": ()})})
    pattern = counted([(GOOD, 30, 1), (GOOD, 130, 5)])
    sealed = builders.sealed(window=quiet, collected=builders.collected(pattern))
    assert Facts(sealed).pattern_sides(pattern).first == at(minutes=130)


def test_of_several_lines_of_one_fault_the_one_that_was_printed_first_is_the_finding() -> None:
    late = counted([(BAD, 125, 5)], template="a request failed", error_type=None)
    seen = (RevisionCount(revision=BAD, count=5, first=at(minutes=124.9), last=at(minutes=125)),)
    early = counted([(BAD, 125, 5)], template="the printer is gone", error_type=None, by_revision=seen)
    (found,) = find(facts(builders.revision(), late, early))
    assert (found.primary, found.related) == ((early.id,), (late.id,))
