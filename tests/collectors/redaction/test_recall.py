"""How much of what was collected before the rules were written is found, for each half of it."""

import pytest

from collectors.redaction import Redactor
from collectors.redaction.readable import readable_view
from collectors.redaction.view import View
from tests.collectors.redaction.samples.corpus import CREDENTIALS, HARMLESS, PERSONAL
from tests.collectors.redaction.samples.sample import Sample

HALVES = pytest.mark.parametrize("for_tuning", [True, False], ids=["tuned on", "kept apart"])


@HALVES
def test_of_a_hundred_credentials_at_most_two_are_missed(for_tuning: bool) -> None:
    samples = [each for each in CREDENTIALS if each.is_for_tuning is for_tuning]
    assert len(samples) > 120
    assert len([each for each in samples if _survives(each)]) <= 0.02 * len(samples)


@HALVES
def test_no_personal_data_are_missed(for_tuning: bool) -> None:
    assert [each.name for each in PERSONAL if each.is_for_tuning is for_tuning and _survives(each)] == []


@HALVES
def test_no_harmless_line_is_changed(for_tuning: bool) -> None:
    samples = [each for each in HARMLESS if each.is_for_tuning is for_tuning]
    assert [each.name for each in samples if Redactor().redact(each.text) != each.text] == []


def test_sample_names_are_unique() -> None:
    names = [each.name for each in (*CREDENTIALS, *PERSONAL)]
    assert len(names) == len(set(names))


def _survives(sample: Sample) -> bool:
    """Whether a good part of the secret can still be read, as it was written or as it would be read."""
    redacted = Redactor().redact(sample.text)
    return _holds(redacted, sample.secret) or _holds(_read(redacted), _read(sample.secret))


def _holds(text: str, secret: str) -> bool:
    part = min(len(secret), max(10, -(-len(secret) * 2 // 5)))
    return any(secret[start : start + part] in text for start in range(len(secret) - part + 1))


def _read(text: str) -> str:
    return readable_view(View(text)).text
