"""All samples, and what it means that a secret is still there."""

from tests.collectors.redaction.samples import (
    evasive_secrets,
    harmless_lines,
    named_secrets,
    personal_data,
    provider_secrets,
)

CREDENTIALS = (*provider_secrets.SAMPLES, *named_secrets.SAMPLES, *evasive_secrets.SAMPLES)
PERSONAL = personal_data.SAMPLES
HARMLESS = harmless_lines.SAMPLES
