import re

import pytest

from incidents.analysis.analyse import analyse
from incidents.analysis.stage import preliminary
from incidents.model.incident import Incident, Verdict
from reports.documents import DOCUMENTS, render
from reports.terminal_summary import summary
from tests.builders import file_change, sealed
from tests.reports.incident_by_hand import rich_incident
from tests.reports.records_by_hand import EVIDENCE

CAUSAL = re.compile(
    r"\bcauses?\b|probabl|rival|why (?:it was|F\d)|roll ?back|send the traffic|hypothes|counter-check|no-go|- \[ \]",
    re.IGNORECASE,
)
OURS = "No cause is named here and none is excluded."


def documents() -> dict[str, str]:
    return render(preliminary(rich_incident()), EVIDENCE)


@pytest.mark.parametrize("file", [each.file for each in DOCUMENTS])
def test_no_word_on_causes_decisions_or_actions_can_appear(file: str) -> None:
    text = documents()[file].replace(OURS, "")
    assert [line for line in text.splitlines() if CAUSAL.search(line)] == []


@pytest.mark.parametrize("file", [each.file for each in DOCUMENTS])
def test_facts_and_unknowns_stay_and_the_stage_is_said(file: str) -> None:
    text = documents()[file]
    assert "- **Stage:** preliminary" in text
    assert "## Not known" in text
    assert "Why: F3 (customs lookup timed out)?" in text
    assert "incident render 2026-03-02-parcel-api-labels" in text


def test_the_timeline_is_as_it_was() -> None:
    assert preliminary(rich_incident()).timeline == rich_incident().timeline
    assert "```mermaid\ntimeline" in documents()["impact.md"]


def test_the_terminal_says_no_more_than_the_documents() -> None:
    said = summary(preliminary(rich_incident()), "postmortems/x", ["impact.md"])
    assert "Cause     not part of a preliminary report" in said
    assert "Decide    not part of a preliminary report" in said


@pytest.mark.parametrize(
    ("verdict", "kept"), [("external", "incident"), ("capacity", "incident"), ("resolved", "resolved")]
)
def test_a_verdict_that_names_a_cause_is_told_as_what_was_seen(verdict: Verdict, kept: str) -> None:
    given = rich_incident().model_copy(
        update={"verdict": verdict, "verdict_reason": "2 findings; another party failed"}
    )
    told = preliminary(given)
    assert told.verdict == kept
    assert ("another party" in told.verdict_reason) == (verdict == kept)


def test_questions_that_only_an_explanation_raises_are_not_asked() -> None:
    whole = analyse(sealed(collected=sealed().collected.model_copy(update={"evidence": _with_a_change()})))
    assert any(each.about == "cause" for each in whole.questions)
    told = preliminary(whole)
    assert all(each.about == "facts" for each in told.questions)
    assert Incident.model_validate_json(told.model_dump_json()) == told


def _with_a_change() -> tuple[object, ...]:
    evidence = (*sealed().collected.evidence, file_change())
    return tuple(sorted(evidence, key=lambda each: each.id))
