from incidents.analysis.drift import drift
from incidents.analysis.facts import Facts
from incidents.model.evidence import Setting
from incidents.model.window import Serving
from tests import builders
from tests.builders import BAD, GOOD, SERVICE


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


def test_a_share_that_was_not_read_is_no_statement() -> None:
    assert said(builders.serving(revision=GOOD, percent=None), builders.serving(percent=None)) == []


def test_what_a_deployment_changed_is_told_field_by_field() -> None:
    one, two = Setting(path="env.A", value="1"), Setting(path="env.B", value="2")
    other = Setting(path="env.A", value="3")
    assert said(OLD, NEW, (one, two), (other,))[1:] == [
        f"From {GOOD} to {BAD} the settings that differ are env.A: 1 -> 3; env.B: 2 -> not set."
    ]
    assert said(OLD, NEW, (one,), (one,))[1:] == [f"From {GOOD} to {BAD} the settings that differ are none."]
    assert said(OLD, NEW, (one,), ())[1:] == []
