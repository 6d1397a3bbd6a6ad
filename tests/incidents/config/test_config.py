"""The typed configuration."""

from pathlib import Path

import pytest
from pydantic import ValidationError

from collectors.collector import Source
from incidents.config.config import Sources
from incidents.model.instant import Instant
from incidents.model.scope import Scope, ServiceScope, Span
from tests.incidents.config.files import loaded


def test_configured_sources_come_in_a_fixed_order() -> None:
    sources = Sources(session=Source(globs=("s",)), logs=Source(live=True), git=None)
    assert sources.configured() == (("logs", Source(live=True)), ("session", Source(globs=("s",))))


def test_the_scope_is_the_question_for_a_span(tmp_path: Path) -> None:
    span = Span(start=Instant.parse("2026-03-02T09:00:00Z"))
    expected = Scope(
        project="parcel-staging",
        region="europe-west1",
        environment="staging",
        services=(ServiceScope(name="parcel-api"),),
        span=span,
    )
    assert loaded(tmp_path).scope(span) == expected
    assert loaded(tmp_path).scope() == expected.model_copy(update={"span": Span()})


def test_a_configuration_does_not_change(tmp_path: Path) -> None:
    config = loaded(tmp_path)
    with pytest.raises(ValidationError):
        config.project = "other"  # type: ignore[misc]  # what is tested
