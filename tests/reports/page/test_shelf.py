from typing import get_args

import pytest

from incidents.model.evidence import AnyEvidence, CallSite, DependencyChange, Filled, Hunk, OpenIssue
from reports.page.marks import PageCitations
from reports.page.records.body import DiffLine, Fact, diff, facts, first_line, table
from reports.page.records.kinds import KINDS, body_of
from reports.page.shelf import shelf, stored
from tests import builders
from tests.builders import case_result, file_change, incident, log_pattern
from tests.reports.incident_by_hand import rich_incident
from tests.reports.records_by_hand import EVIDENCE


def test_every_kind_of_evidence_has_its_words() -> None:
    union = get_args(get_args(AnyEvidence)[0])
    assert {each.model_fields["kind"].default for each in union} | {"reading"} == set(KINDS)
    assert len({kind.short for kind in KINDS.values()}) == len(KINDS)


@pytest.mark.parametrize("record", EVIDENCE.values(), ids=lambda each: each.id)
def test_every_record_has_a_title_and_facts(record: AnyEvidence) -> None:
    body = body_of(record)
    assert body.title
    assert body.facts
    assert all(fact.value and fact.value != "None" for fact in body.facts)


def test_a_use_of_changed_code_is_told_by_both_its_ends() -> None:
    site = CallSite(
        id="call-1",
        at=None,
        source="git",
        locator="repo",
        excerpt="return rate()",
        commit="1" * 40,
        path="api/quotes.py",
        function="quote",
        line=3,
        routes=("GET /quotes",),
        used_path="api/rates.py",
        used="rate",
    )
    body = body_of(site)
    assert (body.title, body.words) == ("quote in api/quotes.py uses rate", "return rate()")
    assert Fact("used function in", "api/rates.py") in body.facts
    assert Fact("answers", "GET /quotes") in body.facts


def test_citations_are_named_by_kind_in_the_order_in_which_they_are_first_made() -> None:
    given = rich_incident()
    citations = PageCitations(given, EVIDENCE)
    citations.cite(("case-fcea8c1039a6", "log-aee0f56670b2"))
    citations.marks((given.readings[0].id, "log-18837b760ce4", "log-aee0f56670b2"))
    assert list(citations.cited().values()) == [
        ("case-fcea8c1039a6", "test 1"),
        ("log-aee0f56670b2", "log 1"),
        (given.readings[0].id, "reading 1"),
        ("log-18837b760ce4", "log 2"),
    ]


def test_what_is_cited_comes_first_and_knows_what_it_speaks_for() -> None:
    given = rich_incident()
    found = shelf(given, EVIDENCE, {"x": ("log-18837b760ce4", "log 1")})
    logs = found.groups[0].cards
    assert [(card.id, card.name) for card in logs] == [("log-18837b760ce4", "log 1"), ("log-aee0f56670b2", "")]
    assert [(use.part, use.title) for use in logs[1].uses] == [
        ("finding-printer", "parcel-api: PrinterError: no printer named None"),
        ("cause-background", "commit `222222222222` (Print labels in the background) changed it"),
    ]
    assert found.shown == len(EVIDENCE) + len(given.readings)


def test_what_nothing_cites_is_left_out_of_a_page_that_would_be_too_large() -> None:
    records = [log_pattern(template=f"pattern {number}", excerpt="x") for number in range(2600)]
    found = shelf(rich_incident(), {each.id: each for each in records}, {"x": (records[-1].id, "log 1")})
    assert (found.shown, found.missing) == (2501, 102)  # the readings are among them
    assert [each.id for each in found.groups[0].cards] == [records[-1].id]
    assert found.groups[0].total == found.groups[0].stored + 1


def test_few_records_that_nothing_cites_are_laid_out_and_many_are_stored() -> None:
    def kept(count: int) -> tuple[int, int]:
        records = [log_pattern(template=f"pattern {number}") for number in range(count)]
        found = shelf(incident(findings=(), readings=()), {each.id: each for each in records}, {})
        return sum(len(each.cards) for each in found.groups), len(found.store.get("rows", ()))

    assert kept(100) == (100, 0)
    assert kept(101) == (0, 101)


