from typing import Any

import pytest

from incidents.analysis.window.deployments import Deployments
from incidents.analysis.window.point import CommitPoint, Point, commit_point, named_point, unknown_point
from incidents.analysis.window.resolve import end_of, newest, resolve
from incidents.errors import WindowError
from incidents.model.evidence import Condition, Revision
from incidents.model.instant import Instant
from incidents.model.window import Window
from tests import builders
from tests.builders import at

NOT_READY = (Condition(type="Ready", status="False", reason="HealthCheckContainerError"),)


def api(number: int, hours: float, **changes: Any) -> Revision:
    name = f"parcel-api-{number:05d}-abc"
    values = {"name": name, "at": at(hours), "generation": number, "commit": f"{number:040x}"}
    return builders.revision(**{**values, **changes})


def rates(number: int, hours: float, **changes: Any) -> Revision:
    name = f"rates-{number:05d}-xyz"
    values = {"service": "rates", "name": name, "at": at(hours), "generation": number, "commit": f"{number:040x}"}
    return builders.revision(**{**values, **changes})


ALL = Deployments([rates(4, -30), api(7, 0), api(6, -50), api(8, 2), rates(5, 1), api(9, 3)])


def windowed(since: str, end: Instant, deployments: Deployments = ALL) -> Window:
    point = named_point(since, deployments)
    assert point is not None
    return resolve(point, end, deployments)


def names(window: Window, side: str) -> list[str]:
    return [each.revision for each in getattr(window, side).revisions]


def test_a_revision_opens_the_window_at_the_next_deployment_of_its_service() -> None:
    window = windowed("parcel-api-00007-abc", at(4))
    assert window.candidate.span.start == at(2)
    assert window.candidate.span.end == at(4)
    assert window.candidate.reason == "parcel-api-00008-abc is the next deployment after the last known good point"
    assert names(window, "candidate") == ["parcel-api-00008-abc", "parcel-api-00009-abc"]
    assert names(window, "baseline") == ["parcel-api-00007-abc", "rates-00004-xyz", "rates-00005-xyz"]
    assert window.baseline.span.start == at(0)


def test_a_baseline_shorter_than_the_candidate_reaches_back_as_far() -> None:
    window = windowed("parcel-api-00007-abc", at(10))
    assert window.baseline.span.start == at(-6)
    assert "extended back to" in window.baseline.reason


def test_the_order_is_the_platforms_and_not_the_names() -> None:
    shuffled = Deployments([api(9, 0), api(8, 2)])
    assert names(windowed("parcel-api-00009-abc", at(4), shuffled), "candidate") == ["parcel-api-00008-abc"]


def test_a_moment_opens_the_window_where_it_is() -> None:
    window = windowed(str(at(2.5)), at(4))
    assert window.candidate.span.start == at(2.5)
    assert names(window, "candidate") == ["parcel-api-00009-abc"]
    assert names(window, "baseline") == ["parcel-api-00008-abc", "rates-00005-xyz"]
    assert window.baseline.span.start == at(1)


def test_without_a_later_deployment_the_window_covers_the_time_the_revision_served() -> None:
    window = windowed("parcel-api-00009-abc", at(5))
    assert names(window, "candidate") == []
    assert window.candidate.span.start == at(3)
    assert "nothing was deployed after parcel-api-00009-abc" in window.candidate.reason


def test_deployments_after_the_end_do_not_belong_to_the_window() -> None:
    assert names(windowed("parcel-api-00007-abc", at(2.5)), "candidate") == ["parcel-api-00008-abc"]


def test_a_revision_that_never_became_ready_does_not_replace_the_one_that_serves() -> None:
    deployments = Deployments([api(7, 0), api(8, 1, conditions=NOT_READY), rates(4, 0), rates(5, 3)])
    window = windowed("rates-00004-xyz", at(4), deployments)
    assert names(window, "baseline")[0] == "parcel-api-00007-abc"


def test_the_commits_of_both_sides_are_joined_by_what_the_revisions_say() -> None:
    window = windowed("parcel-api-00007-abc", at(4))
    known = {each.service: each for each in window.commits}
    assert (known["parcel-api"].state, known["parcel-api"].good, known["parcel-api"].bad) == (
        "known", f"{7:040x}", f"{9:040x}",
    )  # fmt: skip
    assert known["rates"].state == "unchanged"


def test_a_commit_that_no_revision_names_stays_unknown() -> None:
    deployments = Deployments([api(7, 0), api(8, 2, commit=None, commit_from="unknown")])
    window = windowed("parcel-api-00007-abc", at(4), deployments)
    assert [(each.state, each.bad, each.reason) for each in window.commits] == [
        ("unknown", None, "parcel-api-00008-abc names no commit")
    ]


