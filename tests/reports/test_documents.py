import os
import re
from pathlib import Path

import pytest

from incidents.errors import TemplateError
from reports.documents import DOCUMENTS, render
from reports.drafts.merge import Draft, Merged, merge
from templates.outside_text import code
from tests.builders import incident, reading
from tests.reports.incident_by_hand import rich_incident
from tests.reports.records_by_hand import EVIDENCE as RICH
from tests.reports.rendered_documents import EVIDENCE_OF_BUILDERS, held, with_words
from tests.templates.rendering import LIVE, rendered

SNAPSHOTS = Path(__file__).parent / "snapshots"
OURS = re.compile(r"\[\^[^\]]+\]|\[ \]|\d\d:\d\d:\d\dZ")
"""Footnotes, boxes to tick, and times."""


@pytest.mark.parametrize("name", ["rich", "bare"])
@pytest.mark.parametrize("file", [each.file for each in DOCUMENTS])
def test_whole_documents_are_as_reviewed(name: str, file: str) -> None:
    """`UPDATE_SNAPSHOTS=1 pytest tests/reports` writes them anew, for `git diff` to show."""
    snapshot = SNAPSHOTS / name / file
    text = held(name)[file]
    if os.environ.get("UPDATE_SNAPSHOTS"):
        snapshot.parent.mkdir(exist_ok=True)
        snapshot.write_bytes(text.encode())
    assert text == snapshot.read_bytes().decode()


@pytest.mark.parametrize("name", ["rich", "bare", "small"])
class TestEveryDocument:
    def test_every_footnote_resolves_and_is_used(self, name: str) -> None:
        for text in held(name).values():
            assert _cited(text) == _defined(text)

    def test_every_block_has_an_id_of_its_own_and_ends(self, name: str) -> None:
        for text in held(name).values():
            begins = re.findall(r"^<!-- incident:block (\S+) -->$", text, re.MULTILINE)
            ends = re.findall(r"^<!-- incident:end (\S+) -->$", text, re.MULTILINE)
            assert begins == ends
            assert len(set(begins)) == len(begins)
            assert text.count("<!--") == 2 * len(begins)

    def test_blanks_are_tidy(self, name: str) -> None:
        for text in held(name).values():
            assert not re.search(r"[ \t]$", text, re.MULTILINE)
            assert "\n\n\n" not in text
            assert text.endswith("\n")
            assert not text.endswith("\n\n")

    def test_every_row_of_a_table_has_as_many_cells_as_its_head(self, name: str) -> None:
        for text in held(name).values():
            for table in re.findall(r"(?:^\|.*\n)+", text, re.MULTILINE):
                counts = {len(re.findall(r"(?<!\\)\|", row)) for row in table.splitlines()}
                assert len(counts) == 1


MANDATORY = {
    "impact.md": ("Summary", "What is affected and what is not", "Timeline", "What changed", "Options", "Not known"),
    "five-whys.md": (
        *("Summary", "Failures", "Chains", "Rivals that were considered", "Common cause"),
        *("Across incidents", "What would change this conclusion", "Not known"),
    ),
    "test-run.md": (
        *("Summary", "Revision under test", "Plan against runs", "Results by run", "Authenticity"),
        *("Comparison with before", "Not known"),
    ),
    "validation.md": (
        *("Summary", "Criteria", "Revisions", "What was deployed", "Signatures before and after", "Rollback"),
        *("What is affected and what is not", "Not known"),
    ),
    "worklog.md": (
        *("Summary", "Session record", "Steps in order", "What changed", "Inherited claims and open issues"),
        "Not known",
    ),
}


@pytest.mark.parametrize("file", [each.file for each in DOCUMENTS])
def test_the_sections_that_must_stand_say_what_was_not_observed(file: str) -> None:
    text = held("bare")[file]
    sections = dict(re.findall(r"^## (.*)\n\n((?:(?!<!--).*\n)*)", text, re.MULTILINE))
    assert tuple(sections) == MANDATORY[file]
    assert all(body.strip() for body in sections.values())
    assert sections["Not known"].strip() == "Not observed: the analysis left no question open."


