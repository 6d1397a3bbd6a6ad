"""The drafts of issues hold; one with a wrong word in it, in its head or its body, does not."""

import pytest

from incidents.model.issue_draft import IssueDraft
from reports.checker.carried import Fault
from reports.checker.issue_drafts import IssueChecker
from reports.drafts.footnotes import defined
from reports.issues.draft.draft_file import to_text
from reports.issues.draft.drafting import drafted
from reports.issues.draft.not_filed import not_filed
from tests.reports.incident_by_hand import rich_incident
from tests.reports.records_by_hand import EVIDENCE

MADE = drafted(rich_incident(), EVIDENCE, most=2)
CHECKER = IssueChecker(rich_incident(), EVIDENCE, most=2)
FIRST = to_text(next(each for each in MADE.drafts if "PrinterError" in each.body))
PRINT = next(each.fingerprint for each in MADE.drafts if "PrinterError" in each.body)


def faults(text: str, fingerprint: str = PRINT) -> list[Fault]:
    return list(CHECKER.faults("draft.md", text, fingerprint, defined(text)))


@pytest.mark.parametrize("draft", MADE.drafts, ids=[each.fingerprint for each in MADE.drafts])
def test_every_generated_word_of_a_draft_is_carried(draft: IssueDraft) -> None:
    assert faults(to_text(draft), draft.fingerprint) == []


def test_what_is_true_of_another_finding_is_not_of_this_one() -> None:
    other = next(each for each in MADE.drafts if each.fingerprint != PRINT)
    assert faults(to_text(other))


def test_the_list_of_what_gets_no_draft_is_held_too() -> None:
    listed = not_filed(MADE.unfiled) or ""
    assert "allows 2 a run" in listed
    assert list(CHECKER.faults_of_list("not-filed.md", listed)) == []
    wrong = CHECKER.faults_of_list("not-filed.md", listed.replace("allows 2 a run", "allows 3 a run"))
    assert {each.word for each in wrong} == {"3"}


@pytest.mark.parametrize(
    ("right", "wrong", "word"),
    [
        # In the head.
        ('priority: "P1"', 'priority: "P0"', "p0"),
        ("no printer named None", "no printer named All", "all"),
        # The counts of this finding, not of another one.
        ("8 of 20 requests", "9 of 20 requests", "9"),
        ("New; in the window", "Resolved; in the window", "resolved"),
        # Another record of this draft.
        ("named None.[^log-aee0f56670b2]", "named None.[^req-15a43977c42e]", "[^req-15a43977c42e]"),
        ("**Probable**", "**Confirmed**", "confirmed"),
        # A command that asks for something else.
        ("severity>=ERROR", "severity>=DEBUG", "gcloud"),
    ],
)
def test_a_wrong_word_is_found(right: str, wrong: str, word: str) -> None:
    assert right in FIRST
    assert word in faults(FIRST.replace(right, wrong, 1))[0].word


def test_a_fault_stands_on_its_line_of_the_file() -> None:
    changed = FIRST.replace("8 of 20 requests", "9 of 20 requests", 1)
    line = next(n for n, each in enumerate(changed.split("\n"), 1) if "9 of 20 requests" in each)
    assert [each.line for each in faults(changed)] == [line]
