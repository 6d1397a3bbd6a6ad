from incidents.model.evidence import AnyEvidence
from incidents.model.incident import Doubt
from reports.page.marks import PageCitations
from reports.page.run_matrix import CaseRow, Cell, FileRow, RunMatrix, run_matrix
from tests.builders import GOOD, at, case_result, incident, index_of, revision, test_run

EARLY = test_run(name="early", at=at(1))
LATE = test_run(name="late", at=at(3))
FILE = "tests/e2e/test_label.py"


def case(run: str, name: str, outcome: str, file: str = FILE) -> AnyEvidence:
    return case_result(run=run, test=f"{file}::{name}", outcome=outcome)


def laid_out(*records: AnyEvidence, doubts: tuple[Doubt, ...] = ()) -> RunMatrix | None:
    known = {each.id: each for each in (*records, revision(), revision(name=GOOD))}
    given = incident(index=index_of(tuple(known.values())), findings=(), claims=(), readings=(), doubts=doubts)
    return run_matrix(given, known, PageCitations(given, known))


def shown(row: CaseRow) -> list[tuple[str, tuple[str, ...]] | None]:
    return [(cell.word, cell.doubts) if cell else None for cell in row.cells]


def test_runs_are_columns_the_latest_first_and_tests_that_tell_something_are_rows() -> None:
    found = laid_out(
        LATE,
        EARLY,
        case(EARLY.id, "test_prints", "passed"),
        case(LATE.id, "test_prints", "failed"),
        case(EARLY.id, "test_skips", "skipped"),
        case(EARLY.id, "test_fine", "passed"),
        case(LATE.id, "test_fine", "passed"),
        case(LATE.id, "test_also_fine", "passed"),
    )
    assert found is not None
    assert [run.name for run in found.runs] == ["late", "early"]
    assert [(row.name, shown(row)) for row in found.rows] == [
        ("test_prints", [("FAIL", ()), ("pass", ())]),
        ("test_skips", [None, ("skip", ())]),
    ]
    assert found.passing == (FileRow(FILE, 2),)


def test_a_pass_that_is_no_evidence_is_a_row_with_its_reason() -> None:
    passed = case(LATE.id, "test_prints", "passed")
    doubt = Doubt(
        run=LATE.id,
        run_name="late",
        test=f"{FILE}::test_prints",
        rule="executed-on-mock",
        reason="it ran on a stand-in",
        cites=(passed.id,),
    )
    whole = doubt.model_copy(update={"test": None, "rule": "a-rule-of-tomorrow"})
    found = laid_out(LATE, passed, doubts=(doubt, whole))
    assert found is not None
    (row,) = found.rows
    assert row.cells == (Cell(passed.id, "pass", "good", ("on a stand-in",)),)
    assert found.runs[0].doubts == ("a rule of tomorrow",)
    assert [(each.test, each.run) for each in found.doubts] == [
        (f"`{FILE}::test_prints`", "`late`"),
        ("the whole run", "`late`"),
    ]


def test_what_fails_now_comes_first_then_what_failed_then_what_is_doubted() -> None:
    doubt = Doubt(run=LATE.id, run_name="late", test=f"{FILE}::c", rule="vacuous-pass", reason="", cites=(LATE.id,))
    found = laid_out(
        EARLY,
        LATE,
        case(LATE.id, "a", "skipped"),
        case(EARLY.id, "b", "error"),
        case(LATE.id, "c", "passed"),
        case(LATE.id, "d", "failed"),
        doubts=(doubt,),
    )
    assert found is not None
    assert [row.name for row in found.rows] == ["d", "b", "c", "a"]


def test_many_runs_and_rows_are_cut_and_counted() -> None:
    runs = [test_run(name=f"run{number:02}", at=at(number)) for number in range(15)]
    cases = [case(runs[-1].id, f"test_{number:03}", "failed") for number in range(90)]
    found = laid_out(*runs, *cases)
    assert found is not None
    assert (len(found.runs), found.earlier, found.runs[0].name) == (12, 3, "run14")
    assert (len(found.rows), found.more) == (80, 10)


def test_without_a_run_there_is_no_matrix() -> None:
    assert laid_out() is None
