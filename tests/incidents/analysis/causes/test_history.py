import random

import pytest

from incidents.analysis.causes.history import Eligible, eligible, newest_first
from incidents.analysis.facts import Facts
from incidents.model.evidence import AnyEvidence, Commit, FileChange
from incidents.model.scope import ServiceScope
from tests import builders
from tests.builders import BAD, BAD_COMMIT, GOOD, GOOD_COMMIT, SERVICE, at
from tests.incidents.analysis.causes.symptoms import import_edge, symptom

NEXT = "6" * 40


def judged(*evidence: AnyEvidence, kind: str = "log") -> Eligible:
    facts = Facts(
        builders.sealed(collected=builders.collected(builders.revision(name=GOOD), builders.revision(), *evidence))
    )
    by_commit: dict[str, list[FileChange]] = {sha: [] for sha in facts.commits}
    for each in facts.changes:
        by_commit[each.commit].append(each)
    return eligible(facts, builders.finding(kind=kind), symptom("boom", revision=BAD), by_commit)


def test_the_order_of_history_comes_before_that_of_the_clock() -> None:
    child = builders.commit(sha="a" * 40, parents=("b" * 40,), at=at(0))
    parent = builders.commit(sha="b" * 40, parents=(), at=at(5))
    assert [each.sha for each in newest_first([parent, child])] == [child.sha, parent.sha]


@pytest.mark.parametrize("seed", range(5))
def test_the_order_does_not_depend_on_that_of_the_input(seed: int) -> None:
    commits: list[Commit] = []
    chance = random.Random(seed)
    for number in range(30):
        parents = tuple({chance.choice(commits).sha for _ in range(2)}) if commits else ()
        commits.append(builders.commit(sha=f"{number:02d}" * 20, parents=parents, at=at(chance.random() * 9)))
    ordered = newest_first(commits)
    place = {each.sha: number for number, each in enumerate(ordered)}
    assert len(ordered) == len(commits)
    assert all(place[each.sha] < place[parent] for each in commits for parent in each.parents)
    chance.shuffle(commits)
    assert newest_first(commits) == ordered


def test_a_commit_in_the_image_may_be_behind_it() -> None:
    assert set(judged(builders.commit(), builders.file_change()).changes) == {BAD_COMMIT}


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"path_class": "docs", "path": "docs/a.md"}, "docs/a.md is read by no program that serves"),
        ({"effect": "comments-only"}, "in parcel_api/labels.py it changes comments alone"),
        ({"effect": "formatting-only"}, "in parcel_api/labels.py it changes formatting alone"),
        ({"path_class": "test", "path": "tests/a.py"}, "tests/a.py is a test, which the service does not run"),
        (
            {"path_class": "test-support", "path": "testing/a.py"},
            "testing/a.py supports tests, and no production file that was read imports such a file",
        ),
    ],
)
def test_a_harmless_change_is_told_to_be_so(changes: dict[str, str], why: str) -> None:
    found = judged(builders.commit(), builders.file_change(**changes))
    assert (found.changes, found.innocent) == ({}, {BAD_COMMIT: why})


def test_test_support_counts_where_production_imports_it() -> None:
    support = builders.file_change(path_class="test-support", path="testing/a.py")
    assert set(judged(builders.commit(), support, import_edge("testing/a.py")).changes) == {BAD_COMMIT}


def test_a_test_may_fail_by_its_own_change() -> None:
    own = builders.file_change(path_class="test", path="tests/a.py")
    assert set(judged(builders.log_pattern(), builders.commit(), own, kind="test").changes) == {BAD_COMMIT}


def test_a_commit_that_is_in_no_new_image_is_not_behind_a_failure_of_the_service() -> None:
    """The swap: what is not deployed may not be blamed, however well it fits."""
    found = judged(builders.commit(new_in=()), builders.file_change())
    assert found.changes == {}
    assert found.innocent == {BAD_COMMIT: f"no deployment of {SERVICE} in the window is known to have brought it"}


def test_a_commit_after_the_one_that_was_built_is_not_in_the_image() -> None:
    later = builders.commit(sha=NEXT, parents=(BAD_COMMIT,), new_in=(SERVICE,))
    found = judged(builders.commit(), later, builders.file_change(commit=NEXT))
    assert found.innocent[NEXT] == f"the image of {BAD} does not hold it"


