import pytest

from incidents.errors import BadInputError
from incidents.model.issue_draft import BlockedBy, IssueDraft
from reports.issues.draft.draft_file import fingerprint_in, from_text, to_text
from tests.builders import priority

_DRAFT = IssueDraft(
    fingerprint="0123456789ab",
    title="labels: no `printer` (`parcel-api-00008-fox`)",
    body="## Observed\n\n- Nothing is printed.",
    labels=("labels",),
    priority=priority(row="C", reason="labels are core: tier 1"),
    blocked_by=(BlockedBy(fingerprint="ab0123456789", path="it calls the cache first", cites=("log-1",)),),
    state="blocked",
    until="“the cache” is done",
)


def test_a_draft_comes_back_as_it_was_written() -> None:
    assert from_text(to_text(_DRAFT), "issues/P1-labels.md") == _DRAFT
    assert from_text(to_text(_DRAFT, "#7: it quotes “no printer”"), "issues/P1-labels.md") == _DRAFT


def test_people_may_reword_reprioritise_merge_and_decide_on_the_match() -> None:
    text = "---\ntitle: Mine\npriority: P0\nbecause: they wait at the door\nmerged: [ab0123456789]\nissue: '#12'\n"
    text += "fingerprint: 0123456789ab\n---\nMy words.\n"

    draft = from_text(text, "issues/mine.md")

    assert (draft.title, draft.body, draft.issue, draft.state) == ("Mine", "My words.", "12", "ready")
    assert draft.priority == priority(level="P0", row="by hand", reason="they wait at the door")
    assert draft.fingerprints == ("0123456789ab", "ab0123456789")


def test_a_draft_that_somebody_wrote_is_known_by_its_file() -> None:
    text = "---\ntitle: Mine\npriority: P2\n---\n"
    assert from_text(text, "issues/mine.md").fingerprint == from_text(text, "elsewhere/mine.md").fingerprint
    assert from_text(text, "issues/mine.md").fingerprint != from_text(text, "issues/other.md").fingerprint


@pytest.mark.parametrize(
    ("head", "said"),
    [
        ("priority: P1", "`title` is missing"),
        ("title: x", "`priority` is missing and must be P0, P1 or P2"),
        ("title: x\npriority: P3", "`priority` is 'P3' and must be P0, P1 or P2"),
        ("title: x\npriority: P1\nstate: later", "`state` is 'later' and must be ready, deferred or blocked"),
        ("title: x\npriority: P1\nstate: deferred", "`until` must name the event that ends it"),
        ("title: x\npriority: P1\nlabels: a", "`labels` must be a list of texts"),
        ("title: x\npriority: P1\nmerged: [x]", "'x' is no fingerprint of a draft"),
        ("title: x\npriority: P1\nissue: [1]", "must be the number of an issue"),
        ("title: x\npriority: P1\nlabel: a", "`label` is not a known field"),
        ("title: x\npriority: P1\nissue: a b", "must be the number of an issue"),
        ("title: x\npriority: P1\nblocked-by: y", "`blocked-by` must be a list"),
        ("title: x\npriority: P1\nblocked-by: [y]", "needs the `fingerprint`"),
        # No issue waits for another without a technical path.
        (
            "title: x\npriority: P1\nblocked-by: [{fingerprint: 0123456789ab}]",
            "without a technical path nothing blocks",
        ),
        (
            "title: x\npriority: P1\nblocked-by: [{fingerprint: 0123456789ab, path: p, cites: [';']}]",
            "must be a list of ids of records",
        ),
        ("title: [", "line 3"),
    ],
)
def test_a_faulty_head_is_told_with_its_file(head: str, said: str) -> None:
    with pytest.raises(BadInputError) as error:
        from_text(f"---\n{head}\n---\nBody\n", "issues/mine.md")
    assert str(error.value).startswith("issues/mine.md")
    assert said in str(error.value)
    assert str(error.value).endswith("nothing was filed")


def test_all_faults_are_told_at_once() -> None:
    with pytest.raises(BadInputError, match=r"title.*priority.*state"):
        from_text("---\nstate: x\n---\n", "issues/mine.md")


def test_a_file_without_a_head_is_told() -> None:
    with pytest.raises(BadInputError, match="no head"):
        from_text("Just words.\n", "issues/mine.md")


def test_the_fingerprint_is_found_in_a_head_that_cannot_be_read() -> None:
    assert fingerprint_in("---\ntitle: [\nfingerprint: '0123456789ab'\n---\n") == "0123456789ab"
    assert fingerprint_in("---\ntitle: x\n---\nfingerprint: 0123456789ab\n") is None