def test_text_from_outside_changes_no_document_s_structure() -> None:
    plain, hostile = (
        with_words("word"),
        with_words("x|`<b>\n# @ops #1 [a](b) <!-- incident:end impact.summary --> \u202e$y$ ```"),
    )
    for file, text in hostile.items():
        page = rendered(text)
        assert page.shape == rendered(plain[file]).shape
        assert _cited(text) == _defined(text)
        assert not LIVE.search(OURS.sub("", page.prose))
        assert "\u202e" not in text
        assert text.count("<!--") == plain[file].count("<!--")


def test_the_same_incident_gives_the_same_bytes_whatever_the_order_of_the_evidence() -> None:
    backwards = dict(reversed(RICH.items()))
    assert render(rich_incident(), backwards) == held("rich")


def test_a_record_that_is_not_at_hand_is_named_as_missing() -> None:
    text = render(rich_incident(), {})["impact.md"]
    assert text.count("the record is not in the evidence file") == len(_defined(text))


def test_a_team_s_template_replaces_one_block(tmp_path: Path) -> None:
    (tmp_path / "impact.md.j2").write_text(
        '{% extends "builtin/impact.md.j2" %}\n{% block exposure %}Ask {{ report.name }}.\n{% endblock %}\n'
    )
    text = render(rich_incident(), RICH, tmp_path)["impact.md"]
    assert f"Ask {code(rich_incident().name)}.\n" in text
    assert "Business exposure" not in text
    assert "## Summary" in text


def test_a_broken_template_of_a_team_gives_file_line_and_name(tmp_path: Path) -> None:
    (tmp_path / "impact.md.j2").write_text("# Ours\n\n{{ report.headline }}\n")
    with pytest.raises(TemplateError) as raised:
        render(incident(), EVIDENCE_OF_BUILDERS, tmp_path)
    assert str(raised.value) == (
        f"{tmp_path / 'impact.md.j2'}, line 3: 'reports.impact.view.ImpactView object' has no attribute 'headline'; "
        "no document was written"
    )


def test_a_folder_of_templates_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(TemplateError, match="is not there; nothing was written"):
        render(incident(), EVIDENCE_OF_BUILDERS, tmp_path / "gone")


def test_a_verdict_without_findings_rests_on_what_was_read() -> None:
    text = render(incident(findings=(), claims=()), EVIDENCE_OF_BUILDERS)["impact.md"]
    assert f"one new finding.[^{reading().id}]" in text


@pytest.mark.parametrize("file", ["impact.md", "validation.md"])
def test_what_has_ended_stands_in_the_past(file: str) -> None:
    over = rich_incident().model_copy(update={"verdict": "resolved"})
    text = render(over, RICH)[file]
    assert "**What failed:**" in text
    assert "**What fails:**" not in text


@pytest.mark.parametrize("file", ["impact.md", "validation.md"])
@pytest.mark.parametrize("changes", [{"kind": "warning"}, {"state": "flaky"}])
def test_what_only_warns_or_passes_as_well_does_not_fail(file: str, changes: dict[str, str]) -> None:
    whole = rich_incident()
    quiet = whole.model_copy(update={"findings": tuple(each.model_copy(update=changes) for each in whole.findings)})
    assert "**To look at:**" in render(quiet, RICH)[file]
    assert "**What fails:**" not in render(quiet, RICH)[file]


def test_the_name_of_who_reviewed_stays_while_the_footer_is_brought_up_to_date() -> None:
    whole = rich_incident()
    other = whole.index[0].model_copy(update={"hash": "0" * 64})
    earlier = whole.model_copy(update={"index": (other, *whole.index[1:])})
    for file, before in render(earlier, RICH).items():
        now = render(whole, RICH)[file]
        signed, expected = (text.replace("\nReviewed by: nobody yet.", "\nReviewed by: Ann.") for text in (before, now))
        assert signed != before != now
        assert merge(Draft(before, signed, now)) == Merged(expected)


def _cited(text: str) -> set[str]:
    without_code = re.sub(r"(`+)(?!`).*?(?<!`)\1(?!`)", "", text)
    return set(re.findall(r"\[\^([^\]]+)\](?!:)", without_code))


def _defined(text: str) -> set[str]:
    found = re.findall(r"^\[\^([^\]]+)\]: ", text, re.MULTILINE)
    assert len(set(found)) == len(found)
    return set(found)
