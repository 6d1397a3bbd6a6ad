"""What single findings leave open."""

from typing import Any

import pytest

from incidents.analysis.facts import Facts
from incidents.analysis.open_ends import open_ends
from incidents.model.cause import Answer, Cause, Chain
from incidents.model.evidence import Probe
from incidents.model.finding import Finding
from incidents.model.incident import Question
from incidents.model.record import digest
from incidents.model.scope import Reading, Span
from tests import builders
from tests.builders import BAD_COMMIT, at

CODE = builders.file_change()
MIGRATION = builders.file_change(path="db/migrations/0004_weight.sql", path_class="production")


def asked(finding: Finding, *records: Any, chains: Any = (), holes: tuple[Reading, ...] = ()) -> list[Question]:
    facts = Facts(builders.sealed(collected=builders.collected(*(records or (builders.log_pattern(),)))))
    return list(open_ends(facts, [finding], list(chains), holes))


def hole(end: float, **changes: Any) -> Reading:
    """An hour without a file, which ends so many minutes after the start."""
    span = Span(start=at(minutes=end - 60), end=at(minutes=end))
    values = {
        "source": "log-holes",
        "what": f"logs from {span.start} to {span.end}",
        "span": span,
        "items": 0,
        "status": "truncated",
        "why": "the series of hourly log files has none for this hour",
    }
    return builders.reading(**{**values, **changes})


@pytest.mark.parametrize(
    ("gap", "questions"),
    [
        (hole(125), 1),
        (hole(120), 1),  # five minutes before it was first seen
        (hole(119), 0),
        (hole(126), 0),  # it was seen before the hole ended
        (hole(125, source="logs"), 0),
    ],
)
def test_what_is_first_seen_right_behind_a_gap_may_have_begun_in_it(gap: Reading, questions: int) -> None:
    found = asked(builders.finding(first=at(minutes=125)), holes=(gap,))
    assert len(found) == questions
    assert all(each.text.startswith("When did it begin: Labels are not printed?") for each in found)


def test_what_the_window_did_not_make_leaves_none_of_it_open() -> None:
    old = builders.finding(first=at(minutes=125), state="persisting", rule="changed-while-read-only")
    assert asked(old, holes=(hole(125),)) == []


def test_who_acted_in_a_session_is_asked() -> None:
    (found,) = asked(builders.finding(kind="session", rule="changed-while-read-only"))
    assert found.text == "Did the session make these commits and deployments, or somebody else meanwhile?"


def chain(*cites: str, **changes: Any) -> tuple[Chain]:
    effect = builders.finding().id
    values = {
        "id": "cause-1",
        "effect": effect,
        "rule": "missing-migration",
        "claim": f"commit {BAD_COMMIT[:12]} brings code that uses `weight`",
        "mechanism": "the database has none",
        "change": None,
        "evidence_for": cites,
        "looked_for": "the same before",
        "counterfactual": None,
        "confidence": "probable",
        "missing": None,
    }
    return (Chain(finding=effect, whys=(Answer(cause=Cause.model_validate({**values, **changes})),)),)


def test_whether_the_migration_of_a_change_was_run_is_asked_beside_its_cause() -> None:
    records = (builders.log_pattern(), CODE, MIGRATION)
    (found,) = asked(builders.finding(), *records, chains=chain(CODE.id, MIGRATION.id))
    assert (found.text, found.about) == ("Was db/migrations/0004_weight.sql run on the database of staging?", "cause")
    (without,) = asked(builders.finding(), *records, chains=chain(CODE.id))
    assert without.text == "Which migration was the database of staging to get, and was it run?"
    assert asked(builders.finding(), *records, chains=chain(CODE.id, rule="missing-name")) == []
    assert asked(builders.finding(), *records, chains=chain(CODE.id, confidence="refuted")) == []


def probe(target: str, succeeded: int, control: str | None = None) -> Probe:
    given = {"target": target, "control": control, "attempts": 3, "succeeded": succeeded, "error": "timeout"}
    place = {"id": f"probe-{digest(target)}", "at": at(3), "source": "probes", "locator": "probes.json", "excerpt": ""}
    return Probe.model_validate({**given, **place, "status": None, "latency_s": None})


def test_whether_a_target_answers_is_asked_where_its_control_failed_too() -> None:
    blind = probe("/ws", 0, control="https://example.org")
    (found,) = asked(builders.finding(), builders.log_pattern(), blind, probe("https://example.org", 0))
    assert found.text == "Does /ws answer?"
    assert asked(builders.finding(), builders.log_pattern(), blind, probe("https://example.org", 3)) == []
