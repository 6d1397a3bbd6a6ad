from itertools import pairwise
from typing import Any

from incidents.model.evidence import AnyEvidence
from incidents.model.window import CommitRange
from reports.citations import Citations
from reports.sections.changes import Changes, changes
from tests.builders import (
    BAD,
    BAD_COMMIT,
    GOOD,
    GOOD_COMMIT,
    SERVICE,
    commit,
    file_change,
    incident,
    index_of,
    sealed,
    serving,
    window,
)


def changed(*records: AnyEvidence, **sides: Any) -> Changes:
    every = {each.id: each for each in (*sealed().collected.evidence, *records)}
    given = incident(index=index_of(tuple(every.values())), window=window(**sides), claims=(), findings=())
    return changes(given, {each.id: each for each in records}, Citations(given, {}))


def test_a_service_is_shown_on_both_sides() -> None:
    (line,) = changed().services
    assert line == (
        f"`{SERVICE}`: before, `{GOOD}` (commit `111111111111`, ready, 0% of the traffic); in the window, `{BAD}` "
        f"(commit `222222222222`, ready, 100% of the traffic).[^rev-{GOOD}][^rev-{BAD}]"
    )


def test_what_is_unknown_of_a_revision_is_said() -> None:
    side = window().candidate.model_copy(
        update={"revisions": (serving(commit=None, ready=None, percent=None), serving(ready=False))}
    )
    unknown = CommitRange(service=SERVICE, good=GOOD_COMMIT, bad=None, state="unknown", reason="no label")
    (line,) = changed(candidate=side, commits=(unknown,)).services
    assert f"`{BAD}` (commit unknown, readiness unknown), `{BAD}` (commit `222222222222`, not ready," in line
    assert line.endswith("Commits: no label.")


def test_a_service_without_revisions_says_so() -> None:
    side = window().candidate.model_copy(update={"revisions": ()})
    assert "in the window, no revision known." in changed(candidate=side).services[0]


def test_only_commits_between_the_sides_are_listed() -> None:
    between = commit(sha="3" * 40, parents=(GOOD_COMMIT,), subject="Fixes #41: thanks", at=None)
    outside = commit(sha="4" * 40, parents=(GOOD_COMMIT,))
    found = changed(commit(sha=GOOD_COMMIT, parents=()), between, commit(parents=(between.sha,)), outside)
    assert [row.commit.split("[^")[0] for row in found.commits] == ["`222222222222`", "`333333333333`"]
    assert [row.subject for row in found.commits] == ["Print labels in the background", "Fixes `#41`: thanks"]
    assert [row.at for row in found.commits] == ["2026-03-02 10:00:00Z", "no time stated"]
    assert found.rest == "Not shown: 2 commits that are not known to lie between these revisions."


def test_an_abbreviated_commit_is_found() -> None:
    short = CommitRange(service=SERVICE, good=None, bad=BAD_COMMIT[:7], state="known", reason="from the tag")
    assert len(changed(commit(parents=()), commits=(short,)).commits) == 1


def test_files_are_counted_by_class() -> None:
    paths = (file_change(), file_change(path="a.py"), file_change(path="docs/a.md", path_class="docs"))
    assert changed(commit(parents=()), *paths).commits[0].files == "docs 1, production 2"
    assert changed(commit(parents=())).commits[0].files == "not read"
    assert changed(commit(parents=("1" * 40, "2" * 40))).commits[0].files == "a merge, nothing of its own"


def test_a_long_history_is_cut_and_counted() -> None:
    shas = [f"{n:03x}" + "a" * 37 for n in range(19)]
    history = [commit(sha=sha, parents=(parent,)) for sha, parent in pairwise(shas)]
    whole = CommitRange(service=SERVICE, good=None, bad=history[0].sha, state="known", reason="from the label")
    found = changed(*history, commit(sha="9" * 40), commits=(whole,))
    assert len(found.commits) == 15
    assert found.rest == (
        "Not shown: 3 later commits between these revisions, 1 commit that is not known to lie between them."
    )


def test_unknown_ranges_hold_no_commits() -> None:
    unknown = CommitRange(service=SERVICE, good=None, bad=None, state="unknown", reason="no label")
    assert changed(commit(), commits=(unknown,)).commits == ()
