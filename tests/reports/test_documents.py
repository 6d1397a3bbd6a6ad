import os
import re
from pathlib import Path
from typing import Any

import pytest

from incidents.errors import TemplateError
from incidents.model.evidence import EVIDENCE
from incidents.model.incident import Incident
from reports.documents import DOCUMENTS, render
from templates.outside_text import code
from tests.builders import incident, reading, sealed
from tests.reports.incident_by_hand import EVIDENCE as RICH
from tests.reports.incident_by_hand import rich_incident
from tests.templates.rendering import LIVE, rendered

SNAPSHOTS = Path(__file__).parent / "snapshots"
EVIDENCE_OF_BUILDERS = {each.id: each for each in sealed().collected.evidence}
BARE = {"findings": (), "claims": (), "readings": ()}

# What the text of one field may be replaced by, without another field having to follow.
FREE = frozenset(
    {"title", "reason", "text", "why", "query", "claim", "mechanism", "looked_for", "separating", "missing", "what"}
    | {"counterfactual", "subject", "excerpt", "locator", "message", "done_when", "verdict_reason", "owner", "dated"}
    | {"run_name", "unit", "region", "project", "environment", "setting", "template", "value"}
)
OURS = re.compile(r"\[\^[^\]]+\]|\[ \]|\d\d:\d\d:\d\dZ")
"""Footnotes, boxes to tick, and times."""
CLOSED = (
    "not-collected",
    "outside-window",
    "conflicting-evidence",
    "needs-a-person",
    "log",
    "route",
    "latency",
    "test",
)
"""Words of the model's own, in fields that are named like one of those."""


def held(name: str) -> dict[str, str]:
    """All documents of an incident, by file."""
    if name == "rich":
        return render(rich_incident(), RICH)
    return render(incident(**(BARE if name == "bare" else {})), EVIDENCE_OF_BUILDERS)


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


def test_the_sections_that_must_stand_say_what_was_not_observed() -> None:
    text = held("bare")["impact.md"]
    assert re.findall(r"^## (.*)$", text, re.MULTILINE) == [
        "Summary",
        "What is affected and what is not",
        "Timeline",
        "What changed",
        "Options",
        "Not known",
    ]
    assert text.lower().count("not observed: ") == 3


def test_text_from_outside_changes_no_document_s_structure() -> None:
    plain, hostile = _with("word"), _with("x|`<b>\n# @ops #1 [a](b) <!-- incident:end impact.summary --> \u202e$y$ ```")
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


def _cited(text: str) -> set[str]:
    without_code = re.sub(r"(`+)(?!`).*?(?<!`)\1(?!`)", "", text)
    return set(re.findall(r"\[\^([^\]]+)\](?!:)", without_code))


def _defined(text: str) -> set[str]:
    found = re.findall(r"^\[\^([^\]]+)\]: ", text, re.MULTILINE)
    assert len(set(found)) == len(found)
    return set(found)


def _with(words: str) -> dict[str, str]:
    """The documents of the rich incident, with these words behind every text that comes from outside."""
    given = _changed(rich_incident().model_dump(mode="json"), words)
    records = _changed([each.model_dump(mode="json") for each in RICH.values()], words)
    evidence = [EVIDENCE.validate_python(each) for each in records]
    return render(Incident.model_validate(given), {each.id: each for each in evidence})


def _changed(value: Any, words: str) -> Any:
    if isinstance(value, list):
        return [_changed(each, words) for each in value]
    if not isinstance(value, dict):
        return value
    changed = {key: _changed(each, words) for key, each in value.items()}
    for key, each in changed.items():
        if key in FREE and isinstance(each, str) and not each.startswith("claim-") and each not in CLOSED:
            changed[key] = f"{each} {words}"
    if "hash" in changed:
        changed["hash"] = ""
    return changed
