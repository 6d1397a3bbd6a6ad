"""Statements."""

import json
from pathlib import Path
from typing import Any

import pytest

from collectors.statements import Statements
from incidents.model.evidence import Statement
from incidents.model.scope import Problem, Reading
from tests.collectors.asking import ask, write

SAID = {"claim": "The printer was fixed", "from": "hand-over note", "at": "2026-03-02T09:00:00Z", "evidence": None}


def read(tmp_path: Path, content: Any) -> tuple[list[Statement], Reading]:
    write(tmp_path, {"context.json": json.dumps(content)})
    found = Statements().collect(ask(tmp_path, "context.json"))
    (reading,) = found.readings
    return [each for each in found.evidence if isinstance(each, Statement)], reading


def test_a_statement_is_kept_as_what_somebody_said(tmp_path: Path) -> None:
    (said,), reading = read(tmp_path, [SAID])
    assert said.id.startswith("statement-")
    assert said.model_dump(exclude={"id", "hash", "excerpt"}) == {
        "kind": "statement",
        "at": "2026-03-02T09:00:00Z",
        "source": "context",
        "locator": "context.json record 1",
        "claim": "The printer was fixed",
        "speaker": "hand-over note",
        "proof": None,
    }
    assert json.loads(said.excerpt) == SAID
    assert reading.problems == ()


@pytest.mark.parametrize(
    ("offered", "proof"),
    [
        (None, None),
        ("", None),
        ([], None),
        ("run 7", "run 7"),
        (["run 7", "issue 12"], '["run 7","issue 12"]'),
        ({"run": 7}, '{"run":7}'),
        (True, None),
    ],
)
def test_what_is_offered_as_proof_is_kept_in_its_own_words(tmp_path: Path, offered: Any, proof: str | None) -> None:
    (said,), _ = read(tmp_path, [{**SAID, "evidence": offered}])
    assert said.proof == proof


def test_a_plain_text_is_a_statement_of_nobody(tmp_path: Path) -> None:
    (said,), _ = read(tmp_path, {"statements": ["All was green"]})
    assert (said.claim, said.speaker, said.at, said.proof) == ("All was green", None, None, None)


def test_what_cannot_be_used_is_counted(tmp_path: Path) -> None:
    found, reading = read(tmp_path, [SAID, {"from": "nobody"}, SAID, {**SAID, "at": "yesterday"}])
    assert [each.at is None for each in sorted(found, key=lambda each: each.locator)] == [False, True]
    assert reading.problems == (
        Problem(what="records without a claim", count=1, first="context.json record 2"),
        Problem(what="statements listed twice", count=1, first="context.json record 3"),
        Problem(what="times without a zone", count=1, first="context.json record 4"),
    )


def test_a_file_without_a_statement_is_a_failed_reading(tmp_path: Path) -> None:
    _, reading = read(tmp_path, {"name": "x"})
    assert reading.why == "it holds no statement in a shape that can be read. Nothing of it was kept"


def test_the_survey_names_the_files(tmp_path: Path) -> None:
    write(tmp_path, {"context.json": "[]"})
    assert Statements().survey(ask(tmp_path, "*.json")) == ("*.json: context.json",)
