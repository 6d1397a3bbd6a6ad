from typing import Any

import pytest

from incidents.model.cause import Answer, Chain
from incidents.model.evidence import AnyEvidence, Different, RevisionCount
from incidents.model.finding import Finding, Ratio
from reports.checker.facts.signatures import of_signatures
from reports.citations import Citations
from reports.sections.signatures import SignatureRow, cut, drawn, other_words, signature_rows, words
from tests.builders import (
    BAD,
    GOOD,
    SERVICE,
    at,
    case_result,
    finding,
    incident,
    index_of,
    log_pattern,
    request_statistics,
    sealed,
    serving,
    window,
)
from tests.incidents.analysis.causes.symptoms import cause

OTHER = "parcel-api-00009-owl"


def held(*records: AnyEvidence, findings: tuple[Finding, ...]) -> tuple[Any, dict[str, AnyEvidence], Citations]:
    every = {each.id: each for each in (*sealed().collected.evidence, *records)}
    given = incident(index=index_of(tuple(every.values())), claims=(), findings=findings)
    return given, every, Citations(given, every)


def row(given: Finding, *records: AnyEvidence) -> SignatureRow:
    (found,) = signature_rows(*held(*records, findings=(given,)))
    return found


def test_both_sides_name_the_revisions_that_were_counted() -> None:
    found = row(finding())
    assert found.signature == f"F1: Labels are not printed[^{log_pattern().id}]"
    assert (found.before, found.after) == (f"0 entries on `{GOOD}`", f"12 entries on `{BAD}`")
    assert (found.entries, found.named) == (f"12 on `{BAD}`", "-")
    assert found.seen == "2026-03-02 11:05:00Z to 2026-03-02 11:06:00Z"


def test_a_revision_that_logged_nothing_is_not_named_with_the_count() -> None:
    side = window().candidate.model_copy(update={"revisions": (serving(revision=OTHER, ready=False), serving())})
    given, every, citations = held(findings=(finding(),))
    given = given.model_copy(update={"window": window(candidate=side)})
    (found,) = signature_rows(given, every, citations)
    assert found.after == f"12 entries on `{BAD}`"
    chart = drawn(given, every)
    assert chart
    assert OTHER not in chart
    assert "bar [0, 12]" in chart


def test_failed_requests_are_told_in_the_words_that_their_cause_rests_on() -> None:
    asked, line = request_statistics(), log_pattern(template="it is off", excerpt="printing is off")
    failed = finding(kind="request", primary=(asked.id,), related=(line.id,))
    given, every, citations = held(asked, line, findings=(failed,))
    assert words(given, every, citations) == ()
    link = Answer(cause=cause(effect=failed.id, evidence_for=(line.id,)))
    given = given.model_copy(update={"chains": (Chain(finding=failed.id, whys=(link,)),)})
    (found,) = words(given, every, citations)
    assert (found.of, "printing is off" in found.words) == (f"F1[^{line.id}]", True)
    assert f"F1 ⟦{line.id}⟧" in set(of_signatures(given, every))


def test_a_side_that_was_not_compared_has_no_bar() -> None:
    given, every, _ = held(findings=(finding(before=None),))
    assert drawn(given, every) is None


def test_what_was_not_counted_before_was_not_observed_there() -> None:
    assert row(finding(before=None)).before == f"not observed on `{GOOD}`"
    assert row(finding(before=None, service=None)).before == "not comparable"


def test_entries_are_counted_by_revision_whatever_the_finding_counts() -> None:
    both = log_pattern(
        template="both",
        count=23,
        by_revision=(
            RevisionCount(revision=BAD, count=14, first=at(2, 5), last=at(2, 6)),
            RevisionCount(revision=GOOD, count=9, first=at(0, 5), last=at(1)),
        ),
        different=(Different(of="users", count=1), Different(of="instances", count=2)),
    )
    given = finding(primary=(both.id,), after=Ratio(n=5, total=5, unit="requests"))
    found = row(given, both)
    assert found.after == f"5 of 5 requests on `{BAD}`"
    assert found.entries == f"9 on `{GOOD}`, 14 on `{BAD}`"
    assert found.named == "1 user, 2 instances"


def test_people_named_in_several_patterns_are_not_added_up() -> None:
    one = log_pattern(template="one", different=(Different(of="users", count=1),))
    two = log_pattern(template="two", different=(Different(of="users", count=1),))
    assert row(finding(primary=(one.id, two.id)), one, two).named == "-"


def test_the_words_of_a_failure_are_those_of_its_record() -> None:
    failed = case_result()
    given = (
        finding(),
        finding(id="finding-test", kind="test", primary=(failed.id,)),
        finding(id="finding-z", state="resolved"),
    )
    log, test = words(*held(failed, findings=given))
    assert (log.of, log.words) == (
        f"F1[^{log_pattern().id}]",
        "```text\nlabel printer rejected parcel 4711\n```",
    )
    assert (test.of, test.words) == (f"F2[^{failed.id}]", "```text\nAssertionError: 500 != 201\n```")


def test_warnings_that_no_finding_rests_on_are_shown_and_calm_or_older_ones_are_not() -> None:
    warned = log_pattern(template="slow", severity="WARNING", excerpt="slow disk")
    calm = log_pattern(template="started", severity="INFO")
    old = log_pattern(
        template="old", severity="WARNING", by_revision=(RevisionCount(revision=GOOD, count=9, first=at(), last=at(1)),)
    )
    (shown,) = other_words(*held(warned, calm, old, findings=(finding(),)))
    assert shown.of == f"WARNING of `{SERVICE}`: 12 on `{BAD}`[^{warned.id}]"
    assert shown.words == "```text\nslow disk\n```"


def test_a_long_stack_keeps_its_beginning_and_its_end() -> None:
    assert cut("\n".join("abcdefg")) == "a\n…\ne\nf\ng"
    assert cut("a\n\nb\n") == "a\nb"
    assert len(cut("x" * 5000)) == 1200


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("found ['a', 'b', 'c', 'd']", " (its list names 4)"),
        ("found ['a', 'b', 'c']", ""),  # these are counted at a glance
        ("[1, 2] of [3, 4, 5, 6, 7]", " (its list names 5)"),
        ("found ['a', 'b', 'c', 'd…[cut]", ""),  # nobody knows how many there were
    ],
)
def test_the_names_in_a_long_list_are_counted(said: str, told: str) -> None:
    pattern = log_pattern(excerpt=said)
    (found,) = words(*held(pattern, findings=(finding(primary=(pattern.id,)),)))
    assert found.of == f"F1{told}[^{pattern.id}]"
    (other,) = other_words(*held(pattern, findings=()))
    assert other.of == f"ERROR of `{SERVICE}`{told}: 12 on `{BAD}`[^{pattern.id}]"
