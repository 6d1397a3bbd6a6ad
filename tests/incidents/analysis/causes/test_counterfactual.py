"""What confirms a cause: it was taken back, and as much was served without the failure."""

from dataclasses import replace
from typing import Any

from incidents.analysis.causes.chains import explain
from incidents.analysis.causes.counterfactual import taken_back, with_revert
from incidents.analysis.causes.ending import Ending, ending
from incidents.analysis.causes.suspect import Suspect
from incidents.analysis.causes.tie import Tie
from incidents.analysis.facts import Facts
from incidents.model.cause import Answer, ChangeRef, Stop
from incidents.model.evidence import AnyEvidence, MinuteRequests, Setting
from incidents.model.finding import Finding, Ratio
from tests import builders
from tests.builders import BAD, BAD_COMMIT, GOOD, GOOD_COMMIT, at
from tests.incidents.analysis.causes.symptoms import change

AFTER, AFTER_COMMIT = "parcel-api-00009-elk", "6" * 40
BESIDE = "7" * 40
HOST = "spec.env.HOST"
BROKEN = builders.request_statistics()
FINDING = builders.finding(primary=(BROKEN.id,), kind="request", after=Ratio(n=8, total=20, unit="requests"))
TIE = Tie("r", 0.9, "changes it", "somehow", (), strong=True)
CULPRIT = builders.commit(parents=(BESIDE,))
DECOY = builders.commit(sha=BESIDE, subject="Name the printer", parents=(GOOD_COMMIT,))
SERVED = f"{AFTER}, which answered 200 of these requests without the failure"


def later(**changes: Any) -> AnyEvidence:
    return builders.commit(**{"sha": AFTER_COMMIT, "parents": (BAD_COMMIT,), **changes})


def facts(*evidence: AnyEvidence, served: int = 200, host: str | None = "old", commit: str = AFTER_COMMIT) -> Facts:
    settings = (Setting(path=HOST, value=host),) if host else ()
    after = builders.revision(name=AFTER, at=at(5), settings=settings, commit=commit)
    clean = builders.request_statistics(revision=AFTER, count=served, statuses=(), by_minute=())
    serving = (builders.serving(), builders.serving(revision=AFTER, commit=commit))
    window = builders.window()
    candidate = window.candidate.model_copy(update={"revisions": serving})
    good = builders.revision(name=GOOD, settings=(Setting(path=HOST, value="old"),))
    bad = builders.revision(settings=(Setting(path=HOST, value="new"),))
    own = (CULPRIT, DECOY, builders.file_change(), builders.file_change(commit=BESIDE, path="parcel_api/printer.py"))
    records = {each.id: each for each in (good, bad, after, BROKEN, clean, *own, *evidence)}
    collected = builders.collected(*records.values())
    return Facts(builders.sealed(collected=collected, window=window.model_copy(update={"candidate": candidate})))


def ended(given: Facts, finding: Finding = FINDING) -> Ending:
    found = ending(given, finding)
    assert found is not None
    return found


def suspect(**change: Any) -> Suspect:
    return Suspect(ChangeRef(**change), "a change", 1.0, (TIE,), ())


def said(given: Facts, finding: Finding = FINDING, **change: Any) -> str | None:
    found = taken_back(ending(given, finding), suspect(**change))
    return found[0] if found else None


def test_a_revert_after_which_the_failure_is_gone_confirms() -> None:
    found = said(facts(later(reverts=BAD_COMMIT)), commit=BAD_COMMIT)
    assert found == f"commit 666666666666 takes it back in {SERVED}"


def test_a_revert_that_was_not_deployed_confirms_nothing() -> None:
    elsewhere = builders.commit(sha="8" * 40, parents=(BAD_COMMIT,), reverts=BAD_COMMIT)
    assert said(facts(later(), elsewhere), commit=BAD_COMMIT) is None


def test_too_few_requests_after_it_confirm_nothing() -> None:
    assert said(facts(later(reverts=BAD_COMMIT), served=2), commit=BAD_COMMIT) is None


def test_a_failure_that_was_gone_before_the_revert_was_deployed_confirms_nothing() -> None:
    minutes = (
        MinuteRequests(minute=at(2, 5), count=20, server_errors=8),
        MinuteRequests(minute=at(3), count=40, server_errors=0),
    )
    calm = builders.request_statistics(count=60, by_minute=minutes)
    assert said(facts(later(reverts=BAD_COMMIT), calm), commit=BAD_COMMIT) is None


def test_a_setting_that_was_put_back_confirms() -> None:
    found = said(facts(later()), revision=BAD, setting=HOST, before="old", after="new")
    assert found == f"the value of before is set again in {SERVED}"


def test_a_setting_that_stays_as_it_is_confirms_nothing() -> None:
    given = facts(later(), host="new")
    assert said(given, revision=BAD, setting=HOST, before="old", after="new") is None
    assert ended(given).keeps(ChangeRef(revision=BAD, setting=HOST, before="old", after="new"))


def test_what_is_still_in_the_revision_that_ended_it_is_known_once_something_was_taken_back() -> None:
    found = ended(facts(later(reverts=BAD_COMMIT)))
    assert found.undid
    assert found.keeps(ChangeRef(commit=BESIDE))
    assert not found.keeps(ChangeRef(commit=BAD_COMMIT))


