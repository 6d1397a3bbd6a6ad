from typing import Any

import pytest

from incidents.analysis.causes.chains import explain
from incidents.analysis.facts import Facts
from incidents.model.cause import Answer, Cause, Stop
from incidents.model.evidence import AnyEvidence, DependencyChange, Frame, Hunk, LogPattern, Setting
from incidents.model.finding import Finding
from tests import builders
from tests.builders import BAD, GOOD, GOOD_COMMIT, at

PATTERN = builders.log_pattern(
    message="KeyError: 'express'",
    error_type="KeyError",
    frames=(Frame(file="/app/parcel_api/labels.py", line=12, function="print_label"),),
)
CPU = Setting(path="spec.containers[0].resources.limits.cpu", value="1")
HAD = builders.revision(name=GOOD, settings=(CPU,))


def facts(*evidence: AnyEvidence, **changes: Any) -> Facts:
    both = (builders.revision(name=GOOD), builders.revision())
    records = {each.id: each for each in (*both, *evidence)}
    return Facts(builders.sealed(collected=builders.collected(*records.values()), **changes))


def finding(pattern: LogPattern = PATTERN, **changes: Any) -> Finding:
    return builders.finding(primary=(pattern.id,), signature=pattern.message or pattern.template, **changes)


def hunk(*lines: str, section: str = "def print_label(parcel):") -> Hunk:
    return Hunk(old_start=10, old_lines=2, new_start=10, new_lines=2, section=section, text="\n".join(lines))


def lead(result: Facts, found: Finding) -> Cause:
    first = explain(result, [found], ())[0].whys[0]
    assert isinstance(first, Answer)
    return first.cause


def stop(result: Facts, found: Finding) -> Stop:
    first = explain(result, [found], ())[0].whys[0]
    assert isinstance(first, Stop)
    return first


def test_a_change_in_the_stack_that_holds_the_quoted_name_is_probable() -> None:
    change = builders.file_change(hunks=(hunk("-TIERS = {'express': 2}", "+TIERS = {'fast': 2}"),))
    cause = lead(facts(PATTERN, builders.commit(), change), finding())
    assert cause.change is not None
    assert cause.change.commit == builders.BAD_COMMIT
    assert cause.confidence == "probable"
    assert cause.claim.endswith("takes `express` out of parcel_api/labels.py")
    assert cause.mechanism == "the code looks up the key `express`, which is no longer there"
    assert set(cause.evidence_for) == {PATTERN.id, change.id, builders.commit().id}


def test_a_dependency_that_the_message_spells_and_the_change_removes_is_probable() -> None:
    pattern = builders.log_pattern(message="Label Driver is not installed", error_type="RuntimeError")
    gone = DependencyChange(name="label-driver", before="==1.2", after=None)
    change = builders.file_change(path="requirements.txt", path_class="dependencies", dependencies=(gone,))
    cause = lead(facts(pattern, builders.commit(), change), finding(pattern))
    assert cause.claim.endswith("removes the dependency `label-driver` in requirements.txt")
    assert (cause.confidence, cause.mechanism) == ("probable", "the message of the failure names `label-driver`")


def test_a_dependency_that_nothing_names_is_no_suspect() -> None:
    gone = DependencyChange(name="label-driver", before="==1.2", after=None)
    change = builders.file_change(path="requirements.txt", path_class="dependencies", dependencies=(gone,))
    assert stop(facts(PATTERN, builders.commit(), change), finding()).reason == "not-collected"


def test_a_change_of_the_file_alone_is_only_possible() -> None:
    change = builders.file_change(hunks=(hunk("-x = 1", "+x = 2", section="def other():"),), functions=("other",))
    cause = lead(facts(PATTERN, builders.commit(), change), finding())
    assert (cause.confidence, cause.rule) == ("possible", "changed-file-in-stack")
    assert "though not through what was changed in it" in cause.mechanism


def test_documentation_is_no_suspect() -> None:
    change = builders.file_change(path="docs/express.md", path_class="docs", hunks=(hunk("+'express'"),))
    assert stop(facts(PATTERN, builders.commit(), change), finding()).reason == "not-collected"


@pytest.mark.parametrize("effect", ["comments-only", "formatting-only"])
def test_a_change_that_no_program_notices_is_no_suspect(effect: str) -> None:
    change = builders.file_change(effect=effect, hunks=(hunk("+# 'express'"),))
    assert stop(facts(PATTERN, builders.commit(), change), finding()).reason == "not-collected"


def test_a_commit_that_was_not_deployed_is_no_suspect_of_a_service_failure() -> None:
    elsewhere = builders.commit(sha="3" * 40, parents=(GOOD_COMMIT,))
    change = builders.file_change(commit=elsewhere.sha, hunks=(hunk("+'express'"),))
    assert stop(facts(PATTERN, elsewhere, builders.commit(), change), finding()).reason == "not-collected"


def test_a_commit_of_the_good_side_is_no_suspect() -> None:
    old = builders.commit(sha=GOOD_COMMIT, parents=())
    change = builders.file_change(commit=GOOD_COMMIT, hunks=(hunk("+'express'"),))
    assert stop(facts(PATTERN, old, builders.commit(), change), finding()).reason == "not-collected"


