import pytest

from collectors.redaction.finders.mail_addresses import mail_addresses
from tests.collectors.redaction.finding import found_by

AT = "@"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (f"to ann.b+x{AT}mail.example.co.uk, cc", [f"ann.b+x{AT}mail.example.co.uk"]),
        (f"<o'neil{AT}acme.example>", [f"o'neil{AT}acme.example"]),
        (f"jörg{AT}bücher.example", [f"jörg{AT}bücher.example"]),
        (f"'ann{AT}acme.example'", [f"ann{AT}acme.example"]),
        (f"(email)=(ann{AT}acme.example)", [f"ann{AT}acme.example"]),
        (f"ann{AT}acme.example.", [f"ann{AT}acme.example"]),
    ],
)
def test_an_address_of_a_person_is_found(text: str, found: list[str]) -> None:
    assert found_by(mail_addresses, text) == found


@pytest.mark.parametrize(
    "text",
    [
        f"deployer{AT}acme.iam.gserviceaccount.com",
        f"git{AT}github.com:acme/app.git",
        f"no-reply{AT}acme.example",
        f"49699333+dependabot[bot]{AT}users.noreply.github.com",
        f"react{AT}18.2.0 and @types/node{AT}20.11.5",
        f"logo{AT}2x.png",
        f"ssh://deploy{AT}host.example/x",  # a login
        "@app.route('/x')",
    ],
)
def test_what_names_a_machine_or_a_version_stays(text: str) -> None:
    assert found_by(mail_addresses, text) == []