def test_what_was_changed_once_more_is_not_still_in_it_as_it_was() -> None:
    mended = builders.file_change(commit=AFTER_COMMIT, path="parcel_api/printer.py")
    found = ended(facts(later(), mended, host="new"))
    assert not found.undid
    assert found.still_in == {BAD_COMMIT}


def test_an_older_state_leaves_out_all_that_came_after_it_and_names_none_of_it() -> None:
    found = ended(facts(builders.commit(sha=GOOD_COMMIT, parents=()), commit=GOOD_COMMIT, host="new"))
    assert found.left_out == {BAD_COMMIT, BESIDE}
    assert not found.took_back(ChangeRef(commit=BAD_COMMIT))
    assert said(facts(builders.commit(sha=GOOD_COMMIT, parents=()), commit=GOOD_COMMIT), commit=BAD_COMMIT) == (
        f"it is not in {SERVED}"
    )


def test_the_revert_of_a_merge_takes_back_what_it_merged() -> None:
    merge = builders.commit(sha=BAD_COMMIT, parents=(GOOD_COMMIT, BESIDE))
    found = ended(facts(merge, builders.commit(sha=GOOD_COMMIT, parents=()), later(reverts=BAD_COMMIT)))
    assert found.took_back(ChangeRef(commit=BESIDE))
    assert not found.keeps(ChangeRef(commit=BESIDE))


def test_a_reverted_commit_that_nothing_else_ties_is_tied_by_its_revert() -> None:
    bare = replace(suspect(commit=BAD_COMMIT), ties=())
    bump = change('-gem "labelkit", "1.2"', '+gem "labelkit", "2.0"', path="Gemfile", path_class="dependencies")
    found = with_revert(ended(facts(later(reverts=BAD_COMMIT))), bare, [bump], late=False)
    assert found.closest
    assert found.ties[0].did == "changes the version of the dependency `labelkit` in Gemfile"
    assert (
        found.ties[0].how
        == f"the failure ended when this was taken back: commit 666666666666 takes it back in {SERVED}"
    )


def test_a_reverted_commit_that_brought_a_dependency_is_told_to_add_it() -> None:
    bare = replace(suspect(commit=BAD_COMMIT), ties=())
    added = change('+gem "labelkit", "2.0"', path="Gemfile", path_class="dependencies")
    found = with_revert(ended(facts(later(reverts=BAD_COMMIT))), bare, [added], late=False)
    assert found.ties[0].did == "adds the dependency `labelkit` in Gemfile"


def test_a_setting_that_was_put_back_is_told_by_what_it_was_tied_by_before() -> None:
    tied = replace(
        suspect(revision=BAD, setting=HOST, before="old", after="new"), ties=(replace(TIE, rule="words-in-common"),)
    )
    found = with_revert(ended(facts(later())), tied, [], late=False)
    assert [(each.rule, each.did) for each in found.ties[:2]] == [
        ("taken-back", "changes it"),
        ("words-in-common", "changes it"),
    ]


def test_after_a_late_onset_a_revert_is_no_close_tie() -> None:
    bare = replace(suspect(commit=BAD_COMMIT), ties=())
    found = with_revert(ended(facts(later(reverts=BAD_COMMIT))), bare, [builders.file_change()], late=True)
    assert (found.strong, found.closest) == (True, False)


def test_a_commit_that_was_not_taken_back_gets_no_tie() -> None:
    kept = suspect(commit=BESIDE)
    assert with_revert(ended(facts(later(reverts=BAD_COMMIT))), kept, [], late=False) is kept


NAMED = builders.log_pattern(message="KeyError: 'express'", error_type="KeyError", count=8)
NAMES_IT = builders.finding(
    primary=(NAMED.id,), related=(BROKEN.id,), signature=NAMED.message, after=Ratio(n=8, total=20, unit="requests")
)
GAVE = "-TIERS = {'express': 2}"


def test_a_change_that_is_still_in_what_ended_the_failure_ends_the_chain_in_a_contradiction() -> None:
    given = facts(later(), NAMED, change(GAVE), host="new")
    (chain,) = explain(given, [NAMES_IT], ())
    cause, stop = chain.whys[:2]
    assert isinstance(cause, Answer)
    assert isinstance(stop, Stop)
    assert (cause.cause.change, cause.cause.confidence) == (ChangeRef(commit=BAD_COMMIT), "possible")
    assert (stop.reason, stop.query) == ("conflicting-evidence", f"incident show rev-{AFTER}")
    assert f"the change is still in {SERVED}" in stop.text


def test_what_is_still_there_after_another_change_was_taken_back_is_ruled_out() -> None:
    beside = builders.commit(sha=BESIDE, parents=(GOOD_COMMIT,), new_in=(builders.SERVICE,))
    given = facts(later(reverts=BESIDE), NAMED, change(GAVE), beside, host="new")
    lead = explain(given, [NAMES_IT], ())[0].lead
    assert lead is not None
    assert lead.change == ChangeRef(commit=BESIDE)
    assert [(each.confidence, each.separating) for each in lead.rivals] == [("refuted", f"it is still in {SERVED}")]
