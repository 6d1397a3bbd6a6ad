import base64
import hashlib
import re
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from incidents.analysis.stage import preliminary
from incidents.errors import TemplateError
from incidents.model.earlier import Against
from incidents.model.evidence import EVIDENCE
from incidents.model.finding import Priority
from incidents.model.incident import Incident
from incidents.model.issue_draft import BlockedBy, IssueDraft
from reports.page.render import render_page
from reports.page.seal import was_edited
from tests.builders import claim, incident, sealed
from tests.reports.incident_by_hand import rich_incident
from tests.reports.page.html_outline import Outline, outline
from tests.reports.records_by_hand import EVIDENCE as RICH
from tests.reports.rendered_documents import in_every_text

SMALL = {each.id: each for each in sealed().collected.evidence}
BARE = {"findings": (), "claims": (), "readings": ()}
HOSTILE = "</script><!--\u2028\"'><img src=x onerror=alert(1)> {{ 7*7 }} `a` **b** [^log-1] </pre> \u202ex\x1b[2J &lt;"


def page_of(name: str) -> str:
    if name == "rich":
        return render_page(rich_incident(), RICH)
    return render_page(incident(**(BARE if name == "bare" else {})), SMALL)


@pytest.fixture(scope="module", params=["rich", "small", "bare"])
def page(request: pytest.FixtureRequest) -> str:
    return page_of(request.param)


class TestEveryPage:
    def test_tags_nest_and_ids_are_unique(self, page: str) -> None:
        found = outline(page)
        assert found.errors == []
        ids = found.values("id")
        assert [each for each in ids if ids.count(each) > 1] == []

    def test_every_link_leads_to_a_part_of_this_page(self, page: str) -> None:
        found = outline(page)
        links = found.values("href", "a")
        assert {link[0] for link in links} == {"#"}
        assert {link[1:] for link in links} <= set(found.values("id"))

    def test_nothing_is_asked_of_any_network(self, page: str) -> None:
        found = outline(page)
        loading = ("src", "srcset", "background", "poster", "data", "ping", "style")
        assert [name for _, name, _ in found.attributes if name in loading or name.startswith("on")] == []
        assert found.values("action") == ["#"]
        assert found.values("href", "link") == ["data:,"]
        assert not re.search(r"url\(|@import|https?:", "".join(_own(page)))

    def test_the_policy_allows_exactly_its_own_style_and_script(self, page: str) -> None:
        style, script = _own(page)
        assert outline(page).values("content", "meta")[0] == (
            f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(script)}'; img-src data:; "
            "base-uri 'none'; form-action 'none'"
        )

    def test_headings_step_down_one_at_a_time(self, page: str) -> None:
        levels = outline(page).headings
        assert levels[0] == 1
        assert levels.count(1) == 1
        assert [(one, other) for one, other in pairwise(levels) if other > one + 1] == []

    def test_every_table_has_a_caption_and_heads(self, page: str) -> None:
        for table in re.findall(r"<table.*?</table>", page, re.DOTALL):
            assert "<caption" in table
            assert '<th scope="col"' in table

    def test_the_page_is_as_it_was_generated(self, page: str) -> None:
        assert not was_edited(page)
        assert was_edited(page.replace("Timeline", "Time line"))

    def test_no_section_is_left_out(self, page: str) -> None:
        wanted = (
            "summary findings decision why suspects timeline requests tests unknowns actions issues read evidence desk"
        )
        assert set(wanted.split()) <= set(outline(page).values("id"))


def test_a_preliminary_page_holds_no_word_on_causes() -> None:
    found = outline(render_page(preliminary(rich_incident()), RICH))
    assert found.errors == []
    ids = set(found.values("id"))
    assert not {"decision", "why", "suspects", "actions", "issues", "command"} & ids
    assert {link[1:] for link in found.values("href", "a")} <= ids
    assert "No cause is named here and none is excluded." in found.words
    assert "probable" not in found.words


def test_the_timeline_says_where_the_window_begins() -> None:
    given = rich_incident()
    assert given.timeline
    words = outline(page_of("rich")).words
    assert words.count("The window begins 2026-03-02 11:00:00Z") == 1


def test_every_record_and_reading_is_a_part_of_the_page() -> None:
    ids = set(outline(page_of("rich")).values("id"))
    assert set(RICH) | {each.id for each in rich_incident().readings} <= ids
    assert {each.id for each in rich_incident().findings} <= ids
    assert "cause-background" in ids


def test_a_reader_of_the_page_alone_learns_what_was_decided_by_what() -> None:
    given = rich_incident()
    words = outline(page_of("rich")).words
    assert given.decision
    assert all(each.text in words for each in given.decision.criteria)
    for heading in ("Business exposure", "What going back leaves as it is", "Run elsewhere, which says nothing of"):
        assert heading in words
    older = claim(id="claim-as-before-log-1", template="Ink is low, as it was.", values=())
    named = claim(id="claim-only-log-1", template="All entries name only ada.", values=())
    with_more = render_page(given.model_copy(update={"claims": (*given.claims, older, named)}), RICH)
    assert "Errors that were there before and go on" in outline(with_more).words
    assert "Ink is low, as it was." in outline(with_more).words
    assert "All entries name only ada." in outline(with_more).words