def test_a_commit_and_what_takes_it_back_in_the_same_image_change_nothing() -> None:
    first = builders.commit(sha=NEXT, parents=(GOOD_COMMIT,), new_in=(SERVICE,))
    revert = builders.commit(parents=(NEXT,), reverts=NEXT)
    changes = [builders.file_change(commit=NEXT), builders.file_change()]
    found = judged(first, revert, *changes)
    assert found.changes == {}
    assert found.innocent[NEXT] == f"commit {BAD_COMMIT[:12]}, in the same image, takes it back"


def test_a_commit_that_blame_is_told_to_look_through_is_not_behind_it() -> None:
    found = judged(builders.commit(ignored_by_blame=True), builders.file_change())
    assert "blame looks through" in found.innocent[BAD_COMMIT]


def test_what_was_made_after_the_failure_is_not_behind_it() -> None:
    found = judged(builders.commit(at=at(9)), builders.file_change())
    assert found.innocent == {BAD_COMMIT: "it was made after the failure was first seen"}


def test_what_another_service_declares_as_its_source_is_not_in_the_image() -> None:
    paths = (
        ServiceScope(name=SERVICE, source_paths=("parcel_api/", "common/")),
        ServiceScope(name="rates-service", source_paths=("rates/", "common/")),
    )
    files = ["parcel_api/labels.py", "common/money.py", "rates/quote.py", "deploy.py"]
    changes = [builders.file_change(path=path) for path in files]
    facts = Facts(
        builders.sealed(
            collected=builders.collected(
                builders.revision(name=GOOD), builders.revision(), builders.commit(), *changes
            ),
            scope=builders.scope(services=paths),
        )
    )
    of_service = eligible(facts, builders.finding(), symptom("boom", revision=BAD), {BAD_COMMIT: changes})
    assert [each.path for each in of_service.changes[BAD_COMMIT]] == [
        each for each in files if each != "rates/quote.py"
    ]
    alone = eligible(facts, builders.finding(), symptom("boom", revision=BAD), {BAD_COMMIT: changes[2:3]})
    assert (
        alone.innocent[BAD_COMMIT] == "rates/quote.py is built into the image of rates-service, and not of parcel-api"
    )


def test_settings_that_lie_in_no_source_of_a_service_are_not_read_by_it() -> None:
    def of(path: str, path_class: str = "config", said: str = "boom", sources: str = "parcel_api/") -> str | None:
        change = builders.file_change(path=path, path_class=path_class)
        records = (builders.revision(name=GOOD), builders.revision(), builders.commit(), change)
        scope = builders.scope(
            services=(
                ServiceScope(name=SERVICE, source_paths=(sources,)),
                ServiceScope(name="rates-service", source_paths=("rates/",)),
            )
        )
        facts = Facts(builders.sealed(collected=builders.collected(*records), scope=scope))
        found = eligible(facts, builders.finding(), symptom(said, revision=BAD), {BAD_COMMIT: [change]})
        return found.innocent.get(BAD_COMMIT)

    assert of("out/steps.yaml") == "out/steps.yaml lies in no source of a service, so parcel-api does not read it"
    assert of("parcel_api/tariffs.yaml") is None
    assert of("shared/rates.py", "production") is None  # code may be shared without being declared
    assert of("out/steps.yaml", said="cannot read out/steps.yaml") is None
    assert of("out/steps.yaml", sources=".") is None  # a dot is the whole repository
    assert of("rates/quote.py", "production", sources=".") is None
    assert of("out-of-date/steps.yaml", sources="out") is not None


def test_what_set_in_on_an_older_revision_is_laid_to_what_that_one_brought() -> None:
    first = builders.revision(name="parcel-api-00006-elk", at=at(-1), commit="4" * 40)
    commits = (
        builders.commit(sha="4" * 40, parents=()),
        builders.commit(sha=GOOD_COMMIT, parents=("4" * 40,), new_in=()),
        builders.commit(parents=(GOOD_COMMIT,)),
    )
    changes = [builders.file_change(commit=each.sha) for each in commits]
    known: tuple[AnyEvidence, ...] = (
        builders.revision(name=GOOD, commit=GOOD_COMMIT),
        builders.revision(),
        *commits,
        *changes,
    )

    def kept(*evidence: AnyEvidence) -> set[str]:
        facts = Facts(builders.sealed(collected=builders.collected(*evidence)))
        by_commit = {each.commit: [each] for each in changes}
        return set(eligible(facts, builders.finding(first=at(3)), symptom("boom", revision=GOOD), by_commit).changes)

    assert kept(first, *known) == {GOOD_COMMIT}
    assert kept(*known) == set()  # what it replaced is not known
