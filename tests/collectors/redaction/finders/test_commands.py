import pytest

from collectors.redaction.finders.commands import command_secrets
from tests.collectors.redaction.finding import found_by
from tests.collectors.redaction.samples.sample import BASE62, made

RANDOM = made(BASE62, 32, "command")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("docker login -u ci --password n0t-r3al eu.gcr.io", ["n0t-r3al"]),
        (f"deploy --api-key {RANDOM} --prod", [RANDOM]),
        (f'["run", "--token", "{RANDOM}"]', [RANDOM]),
        ("mysql -u root -pn0t-r3al orders", ["n0t-r3al"]),
        ("sshpass -p 'n0t-r3al' ssh host", ["n0t-r3al"]),
        ("docker login -u ci -p n0t-r3al", ["n0t-r3al"]),
        ("redis-cli -h 10.0.0.3 -a n0t-r3al ping", ["n0t-r3al"]),
        ("curl -s -u admin:n0t-r3al https://x.example", ["n0t-r3al"]),
        ("curl --user 'ops:n0t-r3al' https://x.example", ["n0t-r3al"]),
        ("machine x.example login ci password n0t-r3al", ["n0t-r3al"]),
        ("sqlcmd -S db -U sa -P n0t-r3al", ["n0t-r3al"]),
    ],
)
def test_a_password_on_a_command_line_is_found(text: str, found: list[str]) -> None:
    assert found_by(command_secrets, text) == found


@pytest.mark.parametrize(
    "text",
    [
        "  --password TEXT  Password of the user.",
        "use the --password option or --token to log in",
        "docker run -p 8080:80 app",
        "mysql -u root -p orders",  # it will ask; orders is the database
        "curl -u admin https://x.example",
        "curl -u <user:password> https://x.example",
        "docker login -p $PASSWORD",
        "mkdir -p a1/b2",
        "--token-type bearer",
    ],
)
def test_a_command_without_a_password_stays(text: str) -> None:
    assert found_by(command_secrets, text) == []
