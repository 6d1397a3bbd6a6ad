import pytest

from incidents.model.evidence import AnyEvidence
from incidents.model.scope import Reading
from reports.citations import Citations
from tests.builders import incident, index_of, log_pattern, reading, revision, sealed


def citations(*records: AnyEvidence, readings: tuple[Reading, ...] = (), known: bool = True) -> Citations:
    given = records or sealed().collected.evidence
    held = incident().model_copy(update={"index": index_of(given), "readings": readings})
    return Citations(held, {each.id: each for each in given} if known else {})


def test_a_record_has_one_footnote_however_often_it_is_cited() -> None:
    cited = citations()
    assert cited.cite([log_pattern().id, revision().id]) == f"[^{log_pattern().id}][^{revision().id}]"
    assert cited.cite([revision().id, revision().id]) == f"[^{revision().id}]"
    assert [note.label for note in cited.notes()] == [log_pattern().id, revision().id]


def test_nothing_cited_leaves_no_mark() -> None:
    assert citations().cite([]) == ""


def test_many_citations_are_counted_instead_of_shown() -> None:
    records = [log_pattern(template=str(n)) for n in range(6)]
    cited = citations(*records)
    marks = "".join(f"[^{each.id}]" for each in records[:4])
    assert cited.cite(each.id for each in records) == f"{marks} (and 2 more records)"
    assert cited.cite(each.id for each in records[:5]) == f"{marks} (and 1 more record)"
    assert len(cited.notes()) == 4


def test_labels_that_differ_in_case_alone_are_told_apart() -> None:
    records = [revision(name="Fox", id="rev-Fox"), revision(name="fox", id="rev-fox")]
    assert citations(*records).cite(each.id for each in records) == "[^rev-Fox][^rev-fox-2]"


@pytest.mark.parametrize(
    ("excerpt", "shown"),
    [
        ("one line", "`one line`"),
        ("Traceback:\n  File x\n  y()\nKeyError: 'a`b'\n", "``Traceback: … KeyError: 'a`b'``"),  # the error is last
        ("x" * 300, f"`{'x' * 199}…`"),
        (f"{'x' * 300}\n{'y' * 300}", f"`{'x' * 97}… … {'y' * 97}…`"),
        ("\n", "(empty)"),
        ("a\x1b[31m\u202eb", r"`a\x1b[31m\u202eb`"),
    ],
)
def test_a_footnote_quotes_the_gist_of_its_record(excerpt: str, shown: str) -> None:
    record = log_pattern(excerpt=excerpt, locator="logs/a|b.json#1")
    cited = citations(record)
    cited.cite([record.id])
    assert cited.notes()[0].text == f"logs, 2026-03-02 11:05:00Z, `logs/a|b.json#1`: {shown}"


def test_a_time_that_is_not_known_is_not_guessed() -> None:
    record = log_pattern(at=None)
    cited = citations(record)
    cited.cite([record.id])
    assert cited.notes()[0].text.startswith("logs, no time stated, ")


def test_a_record_that_is_missing_from_the_evidence_is_said_to_be() -> None:
    cited = citations(log_pattern(), known=False)
    cited.cite([log_pattern().id])
    assert cited.notes()[0].text.endswith("`logs/app.json#entry-1`: the record is not in the evidence file")


def test_a_reading_is_cited_with_what_became_of_it() -> None:
    failed = reading(what="logs/b.json", items=0, status="failed", why="no such file")
    cited = citations(log_pattern(), readings=(reading(), failed))
    cited.cite([reading().id, failed.id])
    assert [note.text for note in cited.notes()] == [
        "reading of logs, `logs/app.json`: 12 items, complete",
        "reading of logs, `logs/b.json`: 0 items, failed: no such file",
    ]


def test_a_long_locator_keeps_the_id_of_its_record() -> None:
    record = log_pattern(locator=f"parcel-staging: {'severity>=DEFAULT AND ' * 30}#entry-1")
    cited = citations(record)
    cited.cite([record.id])
    (note,) = cited.notes()
    assert "#entry-1`" in note.text
    assert "parcel-staging: severity" in note.text
    assert "…" in note.text