def test_an_abbreviated_commit_is_written_whole_where_the_repository_knows_it() -> None:
    short = api(8, 2, commit="abc1234", commit_from="image-tag")
    window = windowed("parcel-api-00007-abc", at(4), Deployments([api(7, 0), short], {"abc1234": "abc1234" + "0" * 33}))
    assert window.candidate.revisions[0].commit == "abc1234" + "0" * 33


def test_the_share_of_the_traffic_is_kept_for_both_sides() -> None:
    split = Deployments([api(7, 0, traffic_percent=90), api(8, 2, traffic_percent=10)])
    window = windowed("parcel-api-00007-abc", at(4), split)
    assert [each.percent for each in (*window.baseline.revisions, *window.candidate.revisions)] == [90, 10]


def test_a_commit_names_the_newest_revision_built_from_it_or_before_it() -> None:
    commit = CommitPoint(text="v1.2", sha="f" * 40, contains=frozenset({f"{6:040x}", f"{7:040x}", f"{4:040x}"}))
    point = commit_point(commit, ALL)
    assert [each.name for each in point.deployments] == ["parcel-api-00007-abc", "rates-00004-xyz"]
    window = resolve(point, at(4), ALL)
    assert window.candidate.span.start == at(1)
    assert names(window, "candidate") == ["rates-00005-xyz", "parcel-api-00008-abc", "parcel-api-00009-abc"]


def test_a_commit_is_no_point_where_no_revision_names_one() -> None:
    silent = Deployments([api(7, 0, commit=None, commit_from="unknown")])
    with pytest.raises(WindowError, match="no revision says which commit it was built from"):
        commit_point(CommitPoint("main", "f" * 40, frozenset()), silent)


def test_a_commit_that_was_never_deployed_is_no_point() -> None:
    with pytest.raises(WindowError, match="no revision in scope was built from it"):
        commit_point(CommitPoint("main", "f" * 40, frozenset()), ALL)


def test_a_revision_may_be_called_by_the_end_of_its_name() -> None:
    point = named_point("00008-abc", ALL)
    assert point is not None
    assert point.deployments[0].name == "parcel-api-00008-abc"


def test_the_end_of_two_names_is_ambiguous_and_both_are_listed() -> None:
    twins = Deployments([api(7, 0), rates(7, 1, name="rates-00007-abc")])
    with pytest.raises(WindowError, match="`parcel-api-00007-abc` and `rates-00007-abc`"):
        named_point("00007-abc", twins)


def test_a_text_that_names_nothing_lists_what_comes_near() -> None:
    assert named_point("parcel-api-00007-abd", ALL) is None
    error = unknown_point("--since", "parcel-api-00007-abd", ALL, ["main"])
    assert "Did you mean `parcel-api-00007-abc`" in str(error)
    assert "Nothing was built." in str(error)


def test_a_part_of_a_name_is_offered_whole() -> None:
    assert "`rates-00005-xyz`" in str(unknown_point("--since", "00005", ALL, []))


def test_the_end_of_a_name_with_a_slip_is_offered_whole() -> None:
    assert "`parcel-api-00008-abc`" in str(unknown_point("--since", "00008-abd", ALL, []))


def test_a_text_that_comes_near_nothing_is_told_the_newest_revision() -> None:
    assert "The newest revision is parcel-api-00009-abc" in str(unknown_point("--until", "zzz", ALL, []))


def test_a_window_that_ends_before_it_starts_is_refused() -> None:
    with pytest.raises(WindowError, match="before it starts"):
        resolve(Point("x", at(3), (), "named"), at(2), ALL)


def test_until_a_revision_means_until_it_was_replaced() -> None:
    point = named_point("parcel-api-00008-abc", ALL)
    assert point is not None
    assert end_of(point, ALL) == at(3)
    newest_revision = named_point("parcel-api-00009-abc", ALL)
    assert newest_revision is not None
    assert end_of(newest_revision, ALL) is None


def test_until_a_moment_means_that_moment() -> None:
    assert end_of(Point("x", at(3), (), "named"), ALL) == at(3)


def test_the_newest_evidence_is_the_last_thing_observed_and_no_commit() -> None:
    records = (builders.log_pattern(), builders.commit(at=at(90)), builders.test_run(at=at(3), duration_s=60.0))
    assert newest(records) == at(3, 1)
    assert newest([builders.commit()]) is None
