from pathlib import Path

from incidents.store.folder import IncidentFolder
from reports.page.seal import PAGE, was_edited
from tests.reports.page.html_outline import outline


def test_the_page_lies_beside_the_drafts_and_lists_the_issues_that_follow(built_once: Path) -> None:
    (page,) = built_once.glob(f"postmortems/*/{PAGE}")
    text = page.read_text(encoding="utf-8")
    incident = IncidentFolder(page.parent.parent, page.parent.name).read_incident()
    assert len(text.encode()) < 1_000_000
    assert not was_edited(text)
    found = outline(text)
    assert found.errors == []
    drafts = sorted(page.parent.glob("issues/*.md"))
    assert drafts
    assert found.words.count(" ready") + found.words.count(" blocked until") >= len(drafts)
    assert {each.id for each in incident.findings} <= set(found.values("id"))