def test_a_setting_that_the_message_names_is_probable() -> None:
    pattern = builders.log_pattern(message="connection to 10.0.0.9:6379 timed out", error_type="TimeoutError")
    good = builders.revision(name=GOOD, settings=(Setting(path="spec.env.CACHE", value="10.0.0.5:6379"),))
    bad = builders.revision(settings=(Setting(path="spec.env.CACHE", value="10.0.0.9:6379"),))
    cause = lead(facts(good, bad, pattern), finding(pattern))
    assert cause.change is not None
    assert (cause.change.revision, cause.change.setting) == (BAD, "spec.env.CACHE")
    assert (cause.change.before, cause.change.after) == ("10.0.0.5:6379", "10.0.0.9:6379")
    assert cause.confidence == "probable"


def test_a_setting_that_nothing_names_is_only_possible() -> None:
    bad = builders.revision(settings=(CPU, Setting(path="spec.timeoutSeconds", value="60")))
    cause = lead(facts(HAD, bad, PATTERN), finding())
    assert (cause.confidence, cause.mechanism) == ("possible", "only the order of events speaks for it")


def test_a_description_without_settings_was_not_read() -> None:
    bad = builders.revision(settings=(CPU,))
    assert stop(facts(bad, PATTERN), finding()).reason == "not-collected"


def test_two_suspects_of_equal_weight_are_both_only_possible_and_rivals() -> None:
    settings = (CPU, *(Setting(path=path, value="x") for path in ("spec.a", "spec.b")))
    cause = lead(facts(HAD, builders.revision(settings=settings), PATTERN), finding())
    assert cause.confidence == "possible"
    assert [each.claim for each in cause.rivals] == [f"{BAD} sets spec.b to x, which {GOOD} did not set"]


def test_a_change_that_had_not_run_when_its_function_failed_is_ruled_out() -> None:
    named = builders.file_change(hunks=(hunk("-TIERS = {'express': 2}", section=""),), path="parcel_api/tiers.py")
    lines = hunk(" def print_label(parcel):", "     fee = TIERS[parcel.tier]", "+    log.info(fee)")
    below = builders.file_change(
        hunks=(lines.model_copy(update={"new_start": 11, "new_lines": 3}),), functions=("print_label",), commit="4" * 40
    )
    commits = (
        builders.commit(parents=("4" * 40,)),
        builders.commit(sha="4" * 40, subject="tell the fee", new_in=(builders.SERVICE,)),
    )
    cause = lead(facts(PATTERN, *commits, named, below), finding())
    assert cause.confidence == "probable"
    (rival,) = cause.rivals
    assert (rival.confidence, rival.cites) == ("refuted", tuple(sorted((commits[1].id, below.id))))
    assert rival.separating == "what it changes there lies below line 12, which failed, and had not run by then"


def test_what_was_there_before_the_window_has_no_cause_in_it() -> None:
    change = builders.file_change(hunks=(hunk("+'express'"),))
    found = finding(state="persisting")
    assert stop(facts(PATTERN, builders.commit(), change), found).reason == "outside-window"


def test_a_chain_ends_with_what_no_record_says() -> None:
    change = builders.file_change(hunks=(hunk("+'express'"),))
    last = explain(facts(PATTERN, builders.commit(), change), [finding()], ())[0].whys[-1]
    assert isinstance(last, Stop)
    assert (last.reason, last.query) == ("needs-a-person", f"git show {builders.BAD_COMMIT}")


def test_who_took_a_setting_away_is_asked_of_the_platforms_audit_log() -> None:
    bad = builders.revision(settings=(CPU, Setting(path="spec.a", value="x")))
    last = explain(facts(HAD, bad, PATTERN), [finding()], ())[0].whys[-1]
    assert isinstance(last, Stop)
    asked = 'logName:"cloudaudit.googleapis.com%2Factivity" AND protoPayload.resourceName:"services/parcel-api"'
    assert last.query == f"gcloud logging read '{asked}' --project parcel-staging --format json"


def test_the_first_bad_revision_is_compared_with_the_usable_one_before_it() -> None:
    third = builders.revision(name="parcel-api-00009-elk", at=at(3), commit="4" * 40)
    bad = builders.revision(settings=(CPU, Setting(path="spec.a", value="x")))
    serving = (builders.serving(), builders.serving(revision=third.name, commit="4" * 40))
    candidate = builders.window().candidate.model_copy(update={"revisions": serving})
    window = builders.window(candidate=candidate)
    cause = lead(facts(HAD, third, bad, PATTERN, window=window), finding())
    assert cause.change is not None
    assert cause.change.revision == BAD


@pytest.mark.parametrize("kind", ["session", "metric"])
def test_what_no_change_explains_is_left_to_a_person(kind: str) -> None:
    change = builders.file_change(hunks=(hunk("+'express'"),))
    found = stop(facts(PATTERN, builders.commit(), change), finding(kind=kind))
    assert found.reason == "needs-a-person"


def test_where_nothing_is_tied_to_it_the_changes_that_were_deployed_are_to_be_read() -> None:
    between = f"git log -p {builders.GOOD_COMMIT}..{builders.BAD_COMMIT}"
    assert stop(facts(PATTERN), finding()).query == between
    assert stop(facts(PATTERN), finding(service="other")).query != between
