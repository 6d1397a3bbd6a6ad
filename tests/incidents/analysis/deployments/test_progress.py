"""What a start that counts what it does tells of the time that it would take."""

from typing import Any

import pytest

from incidents.analysis.deployments.progress import Progress, progress, progress_of
from incidents.analysis.facts import Facts
from incidents.model.evidence import AnyEvidence, Condition, RevisionCount, Setting
from tests import builders
from tests.builders import BAD, at

PROBE = "spec.containers[0].startupProbe."
ALLOWED = (Setting(path=f"{PROBE}failureThreshold", value="1"), Setting(path=f"{PROBE}periodSeconds", value="240"))
STUCK = builders.revision(conditions=(Condition(type="Ready", status="False"),), settings=ALLOWED)


def counted(text: str, count: int = 7, seconds: float = 180, **changes: Any) -> AnyEvidence:
    seen = RevisionCount(revision=BAD, count=count, first=at(2), last=at(2, 0, seconds))
    return builders.log_pattern(
        template="loaded",
        severity="INFO",
        error_type=None,
        by_revision=(seen,),
        exemplars=(builders.exemplar(text=text, at=at(2)),),
        **changes,
    )


def facts(*evidence: AnyEvidence) -> Facts:
    return Facts(builders.sealed(collected=builders.collected(STUCK, *evidence)))


def found(*evidence: AnyEvidence) -> Progress | None:
    return progress_of(facts(*evidence), STUCK)


@pytest.mark.parametrize(
    ("text", "step", "total", "needs"),
    [
        ("loaded 100 of 4900 prices", 100, 4900, 1470),
        ("[100/4900] prices", 100, 4900, 1470),
        ("prices: 2 % loaded", 2, 100, 1500),
        ("loaded 100 out of 4900 prices", 100, 4900, 1470),
    ],
)
def test_a_line_that_counts_tells_the_pace_and_the_whole(text: str, step: int, total: int, needs: int) -> None:
    given = found(counted(text))
    assert given is not None
    assert (given.step, given.total, given.needs, given.allowed) == (step, total, needs, 240)


@pytest.mark.parametrize(
    "evidence",
    [
        [counted("loaded 4900 prices")],
        [counted("loaded 0 of 4900 prices")],
        # Two lines and one moment have no pace, and seven times this is more than there is.
        [counted("loaded 100 of 4900 prices", count=2)],
        [counted("loaded 100 of 4900 prices", seconds=0)],
        [counted("loaded 1000 of 4900 prices")],
        # Dates and versions.
        [counted("prices of 2026/02/19 loaded")],
        # Which of two starts a line is of, its count does not tell.
        [
            counted("loaded 100 of 4900 prices"),
            builders.platform_event(event="instance-start", message="Starting new instance.", count=2),
        ],
    ],
)
def test_anything_else_tells_none(evidence: list[AnyEvidence]) -> None:
    assert found(*evidence) is None


def test_it_is_said_with_what_the_probe_allows() -> None:
    (said,) = progress(facts(counted("loaded 100 of 4900 prices")))
    assert said.text == (
        f"{BAD} logged 7 lines such as `loaded 100 of 4900 prices` in 180 s: 700 of 4900, if each line stands for 100 "
        "as the first does. At that pace all of it takes about 24 min, and its startup probe allows 240 s."
    )
    assert set(said.cites) == {STUCK.id, counted("").id}