def test_what_a_cited_record_names_is_laid_out_with_it() -> None:
    case, run = case_result(), builders.test_run()
    every: list[AnyEvidence] = [case, run, *(log_pattern(template=f"pattern {number}") for number in range(200))]
    found = shelf(incident(findings=(), readings=()), {each.id: each for each in every}, {"x": (case.id, "test 1")})
    assert [card.id for group in found.groups for card in group.cards] == [run.id, case.id]


def test_a_string_that_is_stored_twice_is_a_number_the_second_time() -> None:
    first, second = (log_pattern(template=name, excerpt=f"no {name} left\nthe same stack") for name in ("ink", "paper"))
    cards = shelf(incident(findings=(), readings=()), {each.id: each for each in (first, second)}, {}).groups[0].cards
    store = stored(cards)
    rows = {row[1]: row for row in store["rows"] if isinstance(row, tuple)}
    shared = [str(each) for each in store["shared"]]
    assert "the same stack" in shared
    assert rows[first.id][8] == ["no ink left", shared.index("the same stack")]
    assert rows[second.id][8] == ["no paper left", shared.index("the same stack")]
    assert "no ink left" not in shared


def test_long_words_are_cut_and_that_is_said() -> None:
    record = log_pattern(excerpt="x" * 7000)
    (card,) = shelf(rich_incident(), {record.id: record}, {}).groups[0].cards
    assert (len(card.words), card.cut) == (6000, 1000)


def test_a_diff_keeps_every_line_with_its_sign() -> None:
    hunk = Hunk(old_start=1, old_lines=1, new_start=1, new_lines=2, section="def f():", text=" a\n-b\n+c\n+d")
    assert diff([hunk]) == (
        DiffLine("place", "@@ -1,1 +1,2 @@ def f():"),
        DiffLine("same", " a"),
        DiffLine("removed", "-b"),
        DiffLine("added", "+c"),
        DiffLine("added", "+d"),
    )
    long = hunk.model_copy(update={"text": "\n".join(["+x"] * 300)})
    assert diff([long])[-1] == DiffLine("place", "lines left out: 141")


def test_what_is_unknown_is_no_fact_and_zero_is_one() -> None:
    assert facts(("a", None), ("b", ""), ("c", 0), ("d", True), ("e", 1.5)) == (
        Fact("c", "0"),
        Fact("d", "yes"),
        Fact("e", "1.5"),
    )


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("\n  one \t two\nthree", "one two"),
        ("", "(empty)"),
        ("exactly ten", "exactly t…"),
        ("in `a name`", "in a nam…"),  # half a pair of backticks would be text
        ("in `a` name", "in `a` na…"),
    ],
)
def test_a_title_is_one_short_line(text: str, line: str) -> None:
    assert first_line(text, 10) == line


def test_a_table_without_rows_is_none_and_a_long_one_is_cut() -> None:
    assert table("c", ("h",), ()) == ()
    (cut,) = table("c", ("h",), ((str(n),) for n in range(30)))
    assert (len(cut.rows), cut.more) == (24, 6)


def test_a_manifest_shows_its_dependencies() -> None:
    change = file_change(dependencies=(DependencyChange(name="gunicorn", before="22", after=None),))
    (table,) = body_of(change).tables
    assert table.rows == (("gunicorn", "22", "none", ""),)


def test_a_pass_without_output_repeats_no_words() -> None:
    told_twice = case_result(
        outcome="failed", excerpt="E assert\n--- Captured ---\nPOST", captured="--- Captured ---\nPOST"
    )
    assert body_of(told_twice).words == told_twice.excerpt
    assert body_of(case_result(outcome="passed", message=None)).words == ""
    assert body_of(case_result(outcome="passed", message=None, captured="asked the mock")).words.endswith("the mock")


def test_the_address_of_an_issue_is_text() -> None:
    issue = OpenIssue(
        id="issue-1",
        at=None,
        source="issues",
        locator="issues.json#1",
        excerpt="x",
        number=1,
        title="t",
        state="open",
        labels=(),
        url="javascript:alert(1)",
        body="b",
    )
    assert Fact("address", "javascript:alert(1)") in body_of(issue).facts


def test_what_all_entries_of_a_pattern_name_is_a_fact_of_it() -> None:
    named = log_pattern(filled=(Filled(name="user", value="ada"), Filled(name="kind", value="ping")))
    assert Fact("the same in all", "user: ada, kind: ping") in body_of(named).facts
