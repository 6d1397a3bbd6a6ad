"""What confirms a cause: it was taken back, and as much was served without the failure."""

from typing import Any

from incidents.analysis.causes.counterfactual import taken_back
from incidents.analysis.causes.suspect import Suspect
from incidents.analysis.causes.tie import Tie
from incidents.analysis.facts import Facts
from incidents.model.cause import ChangeRef
from incidents.model.evidence import AnyEvidence, Setting
from incidents.model.finding import Finding, Ratio
from tests import builders
from tests.builders import BAD, BAD_COMMIT, GOOD, SERVICE, at

AFTER = "parcel-api-00009-elk"
HOST = "spec.env.HOST"
BROKEN = builders.request_statistics()
FINDING = builders.finding(primary=(BROKEN.id,), kind="request", after=Ratio(n=8, total=20, unit="requests"))
TIE = Tie("r", 0.9, "changes it", "somehow", (), strong=True)


def facts(*evidence: AnyEvidence, served: int = 200, host: str | None = "old") -> Facts:
    settings = (Setting(path=HOST, value=host),) if host else ()
    later = builders.revision(name=AFTER, at=at(5), settings=settings)
    clean = builders.request_statistics(revision=AFTER, count=served, statuses=(), by_minute=())
    serving = (builders.serving(), builders.serving(revision=AFTER))
    window = builders.window()
    candidate = window.candidate.model_copy(update={"revisions": serving})
    records = (builders.revision(name=GOOD), builders.revision(), later, BROKEN, clean, *evidence)
    collected = builders.collected(*records)
    return Facts(builders.sealed(collected=collected, window=window.model_copy(update={"candidate": candidate})))


def suspect(**change: Any) -> Suspect:
    return Suspect(ChangeRef(**change), "a change", 1.0, (TIE,), ())


def said(given: Facts, finding: Finding = FINDING, **change: Any) -> str | None:
    found = taken_back(given, finding, suspect(**change))
    return found[0] if found else None


def test_a_revert_after_which_the_failure_is_gone_confirms() -> None:
    revert = builders.commit(sha="6" * 40, reverts=BAD_COMMIT, new_in=(SERVICE,))
    found = said(facts(builders.commit(), revert), commit=BAD_COMMIT)
    assert found == "commit 666666666666 takes it back, and a later revision serves without the failure"


def test_a_revert_that_was_not_deployed_confirms_nothing() -> None:
    revert = builders.commit(sha="6" * 40, reverts=BAD_COMMIT, new_in=())
    assert said(facts(builders.commit(), revert), commit=BAD_COMMIT) is None


def test_too_few_requests_after_it_confirm_nothing() -> None:
    revert = builders.commit(sha="6" * 40, reverts=BAD_COMMIT, new_in=(SERVICE,))
    assert said(facts(builders.commit(), revert, served=2), commit=BAD_COMMIT) is None


def test_a_setting_that_was_put_back_confirms() -> None:
    found = said(facts(), revision=BAD, setting=HOST, before="old", after="new")
    assert found == f"{AFTER} has the value of before, and the failure is not seen on it"


def test_a_setting_that_stays_as_it_is_confirms_nothing() -> None:
    assert said(facts(host="new"), revision=BAD, setting=HOST, before="old", after="new") is None
