import re

import pytest

from collectors.redaction.finders.provider_formats import FORMATS, Format
from collectors.redaction.finders.provider_tokens import CLUE, provider_tokens
from collectors.redaction.linear_search import places
from collectors.redaction.view import View
from tests.collectors.redaction.finding import found_by
from tests.collectors.redaction.samples.provider_secrets import SAMPLES
from tests.collectors.redaction.samples.sample import BASE62, BASE64, HEX, Sample, made

GITHUB = "gh" + "p_" + made(BASE62, 36, "provider")


@pytest.mark.parametrize("sample", [each for each in SAMPLES if each.name in {
    "github classic", "gitlab personal", "aws key id", "google api key", "slack bot", "stripe live", "sendgrid",
    "openai project", "databricks", "terraform cloud", "airtable", "discord bot", "mailchimp", "unknown provider pat",
}], ids=lambda sample: sample.name)  # fmt: skip
def test_a_token_is_known_by_its_form(sample: Sample) -> None:
    assert found_by(provider_tokens, sample.text) == [sample.secret]


@pytest.mark.parametrize("known", FORMATS, ids=[f"{each.kind} {each.lead[:20]}" for each in FORMATS])
def test_both_kinds_of_regular_expression_understand_a_form(known: Format) -> None:
    lead = known.lead
    assert re.compile(lead).groups == 0
    assert list(places(lead, View(""))) == []


def test_a_token_of_known_length_ends_there() -> None:
    assert found_by(provider_tokens, f"dump-{GITHUB}.sql {GITHUB}-admin") == [GITHUB, GITHUB]


def test_a_token_that_was_cut_is_found() -> None:
    assert found_by(provider_tokens, f"using {GITHUB[:12]}… then {GITHUB[:14]}...") == [GITHUB[:12], GITHUB[:14]]


def test_behind_a_letter_only_a_whole_token_counts() -> None:
    assert found_by(provider_tokens, f"x{GITHUB}") == [GITHUB]
    assert found_by(provider_tokens, f"x{GITHUB[:20]}") == []


@pytest.mark.parametrize(
    "text",
    [
        "the task-queue, risk-free and sk-learn-like names",
        "npm_config_registry and npm_lifecycle_event",
        "https://x.example/img/xoxo-party.jpg",
        "gcr.io/p/api-" + made(HEX, 40, "tag"),  # an image's tag
        "AKIA is a prefix, ghp_token a word",
        "ghp_" + "x" * 36,  # an example
        "data:image/png;base64," + made(BASE64, 400, "picture") + "+AIzaSy" + made(BASE64, 400, "its rest"),
        "pi_" + made(BASE62, 24, "payment"),  # an id
    ],
)
def test_a_name_that_begins_alike_stays(text: str) -> None:
    assert found_by(provider_tokens, text) == []


def test_clean_text_holds_no_clue() -> None:
    assert list(places(CLUE, View("2025-09-13 parcel-api-00042-abc served /parcels in 12 ms"))) == []
