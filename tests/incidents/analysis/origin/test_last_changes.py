from incidents.analysis.analyse import analyse
from incidents.analysis.facts import Facts
from incidents.analysis.origin.last_changes import named_files, named_names, origin_of, origins
from incidents.analysis.rules import failing_test
from incidents.build.older_failures import older
from incidents.model.cause import Stop
from incidents.model.evidence import AnyEvidence, Commit, LastChange, MinuteCount, RevisionCount
from incidents.model.sealed import SealedEvidence
from tests import builders
from tests.builders import BAD, GOOD, GOOD_COMMIT, at

BEFORE = builders.test_run(name="earlier", at=at(1))
GROUND = (BEFORE, builders.test_run(), builders.revision(), builders.revision(name=GOOD))
OLD, NOW = builders.case_result(run=BEFORE.id), builders.case_result()
FILE = NOW.test.partition("::")[0]
SAID = "'function' object has no attribute 'can_print'"
ON_BOTH_SIDES = builders.log_pattern(
    template=SAID,
    excerpt=SAID,
    error_type=None,
    by_revision=(
        RevisionCount(revision=GOOD, count=5, first=at(1, 5), last=at(1, 6)),
        RevisionCount(revision=BAD, count=7, first=at(2, 5), last=at(2, 6)),
    ),
    by_minute=(
        MinuteCount(revision=GOOD, minute=at(1, 5), count=5),
        MinuteCount(revision=BAD, minute=at(2, 5), count=7),
    ),
)


def last(name: str, path: str, subject: str = "Register a function") -> Commit:
    sha = "e" * 40
    changed = (LastChange(name=name, path=path),)
    return builders.commit(sha=sha, at=at(-9), subject=subject, excerpt=subject, last_changed=changed)


def sealed(*evidence: AnyEvidence) -> SealedEvidence:
    return builders.sealed(collected=builders.collected(*GROUND, *evidence))


def test_git_is_asked_for_the_file_of_an_old_failure_and_for_what_an_old_error_lacks() -> None:
    commit = builders.commit()
    asked = older(sealed(OLD, NOW, ON_BOTH_SIDES, commit))
    assert (asked.start, asked.good, asked.files, asked.names) == (at(2), (GOOD_COMMIT,), (FILE,), ("can_print",))
    assert asked.known == {commit.sha}


def test_what_is_new_is_not_asked_for() -> None:
    passed = builders.case_result(run=BEFORE.id, outcome="passed", message=None, error_type=None)
    facts = Facts(sealed(passed, NOW, builders.log_pattern(template=SAID, excerpt=SAID, error_type=None)))
    assert (named_files(facts), named_names(facts)) == ((), ())


def test_the_stop_and_the_register_name_the_last_change_and_no_cause_does() -> None:
    commit = last(FILE, FILE, "Test of labels (blocked on #41)")
    incident = analyse(sealed(OLD, NOW, commit))
    told = (
        f"the last commit before the window that changed `{FILE}` is {'e' * 12} ({commit.subject}), a possible origin"
    )
    (chain,) = incident.chains
    (stop,) = chain.whys
    assert isinstance(stop, Stop)
    assert stop.text.endswith(f"; {told}")
    since, landing = (
        next(each for each in incident.questions if each.text.startswith(start)) for start in ("Since", "When will #41")
    )
    assert since.why.endswith(told)
    assert since.query.endswith(f"; git show {commit.sha}")
    assert landing.query == "gh issue view 41"
    (claim,) = (each for each in incident.claims if each.id.startswith("claim-origin-"))
    assert (claim.kind, set(claim.cites)) == ("hypothesis", {NOW.id, commit.id})


def test_a_commit_before_the_window_is_none_of_its_commits() -> None:
    commit = last(FILE, FILE)
    incident = analyse(sealed(OLD, NOW, commit))
    assert Facts(sealed(OLD, NOW, commit)).commits == {}
    assert not any(commit.id in each.claim.cites for each in incident.timeline)


def test_an_error_of_both_sides_is_told_with_the_file_that_holds_the_name() -> None:
    commit = last("can_print", "parcel_api/handlers.py")
    facts = Facts(sealed(ON_BOTH_SIDES, commit))
    (claim,) = origins(facts, [])
    assert claim.text == (
        f"`{SAID}` was logged before the window too; the last commit before the window that changed "
        f"parcel_api/handlers.py, which holds can_print, is {'e' * 12} (Register a function), a possible origin."
    )


def test_a_failure_that_is_new_has_no_origin_before_the_window() -> None:
    passed = builders.case_result(run=BEFORE.id, outcome="passed", message=None, error_type=None)
    facts = Facts(sealed(passed, NOW, last(FILE, FILE)))
    (finding,) = failing_test.find(facts)
    assert origin_of(facts, finding) is None
