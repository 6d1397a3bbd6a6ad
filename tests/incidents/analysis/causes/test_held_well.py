"""What an earlier revision of the window ran well is not behind what began with a later one."""

from incidents.analysis.causes.held_well import held_well
from incidents.analysis.causes.left_alone import left_alone
from incidents.analysis.causes.suspect import Suspect
from incidents.analysis.causes.suspects import Suspects
from incidents.analysis.causes.tie import Tie
from incidents.analysis.facts import Facts
from incidents.model.cause import ChangeRef
from incidents.model.evidence import MinuteRequests, Setting, StatusCount
from incidents.model.finding import Finding, Ratio
from tests import builders
from tests.builders import BAD, BAD_COMMIT, GOOD, SERVICE, at
from tests.incidents.analysis.causes.symptoms import symptom

THIRD = "parcel-api-00009-elk"
KEY = "spec.containers[0].env.CARRIER_KEY"
FAILED = builders.request_statistics(
    revision=THIRD,
    count=30,
    statuses=(StatusCount(status=500, count=30, first=at(3), last=at(3)),),
    by_minute=(MinuteRequests(minute=at(3), count=30, server_errors=30),),
)
FINDING: Finding = builders.finding(kind="request", primary=(FAILED.id,), after=Ratio(n=30, total=30, unit="requests"))
SAID = symptom("the carrier answered nothing", revision=THIRD)


def facts(served: int = 40, digest: str = "sha256:a") -> Facts:
    """Two new revisions with one commit; the second has another key, and `digest` is that of its image."""
    whole = builders.window()
    serving = (builders.serving(percent=0), builders.serving(revision=THIRD, commit=BAD_COMMIT))
    window = whole.model_copy(update={"candidate": whole.candidate.model_copy(update={"revisions": serving})})
    rows = (MinuteRequests(minute=at(2, 10), count=served, server_errors=0),)
    spans = (StatusCount(status=201, count=served, first=at(2, 10), last=at(2, 10)),)
    records = (
        builders.revision(name=GOOD),
        builders.revision(image_digest="sha256:a", settings=(Setting(path=KEY, value="carrier@6"),)),
        builders.revision(
            name=THIRD, at=at(2, 40), image_digest=digest, settings=(Setting(path=KEY, value="carrier@5"),)
        ),
        builders.commit(new_in=(SERVICE,)),
        builders.file_change(),
        builders.request_statistics(count=served, by_minute=rows, statuses=spans),
        FAILED,
    )
    return Facts(builders.sealed(collected=builders.collected(*records), window=window))


def test_the_commits_of_a_revision_that_served_well_are_ruled_out() -> None:
    line = Suspects(facts()).of(FINDING, SAID)
    assert line.innocent[BAD_COMMIT] == f"it is in {BAD}, which answered 40 such requests without the failure"
    assert [each.change.setting for each in line.suspects] == [KEY]


def test_a_word_of_the_failure_ties_a_setting_strongly_where_the_image_is_the_same() -> None:
    (setting,) = Suspects(facts()).of(FINDING, SAID).suspects
    assert setting.strong
    assert setting.ties[0].how.endswith(
        f"the image is that of {BAD}, which answered 40 such requests without the failure, so only what was set differs"
    )
    (weak,) = Suspects(facts(digest="sha256:b")).of(FINDING, SAID).suspects
    assert not weak.strong


def test_a_few_requests_or_another_order_rule_nothing_out() -> None:
    assert held_well(facts(served=4), FINDING, THIRD) is None
    assert held_well(facts(), FINDING, None) is None
    first = builders.finding(kind="request", primary=(builders.request_statistics().id,))
    assert held_well(facts(), first, BAD) is None


def test_time_alone_and_a_change_against_another_revision_stay_as_they_are() -> None:
    held = held_well(facts(), FINDING, THIRD)
    assert held is not None
    by_time = Tie("order-of-events", 0.1, "sets it", "only the order of events speaks for it", ())
    by_word = Tie("kindred-setting", 0.3, "sets it", "the failure speaks of it", ())
    for tie, good in ((by_time, f"rev-{BAD}"), (by_word, f"rev-{GOOD}")):
        setting = Suspect(ChangeRef(revision=THIRD, setting=KEY), THIRD, 0.1, (tie,), (good, f"rev-{THIRD}"))
        assert left_alone(setting, held) == setting
