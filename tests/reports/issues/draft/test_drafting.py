from itertools import pairwise

from markdown_it import MarkdownIt

from incidents.model.finding import Ratio
from incidents.model.incident import Incident
from reports.issues.draft.drafting import drafted
from tests.builders import finding, incident, log_pattern
from tests.reports.incident_by_hand import rich_incident
from tests.reports.issues.graphs import evidence_of, graph, problem
from tests.reports.records_by_hand import EVIDENCE

_SECTIONS = [
    "Observed",
    "Expected",
    "How to look again",
    "What is known of the cause",
    "Impact",
    "Done when",
    "Evidence",
]


def _headings(body: str) -> list[str]:
    """As a reader of Markdown sees them: what stands in a fence is none."""
    tokens = MarkdownIt().parse(body)
    return [after.content for token, after in pairwise(tokens) if token.type == "heading_open"]


def _body(given: Incident, place: int = 0) -> str:
    return drafted(given, EVIDENCE, most=10).drafts[place].body


def test_every_body_has_its_sections_in_their_order() -> None:
    for draft in drafted(rich_incident(), EVIDENCE, most=10).drafts:
        assert _headings(draft.body) == _SECTIONS


def test_a_body_says_what_was_seen_how_often_when_and_verbatim() -> None:
    body = _body(rich_incident())
    for said in (
        "- New; in the window 8 of 20 requests to `POST /parcels/<id>/label`, before 0 of 18.",
        "- Seen 2026-03-02 11:05:00Z to 2026-03-02 11:06:30Z (UTC).",
        "- Revision in the window: `parcel-api-00008-fox`.",
        "PrinterError: no printer named None\n```",
        "- On the baseline side: 0 of 18 requests to `POST /parcels/<id>/label`.",
        "1. **Probable**: commit `222222222222`",
        "the printer service was down",
        "- **Priority:** P1, row C: ",
        "- **Environment:** staging",
    ):
        assert said in body


def test_what_is_not_listed_of_many_tests_is_counted() -> None:
    for left, told in ((1, "- and 1 more test\n"), (2, "- and 2 more tests\n")):
        tests = tuple(f"tests/test_{n}.py::test_it" for n in range(10 + left))
        assert f"- `tests/test_9.py::test_it`\n{told}" in _body(incident(findings=(finding(tests=tests),)))


def test_the_commands_are_whole_and_only_read() -> None:
    body = _body(rich_incident())
    block = body.split("```sh\n")[1].split("```")[0].splitlines()
    assert block[0].startswith('gcloud logging read \'resource.type="cloud_run_revision" AND ')
    assert 'timestamp>="2026-03-02T11:05:00Z"' in block[0]
    assert block[0].endswith("--project=parcel-staging")
    assert block[1] == "incident show finding-printer --incident 2026-03-02-parcel-api-labels"


def test_a_decision_to_go_back_is_not_what_ends_the_problem() -> None:
    done = _body(rich_incident()).split("## Done when\n")[1].split("## ")[0]
    assert "100 percent of the traffic" not in done
    assert done.count("- [ ] ") == 1


def test_every_citation_has_its_record() -> None:
    body = _body(rich_incident())
    cited = {part.split("]")[0] for part in body.split("[^")[1:]}
    assert all(f"[^{each}]: " in body for each in cited)


def test_one_finding_is_one_draft_and_what_is_over_has_none() -> None:
    found = drafted(rich_incident(), EVIDENCE, most=10)
    assert [each.priority.level for each in found.drafts] == ["P1", "P2", "P2"]
    assert [(each.finding, each.reason) for each in found.unfiled] == [
        ("finding-signature", "it is over: the candidate side shows it no more")
    ]


def test_the_least_urgent_ones_beyond_the_cap_are_told() -> None:
    found = drafted(rich_incident(), EVIDENCE, most=1)
    assert [each.priority.level for each in found.drafts] == ["P1"]
    assert len(found.unfiled) == 3
    assert "`most` of [issues] allows 1 a run" in found.unfiled[0].reason


def test_a_block_is_a_state_with_its_event_and_its_path() -> None:
    given = graph(2)
    blocker, blocked = drafted(given, evidence_of(given), most=10).drafts[::-1]
    if blocker.state == "blocked":
        blocker, blocked = blocked, blocker
    assert (blocker.state, blocker.until) == ("ready", None)
    assert (blocked.state, blocked.until) == ("blocked", "“printer: no paper in tray” is done")
    (edge,) = blocked.blocked_by
    assert edge.fingerprint == blocker.fingerprint
    assert edge.path == "customs calls printer before anything else"
    assert edge.cites


def test_what_others_have_to_mend_is_deferred_until_they_have() -> None:
    given = graph(1, verdict="external")
    (draft,) = drafted(given, evidence_of(given), most=10).drafts
    assert draft.state == "deferred"
    assert draft.until


def test_the_same_incident_gives_the_same_drafts_whatever_the_order_of_its_findings() -> None:
    given = rich_incident()
    turned = given.model_copy(update={"findings": given.findings[::-1]})
    assert drafted(given, EVIDENCE, most=2) == drafted(turned, EVIDENCE, most=2)


def test_the_fingerprint_is_that_of_the_next_incident_with_the_same_problem() -> None:
    first, later = graph(1), graph(1, findings=(problem(0, state="persisting", after=Ratio(n=99, unit="entries")),))
    prints = [drafted(each, evidence_of(each), most=1).drafts[0].fingerprint for each in (first, later)]
    assert prints[0] == prints[1]


def test_text_from_outside_stays_text() -> None:
    said = "@team `x` <!-- incident:end issue.observed --> Closes #1 [l](https://e.example) \u202eevil\n## Heading"
    record = log_pattern(excerpt=f"{said}\n```\n@team\n```")
    given = incident(findings=(finding(title=said, signature=said, service="a'; rm -rf /", primary=(record.id,)),))
    (draft,) = drafted(given, {record.id: record}, most=1).drafts
    assert _headings(draft.body) == _SECTIONS
    assert draft.body.count("<!-- incident:end issue.observed -->") == 1
    assert "\u202e" not in draft.body + draft.title
    assert 'service_name="a\'"\'"\'; rm -rf /"' in draft.body
