import pytest

from collectors.redaction.finders.named_values import named_values
from tests.collectors.redaction.finding import found_by
from tests.collectors.redaction.samples.sample import BASE62, made

RANDOM = made(BASE62, 32, "named")


@pytest.mark.parametrize(
    "written",
    [
        "token={}", "token: {}", "token => {}", "token := {}", "token ?= {}", "token == '{}'",
        '"token":"{}"', "'token': '{}'", '\\"token\\": \\"{}\\"', "token = `{}`", "token='{}", "token: [{}]",
        'token: b"{}"', "<token>{}</token>", "<token>\n  {}\n</token>", '{"name":"TOKEN","value":"{}"}',
        "- name: API_TOKEN\n  value: {}", '<input name="token" type="hidden" value="{}">',
        "('token', '{}')", 'name="token"\r\n\r\n{}\r\n--part', 'var token string = "{}"', "token: str = '{}'",
        "apiToken =\n    '{}'", "a=1&token={}&b=2", "API key: {}", "DB_TOKEN1={}", "({token: '{}'})",
        'token = """{}"""', "token: !!str {}", "token: |\n  {}\n", '["token"]=> string(32) "{}"', "| token | {} |",
        '<ns:token kind="x">{}</ns:token>',
    ],
)  # fmt: skip
def test_a_value_is_found_however_it_is_written_beside_its_name(written: str) -> None:
    assert found_by(named_values, written.replace("{}", RANDOM)) == [RANDOM]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("password=n0t-r3al, next=1", ["n0t-r3al"]),
        ('"password":"n0t r3al, really"', ["n0t r3al, really"]),
        ("password=n0t-r3al.", ["n0t-r3al"]),  # the full stop is the sentence's
        ("password=a1b secret=" + RANDOM, ["a1b", RANDOM]),
        ("Server=db;Password=n0t r3al;Trusted=no", ["n0t r3al"]),
        ("user=sa;password={n0t;r3al};x=1", ["{n0t;r3al}"]),
        ("PASSWORD=\nTOKEN=\n", []),  # empty settings
        ("password: must be at least 12 characters", []),
        ("phone: +41 79 000 00 00, zip 8001", ["+41 79 000 00 00"]),
        ("a > token>" + RANDOM, []),  # no element
        (f"next page token: {RANDOM}", []),
        ("token=[redacted:jwt:0f3a] x", []),
    ],
)
def test_a_value_ends_where_its_form_says(text: str, found: list[str]) -> None:
    assert found_by(named_values, text) == found
