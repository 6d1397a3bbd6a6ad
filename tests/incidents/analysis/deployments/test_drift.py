from incidents.analysis.deployments.drift import drift
from incidents.analysis.facts import Facts
from incidents.model.evidence import AnyEvidence, Setting, TrafficShare
from incidents.model.window import Serving
from tests import builders
from tests.builders import BAD, GOOD, SERVICE, at


def said(good: Serving, bad: Serving, before: tuple[Setting, ...] = (), after: tuple[Setting, ...] = ()) -> list[str]:
    window = builders.window()
    sides = {"baseline": window.baseline, "candidate": window.candidate}
    changed = {
        name: side.model_copy(update={"revisions": (serving,)})
        for (name, side), serving in zip(sides.items(), (good, bad), strict=True)
    }
    records = (builders.revision(name=GOOD, settings=before), builders.revision(settings=after))
    sealed = builders.sealed(window=builders.window(**changed), collected=builders.collected(*records))
    return [each.text for each in drift(Facts(sealed))]


OLD, NEW = builders.serving(revision=GOOD), builders.serving()
START = f"When the evidence was collected, {SERVICE} sent"


def test_the_revision_that_has_the_traffic_is_named() -> None:
    assert said(OLD, NEW) == [f"{START} 100 percent of its traffic to {BAD}."]


def test_two_that_share_it_are_a_rollout() -> None:
    half = said(builders.serving(revision=GOOD, percent=90), builders.serving(percent=10))
    assert half == [
        f"{START} 90 percent of its traffic to {GOOD} and 10 percent of its traffic to {BAD}: a rollout is in progress."
    ]


def test_a_refused_revision_reaches_no_user() -> None:
    refused = said(builders.serving(revision=GOOD, percent=100), builders.serving(percent=0, ready=False))
    unharmed = f"{BAD} never became ready and takes none, so its failure reached no user"
    assert refused == [f"{START} 100 percent of its traffic to {GOOD}; {unharmed}."]


def test_two_refused_revisions_are_told_in_the_plural() -> None:
    again = "parcel-api-00009-elk"
    side = builders.window().candidate
    refused = tuple(builders.serving(revision=name, percent=0, ready=False) for name in (BAD, again))
    window = builders.window(
        baseline=builders.window().baseline.model_copy(
            update={"revisions": (builders.serving(revision=GOOD, percent=100),)}
        ),
        candidate=side.model_copy(update={"revisions": refused}),
    )
    records = [builders.revision(name=name) for name in (GOOD, BAD, again)]
    told = drift(Facts(builders.sealed(window=window, collected=builders.collected(*records))))
    assert next(told).text.endswith(
        f"{BAD} and {again} never became ready and take none, so their failures reached no user."
    )


def test_a_share_that_was_not_read_is_no_statement() -> None:
    assert said(builders.serving(revision=GOOD, percent=None), builders.serving(percent=None)) == []


def test_what_a_deployment_changed_is_told_field_by_field() -> None:
    one, two = Setting(path="env.A", value="1"), Setting(path="env.B", value="2")
    other = Setting(path="env.A", value="3")
    assert said(OLD, NEW, (one, two), (other,))[1:] == [
        f"From {GOOD} to {BAD} these settings differ: env.A from 1 to 3; env.B from 2 to not set."
    ]
    assert said(OLD, NEW, (one,), (one,))[1:] == [f"From {GOOD} to {BAD} no setting differs."]
    assert said(OLD, NEW, (one,), ())[1:] == []


def told_by_events(*events: AnyEvidence) -> list[str]:
    unread = [builders.serving(revision=name, percent=None) for name in (GOOD, BAD)]
    window = builders.window()
    sides = {
        "baseline": window.baseline.model_copy(update={"revisions": (unread[0],)}),
        "candidate": window.candidate.model_copy(update={"revisions": (unread[1],)}),
    }
    records = builders.collected(builders.revision(name=GOOD), builders.revision(), *events)
    return [each.text for each in drift(Facts(builders.sealed(window=builders.window(**sides), collected=records)))]


def test_where_the_shares_were_not_read_the_newest_deployment_tells_what_it_asked_for() -> None:
    share = (TrafficShare(revision=GOOD, percent=90), TrafficShare(revision=None, percent=10, latest=True))
    first = builders.platform_event(message="first", traffic=(TrafficShare(revision=GOOD, percent=100),))
    later = builders.platform_event(message="later", first=at(3), last=at(3), traffic=share)
    (text,) = told_by_events(first, later)
    assert text == (
        f"At {at(3)}, {SERVICE} was told to send 90 percent to {GOOD} and 10 percent to the latest ready revision; "
        "how it shared its traffic since was not read."
    )


def test_a_deployment_that_asks_for_no_share_tells_nothing() -> None:
    assert told_by_events(builders.platform_event(traffic=(TrafficShare(revision=BAD, percent=0, tag="try"),))) == []
