"""What a rebuild does to drafts that people deleted, reworded, reprioritised, merged or renamed."""

from reports.issues.draft.drafting import Drafted, drafted
from reports.issues.draft.laying import Laid, laid
from tests.reports.issues.graphs import evidence_of, graph, problem

_PRINTER = "issues/P1-printer-no-paper-in-tray-parcel-api-00008-fox.md"
_CUSTOMS = "issues/P1-customs-tariff-table-is-empty-parcel-api-00008-fox.md"


def _drafted(*findings: object, most: int = 10) -> Drafted:
    given = graph(2) if not findings else graph(2, findings=findings, blocks=())
    return drafted(given, evidence_of(given), most=most)


def _after(files: dict[str, str], found: Laid) -> dict[str, str]:
    left = {**files, **found.contents}
    return {name: text for name, text in left.items() if text is not None}


def _laid(files: dict[str, str], drafts: Drafted | None = None) -> tuple[dict[str, str], tuple[str, ...]]:
    found = laid(drafts or _drafted(), files, {})
    return _after(files, found), found.notes


def test_each_draft_gets_a_file_named_by_priority_and_title_with_its_base() -> None:
    files, notes = _laid({})
    assert sorted(files) == sorted([_PRINTER, _CUSTOMS, f".generated/{_PRINTER}", f".generated/{_CUSTOMS}"])
    assert notes == ()


def test_a_second_build_changes_nothing() -> None:
    files, _ = _laid({})
    assert _laid(files) == (files, ())


def test_a_deleted_draft_stays_away() -> None:
    files, _ = _laid({})
    del files[_PRINTER]
    again, notes = _laid(files)
    assert _PRINTER not in again
    assert "it was deleted and is not written again" in notes[0]


def test_what_people_changed_stays_and_the_rest_is_brought_up_to_date() -> None:
    files, _ = _laid({})
    files[_PRINTER] = (
        files[_PRINTER].replace('priority: "P1"', "priority: P0  # they wait").replace("## Expected", "## We expect")
    )
    newer = _drafted(problem(0, state="worse", title="printer: the tray is empty"), problem(1))

    again, _ = _laid(files, newer)

    assert "priority: P0  # they wait" in again[_PRINTER]
    assert 'title: "printer: the tray is empty' in again[_PRINTER]
    assert "## We expect" in again[_PRINTER]
    assert "Worse than before" in again[_PRINTER]


def test_without_a_base_every_difference_is_an_edit() -> None:
    """The hidden folder may not have been committed."""
    files, _ = _laid({})
    own = files[_PRINTER].replace('priority: "P1"', "priority: P0").replace("## Expected", "## We expect")
    again, _ = _laid({_PRINTER: own})
    assert again[_PRINTER] == own


def test_a_field_that_both_changed_is_the_persons_and_is_told() -> None:
    files, _ = _laid({})
    files[_PRINTER] = files[_PRINTER].replace('title: "printer', 'title: "mine')
    again, notes = _laid(files, _drafted(problem(0, title="printer: the tray is empty"), problem(1)))
    assert 'title: "mine' in again[_PRINTER]
    assert notes == (f"{_PRINTER}: your `title` stays; the new text is in .generated/{_PRINTER}",)


def test_a_renamed_draft_keeps_its_name() -> None:
    files, _ = _laid({})
    files["issues/urgent.md"] = files.pop(_PRINTER)
    again, notes = _laid(files)
    assert _PRINTER not in again
    assert f".generated/{_PRINTER}" not in again
    assert again["issues/urgent.md"] == files["issues/urgent.md"]
    assert notes == ()
    assert _laid(again) == (again, ())


def test_a_draft_whose_priority_changes_keeps_its_file() -> None:
    files, _ = _laid({})
    urgent = problem(0).priority.model_copy(update={"level": "P0"})
    again, _ = _laid(files, _drafted(problem(0, priority=urgent), problem(1)))
    assert 'priority: "P0"' in again[_PRINTER]


def test_a_draft_whose_finding_is_gone_goes_unless_it_was_edited() -> None:
    files, _ = _laid({}, _drafted(problem(0), problem(1)))
    one_less = _drafted(problem(1))
    again, notes = _laid(files, one_less)
    assert sorted(again) == sorted([_CUSTOMS, f".generated/{_CUSTOMS}"])
    assert notes == ()

    files[_PRINTER] += "\nMine.\n"
    again, notes = _laid(files, one_less)
    assert again[_PRINTER] == files[_PRINTER]
    assert "its finding is no longer there" in notes[0]


def test_a_draft_that_somebody_wrote_is_left_alone() -> None:
    own = "---\ntitle: Mine\npriority: P2\n---\n"
    files, _ = _laid({"issues/mine.md": own})
    assert files["issues/mine.md"] == own


def test_what_gets_no_draft_is_listed_with_its_reason() -> None:
    drafts = _drafted(problem(0), problem(1), problem(2, state="resolved"), most=1)
    files, _ = _laid({}, drafts)
    listed = files["issues/not-filed.md"]
    assert "`most` of `[issues]` allows 1 a run" in listed
    assert "it is over: the candidate side shows it no more" in listed
    assert len([name for name in files if name.startswith("issues/P")]) == 1

    everything, _ = _laid(files, _drafted())
    assert "issues/not-filed.md" not in everything


def test_two_drafts_with_one_title_get_two_files() -> None:
    twin = problem(0, id="finding-twin", service="rates", component="printer")
    files, _ = _laid({}, _drafted(problem(0), twin))
    assert len([name for name in files if name.startswith("issues/")]) == 2


def test_a_remark_names_the_issue_that_was_open_then() -> None:
    drafts = _drafted()
    print_ = drafts.drafts[0].fingerprint
    found = laid(drafts, {}, {print_: "#7: it quotes “no paper”"})
    marked = [text for text in found.contents.values() if text and "known-as" in text]
    assert len(marked) == 2  # the draft and its base