def test_a_stored_incident_that_was_compared_with_stands_beside() -> None:
    against = Against(
        subject="component", what="labels", state="worse", then="degraded", now="failing", reason="more of it"
    )
    given = rich_incident().model_copy(update={"against": (against,)})
    words = outline(render_page(given, RICH)).words
    assert "Beside the earlier incident" in words
    assert "more of it" in words


def test_the_same_incident_gives_the_same_bytes_whatever_the_order_of_the_evidence() -> None:
    assert render_page(rich_incident(), dict(reversed(RICH.items()))) == page_of("rich")


def test_hostile_text_changes_no_structure_and_hides_nothing() -> None:
    plain, page = outline(page_with("word")), page_with(HOSTILE)
    found = outline(page)
    assert found.errors == []
    assert _without_code(found) == _without_code(plain)
    assert [name for tag, name, _ in found.attributes if name.startswith("on") or tag == "img"] == []
    assert not re.search("[\u2028\u202e\x1b]", page)
    assert "<img src=x onerror=alert(1)>" in found.words  # it is shown, as text
    assert "{{ 7*7 }}" in found.words
    assert _own(page) == _own(page_of("rich"))


def test_a_title_with_hostile_text_stays_a_title() -> None:
    given = rich_incident().model_copy(update={"name": "2026</title><script>x"})
    assert "<title>Incident: 2026&lt;/title&gt;&lt;script&gt;x</title>" in render_page(given, RICH)


def test_drafts_of_issues_are_listed_with_what_blocks_them() -> None:
    ranked = Priority(level="P1", row="C", reason="server errors")
    first = IssueDraft(fingerprint="one", title="Print labels again", body="", labels=("bug",), priority=ranked)
    blocked_by = (BlockedBy(fingerprint="one", path="returns print a label", cites=(next(iter(RICH)),)),)
    second = IssueDraft(
        fingerprint="two",
        title="Verify <b>returns</b>",
        body="",
        labels=(),
        priority=ranked,
        blocked_by=blocked_by,
        state="blocked",
        until="labels print",
    )
    found = outline(render_page(rich_incident(), RICH, None, (first, second)))
    assert found.errors == []
    assert "Verify <b>returns</b> blocked Blocked by Print" in found.words
    assert "Blocked by Print labels again: returns print a label" in found.words
    assert "Print labels again before " in found.words


def test_a_team_s_template_replaces_one_block(tmp_path: Path) -> None:
    (tmp_path / "report.html.j2").write_text(
        '{% extends "builtin/report.html.j2" %}\n{% block issues %}<p>Ask {{ page.name }}.</p>\n{% endblock %}\n'
    )
    page = render_page(rich_incident(), RICH, tmp_path)
    assert f"<p>Ask {rich_incident().name}.</p>" in page
    assert '<section id="issues"' not in page


def test_a_broken_template_of_a_team_gives_file_line_and_name(tmp_path: Path) -> None:
    (tmp_path / "report.html.j2").write_text("<p>\n{{ page.headlines }}\n")
    with pytest.raises(TemplateError, match=r"report\.html\.j2, line 2: .*has no attribute 'headlines'"):
        render_page(rich_incident(), RICH, tmp_path)


def test_a_team_s_style_that_would_end_its_element_is_refused(tmp_path: Path) -> None:
    (tmp_path / "page").mkdir()
    (tmp_path / "page" / "paper.css").write_text("p { color: red } </style>")
    with pytest.raises(TemplateError, match=r"page/paper\.css holds one of </script, </style, <!--"):
        render_page(rich_incident(), RICH, tmp_path)


def _own(page: str) -> tuple[str, str]:
    """The style and the script."""
    (style,) = re.findall(r"<style>(.*?)</style>", page, re.DOTALL)
    (script,) = re.findall(r"<script>(.*?)</script>", page, re.DOTALL)
    return style, script


def _hash(text: str) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"


def _without_code(found: Outline) -> list[str]:
    """A word of outside text may be shown as code; everything else must be the same."""
    return [each for each in found.shape if each != "code."]


def page_with(words: str) -> str:
    """The page of the rich incident, with these words behind every text that comes from outside."""
    given: Any = in_every_text(rich_incident().model_dump(mode="json"), words)
    records = in_every_text([each.model_dump(mode="json") for each in RICH.values()], words)
    evidence = [EVIDENCE.validate_python(each) for each in records]
    return render_page(Incident.model_validate(given), {each.id: each for each in evidence})
